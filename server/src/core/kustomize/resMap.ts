import { describe, type Id, keyOf } from './id.ts'
import { BuildError } from './problem.ts'
import type { Resource } from './resource.ts'

/** The resources of a build in their order. No two have the same id (api/resmap/reswrangler.go). */
export class ResMap {
  #list: Resource[] = []
  /** By all ids that a resource has and had; thrown away when ids change. */
  #byId: Map<string, Resource[]> | undefined
  #current: Map<string, Resource> | undefined

  get list(): readonly Resource[] {
    return this.#list
  }

  /** To be called when a resource has got another name, namespace or kind. */
  idsChanged(): void {
    this.#byId = undefined
    this.#current = undefined
  }

  /** @throws BuildError when one with its id is there already */
  append(resource: Resource): void {
    const { id } = resource
    const key = keyOf(id)
    const current = this.#currentIds()
    if (current.has(key))
      throw new BuildError('duplicate', `${describe(id)} is in this build twice`, resource.node.place)
    current.set(key, resource)
    this.#list.push(resource)
    if (this.#byId) enter(this.#byId, resource)
  }

  /** Puts a resource at the place of another. */
  replace(old: Resource, resource: Resource): void {
    this.#list[this.#list.indexOf(old)] = resource
    this.idsChanged()
  }

  keep(isKept: (resource: Resource) => boolean): void {
    const kept = this.#list.filter(isKept)
    if (kept.length === this.#list.length) return
    this.#list = kept
    this.idsChanged()
  }

  reorder(list: readonly Resource[]): void {
    this.#list = [...list]
    this.idsChanged()
  }

  /** All that have or had this id. */
  withId(id: Id): readonly Resource[] {
    if (!this.#byId) {
      this.#byId = new Map()
      for (const resource of this.#list) enter(this.#byId, resource)
    }
    return this.#byId.get(keyOf(id)) ?? []
  }

  #currentIds(): Map<string, Resource> {
    this.#current ??= new Map(this.#list.map(resource => [keyOf(resource.id), resource]))
    return this.#current
  }
}

function enter(index: Map<string, Resource[]>, resource: Resource): void {
  for (const key of new Set(resource.ids.map(keyOf))) {
    const list = index.get(key)
    if (list) list.push(resource)
    else index.set(key, [resource])
  }
}

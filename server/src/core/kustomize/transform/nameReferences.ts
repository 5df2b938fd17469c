import type { NameReference } from '../config.ts'
import { applyFieldSpec, type FieldSpec, setEntry, setScalar } from '../fieldSpec.ts'
import { type Gvk, type Id, isSelected, namespaceOf } from '../id.ts'
import { writtenTag } from '../jsonPatch.ts'
import { at, isMissing, Node, text } from '../node.ts'
import { BuildError } from '../problem.ts'
import type { ResMap } from '../resMap.ts'
import type { Resource } from '../resource.ts'

/** Gives the names by which objects refer to each other the form that they have in the end (api/filters/nameref/nameref.go). */
export function fixNameReferences(map: ResMap, references: readonly NameReference[]): void {
  const targets = new Targets(map)
  if (targets.isEmpty) {
    for (const resource of map.list) bindingNamespaces(resource)
    return
  }
  const rows = rowsByKind(references)
  for (const referrer of map.list) {
    const id = referrer.originalId
    const namespaces = bindingNamespaces(referrer)
    for (const { to, spec } of [...(rows.get(id.kind) ?? []), ...(rows.get('') ?? [])]) {
      if (!isSelected(id, spec)) continue
      const { group, version, kind } = referrer.gvk
      const reference = new Reference(referrer, to, spec.path, targets, namespaces)
      applyFieldSpec(referrer.node, { ...spec, group, version, kind }, { set: node => reference.set(node) })
    }
  }
}

interface Row {
  readonly to: Gvk
  readonly spec: FieldSpec
}

const known = new WeakMap<readonly NameReference[], ReadonlyMap<string, readonly Row[]>>()

function rowsByKind(references: readonly NameReference[]): ReadonlyMap<string, readonly Row[]> {
  const found = known.get(references)
  if (found) return found
  const rows = new Map<string, Row[]>()
  for (const to of references) {
    for (const spec of to.from) {
      const list = rows.get(spec.kind)
      if (list) list.push({ to, spec })
      else rows.set(spec.kind, [{ to, spec }])
    }
  }
  known.set(references, rows)
  return rows
}

/** Objects that had other names, by these. */
class Targets {
  readonly #byName = new Map<string, Target[]>()
  readonly #byOriginalNamespace = new Map<string, Target[]>()

  constructor(map: ResMap) {
    for (const resource of map.list) {
      const { previousIds: previous, id, originalId } = resource
      const target: Target = { resource, previous, id, original: namespaceOf(originalId), current: namespaceOf(id) }
      for (const name of new Set(previous.map(each => each.name))) push(this.#byName, name, target)
      push(this.#byOriginalNamespace, target.original, target)
    }
  }

  get isEmpty(): boolean {
    return this.#byName.size === 0
  }

  named(name: string): readonly Target[] {
    return this.#byName.get(name) ?? []
  }

  bornIn(namespace: string): readonly Target[] {
    return this.#byOriginalNamespace.get(namespace) ?? []
  }
}

interface Target {
  readonly resource: Resource
  readonly previous: readonly Id[]
  readonly id: Id
  readonly original: string
  readonly current: string
}

function push(map: Map<string, Target[]>, key: string, target: Target): void {
  const list = map.get(key)
  if (list) list.push(target)
  else map.set(key, [target])
}

/** Namespaces of the service accounts that a role binding is about: its names may lead there. */
function bindingNamespaces(resource: Resource): ReadonlySet<string> {
  const found = new Set<string>()
  if (resource.kind !== 'RoleBinding') return found
  const subjects = at(resource.node, 'subjects')
  for (const subject of subjects?.kind === 'seq' ? subjects.items : []) {
    const namespace = at(subject, 'namespace')
    if (!namespace || text(subject, 'kind') !== 'ServiceAccount') continue
    if (writtenTag(namespace) !== 'str')
      throw new BuildError(
        'transformer',
        `Invalid Input: namespace is blank for resource "${resource.toString()}"`,
        namespace.place,
      )
    found.add(namespace.value)
  }
  return found
}

class Reference {
  readonly #referrer: Resource
  readonly #to: Gvk
  readonly #path: string
  readonly #targets: Targets
  readonly #id: Id
  readonly #bound: ReadonlySet<string>

  constructor(referrer: Resource, to: Gvk, path: string, targets: Targets, bound: ReadonlySet<string>) {
    this.#referrer = referrer
    this.#to = to
    this.#path = path
    this.#targets = targets
    this.#id = referrer.id
    this.#bound = bound
  }

  set(node: Node): void {
    if (node.isNull) return
    switch (node.kind) {
      case 'scalar':
        this.#scalar(node)
        return
      case 'map':
        this.#map(node)
        return
      case 'seq':
        for (const item of node.items) {
          if (item.isNull) continue
          if (item.kind === 'seq')
            throw new BuildError('transformer', 'expected to be either a string or a map of string', item.place)
          this.set(item)
        }
    }
  }

  #scalar(node: Node): void {
    const target = this.#select(node.value, () => true, sameName)
    if (target && target.name !== node.value) setScalar(node, target.name, '', nameSource(node, target))
  }

  #map(node: Node): void {
    const name = node.get('name')
    if (!name) throw new BuildError('transformer', "path config error; no 'name' field in node", node.place)
    const target = this.#select(name.value, this.#inNamespace(node.get('namespace')), sameNameAndNamespace)
    if (!target || (target.name === name.value && target.namespace === '')) return
    setEntry(node, 'name', Node.scalar(target.name, '', nameSource(name, target)), name.source)
    if (target.namespace === '') return
    const written = at(target.node, 'metadata', 'namespace')
    const source = written?.source ?? target.node.source
    setEntry(node, 'namespace', Node.string(target.namespace, source), source)
  }

  /** Where a namespace is written, names are those of objects that were there from the first, else of those that are there now. */
  #inNamespace(namespace: Node | undefined): (target: Target) => boolean {
    if (!namespace) return () => true
    const { value } = namespace
    const isNative = this.#targets.bornIn(value).some(target => this.#mayMean(target))
    return target => (isNative ? target.original : target.current) === value
  }

  #select(
    name: string,
    isPossible: (target: Target) => boolean,
    areSame: (one: Resource, other: Resource) => boolean,
  ): Resource | undefined {
    const roleRef = this.#roleRef()
    let found = this.#targets
      .named(name)
      .filter(
        target =>
          this.#mayMean(target) &&
          isPossible(target) &&
          target.previous.some(id => isSelected(id, this.#to)) &&
          (!roleRef || target.previous.some(id => isSelected(id, roleRef))) &&
          this.#isInReach(target),
      )
    if (found.length > 1) {
      found = found.filter(({ resource }) => agree(resource, this.#referrer, true))
      if (found.length > 1) found = found.filter(({ resource }) => agree(resource, this.#referrer, false))
    }
    const [first, ...others] = found
    if (!first || others.every(other => areSame(first.resource, other.resource))) return first?.resource
    throw new BuildError(
      'transformer',
      `the name in ${this.#path} may mean several objects: ${found.map(each => each.resource.toString()).join(', ')}`,
      this.#referrer.node.place,
    )
  }

  /** Whether the referrer could name an object at all. */
  #mayMean({ id, current, resource }: Target): boolean {
    return (
      this.#id.isClusterScoped ||
      id.isClusterScoped ||
      current === namespaceOf(this.#id) ||
      this.#bound.has(resource.namespace)
    )
  }

  #isInReach({ id, current, resource }: Target): boolean {
    return (
      this.#id.isClusterScoped ||
      id.isClusterScoped ||
      resource.kind === 'ServiceAccount' ||
      current === namespaceOf(this.#id)
    )
  }

  #roleRef(): Partial<Gvk> | undefined {
    if (!this.#path.endsWith('roleRef/name')) return undefined
    const roleRef = at(this.#referrer.node, 'roleRef')
    const group = at(roleRef, 'apiGroup')
    const kind = at(roleRef, 'kind')
    return group && kind && !isMissing(roleRef) ? { group: group.value, kind: kind.value } : undefined
  }
}

function nameSource(node: Node, target: Resource) {
  const written = at(target.node, 'metadata', 'name')
  return { maker: { from: node.place, inputs: written ? [written.place] : [] } }
}

function sameName(one: Resource, other: Resource): boolean {
  return one.name === other.name
}

function sameNameAndNamespace(one: Resource, other: Resource): boolean {
  return one.name === other.name && one.namespace === other.namespace
}

/** Whether two objects got the same prefixes and suffixes, the later ones counting (api/resource/resource.go). */
function agree(one: Resource, other: Resource, allowsNone: boolean): boolean {
  return sameEnd(one.prefixes, other.prefixes, allowsNone) && sameEnd(one.suffixes, other.suffixes, allowsNone)
}

function sameEnd(one: readonly string[], other: readonly string[], allowsNone: boolean): boolean {
  if (allowsNone && (one.length === 0 || other.length === 0)) return true
  const length = Math.min(one.length, other.length)
  if (length === 0) return one.length === other.length
  return one.slice(-length).every((each, index) => each === other[other.length - length + index])
}

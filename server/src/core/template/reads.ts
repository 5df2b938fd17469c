import type { ReadSet } from './execution.ts'
import type { MapValue, Value } from './value.ts'

/** Notes what a template looks at, cheaply; the names are put together at the end. */
export class Reads {
  readonly #keys = new Map<MapValue, Set<string>>()
  readonly #wholes = new Set<readonly string[]>()
  readonly templates = new Set<string>()
  readonly objects = new Set<string>()
  readonly calls = new Set<string>()

  key(map: MapValue, key: string): void {
    if (!map.path) return
    const keys = this.#keys.get(map)
    if (keys) keys.add(key)
    else this.#keys.set(map, new Set([key]))
  }

  whole(value: Value): void {
    if ((value.kind === 'map' || value.kind === 'list') && value.path) this.#wholes.add(value.path)
  }

  finish(): ReadSet {
    const values = new Set<string>()
    for (const [{ path = [] }, keys] of this.#keys) for (const key of keys) values.add(joinPath([...path, key]))
    const wholes = new Set([...this.#wholes].map(joinPath))
    return { values, wholes, templates: this.templates, objects: this.objects, calls: this.calls }
  }
}

/**
 * Steps from `.Values` as one text.
 *
 * @example joinPath(['ingress', 'annotations', 'example.com/port']) // 'ingress.annotations.example\\.com/port'
 */
export function joinPath(path: readonly string[]): string {
  return path.map(step => (NEEDS_ESCAPE.test(step) ? step.replace(/[\\.]/g, '\\$&') : step)).join('.')
}

const NEEDS_ESCAPE = /[\\.]/

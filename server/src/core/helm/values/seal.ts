import type { Unknown } from '../../template/unknown.ts'
import type { MapEntry, MapValue, Value } from '../../template/value.ts'

/**
 * The values as templates get them: a copy in which every map and list knows its path, so that what is read of it is noted.
 * Maps that are shared stay shared.
 *
 * @param type the Go type of the root
 * @param open by path: maps that may have more entries than are in view
 */
export function sealValues(values: MapValue, type: string, open: ReadonlyMap<string, Unknown>): MapValue {
  const sealed = new Map<MapValue, MapValue>()
  const seal = (value: Value, path: readonly string[]): Value => {
    if (value.kind === 'list') {
      return { ...value, path, items: value.items.map((item, index) => seal(item, [...path, String(index)])) }
    }
    if (value.kind !== 'map') return value
    const known = sealed.get(value)
    if (known) return known
    const entries = new Map<string, MapEntry>()
    const unknown = value.open ?? open.get(path.join('\0'))
    const made: MapValue = { ...value, entries, path, shared: true, ...(unknown ? { open: unknown } : {}) }
    sealed.set(value, made)
    for (const [key, entry] of value.entries)
      entries.set(key, { key: entry.key, value: seal(entry.value, [...path, key]) })
    return made
  }
  const root = seal(values, [])
  return root.kind === 'map' ? { ...root, type } : values
}

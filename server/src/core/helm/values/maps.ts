import type { MapEntry, MapValue, Value } from '../../template/value.ts'

export function emptyMap(): MapValue {
  return { kind: 'map', entries: new Map() }
}

export function mapIn(map: MapValue, key: string): MapValue | undefined {
  const value = map.entries.get(key)?.value
  return value?.kind === 'map' ? value : undefined
}

/** The map at the end of a path of keys. */
export function mapAt(map: MapValue, path: readonly string[]): MapValue | undefined {
  let at: MapValue | undefined = map
  for (const key of path) at = at && mapIn(at, key)
  return at
}

/** A copy that shares no map with the value, so that what happens to one is not seen in the other. */
export function copyDeep(map: MapValue): MapValue {
  const entries = new Map<string, MapEntry>()
  for (const [key, entry] of map.entries) entries.set(key, { key: entry.key, value: copyValue(entry.value) })
  return { ...map, entries }
}

function copyValue(value: Value): Value {
  if (value.kind === 'map') return copyDeep(value)
  if (value.kind === 'list') return { ...value, items: value.items.map(copyValue) }
  return value
}

/** A new map with the same values in it. */
export function copyShallow(map: MapValue): MapValue {
  const entries = new Map<string, MapEntry>()
  for (const [key, entry] of map.entries) entries.set(key, { ...entry })
  return { ...map, entries }
}

/** Both maps as one, level by level; where they differ, `over` wins. Its null is a value like any other. */
export function mergeMaps(under: MapValue, over: MapValue): MapValue {
  const merged = copyShallow(under)
  for (const [key, { key: name, value }] of over.entries) {
    const before = merged.entries.get(key)?.value
    const both = value.kind === 'map' && before?.kind === 'map'
    merged.entries.set(key, { key: name, value: both ? mergeMaps(before, value) : value })
  }
  return merged
}

export function setIn(map: MapValue, key: string, value: Value, from?: MapEntry): void {
  const entry = map.entries.get(key)
  if (entry) entry.value = value
  else map.entries.set(key, { key: from?.key ?? { kind: 'string', text: key }, value })
}

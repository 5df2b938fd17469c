import { type Calling, plain } from '../function.ts'
import type { MapEntry, MapValue, Value } from '../value.ts'

/**
 * Merges maps as mergo does for sprig's `merge` and `mergeOverwrite`, in place. What is empty in the target is always replaced:
 * `false` and 0, too. When overwriting, empty values and nil come in as well; maps are merged entry by entry in both cases.
 */
export function merge(into: MapValue, from: MapValue, overwrites: boolean, calling: Calling, depth = 0): void {
  if (into === from || depth > DEEPEST) return
  for (const [name, { key, value }] of from.entries) {
    const known = into.entries.get(name)
    if (value.kind === 'nil') {
      if (overwrites) into.entries.set(name, { key, value: calling.write(into, value) })
      continue
    }
    const there = known && plain(known.value)
    const coming = plain(value)
    if (there?.kind === 'map' && coming.kind === 'map') {
      if (there.entries.size > 0) {
        merge(there, coming, overwrites, calling, depth + 1)
        continue
      }
    } else if (known && !overwrites && !isEmptyValue(known.value)) continue
    into.entries.set(name, { key, value: calling.write(into, value) })
  }
}

const DEEPEST = 200

/** As mergo takes it. */
function isEmptyValue(value: Value): boolean {
  switch (value.kind) {
    case 'nil':
    case 'invalid':
      return true
    case 'bool':
      return !value.value
    case 'int':
    case 'float':
      return value.value === 0
    case 'string':
      return value.text === ''
    case 'list':
      return value.items.length === 0
    case 'map':
      return value.entries.size === 0
    default:
      return false
  }
}

/** The same maps and lists anew, with where everything was written. They are no longer shared. */
export function copyDeep(value: Value): Value {
  switch (value.kind) {
    case 'map': {
      const entries = new Map<string, MapEntry>()
      for (const [name, entry] of value.entries) entries.set(name, { key: entry.key, value: copyDeep(entry.value) })
      const { type, at, open } = value
      return { kind: 'map', entries, ...(type ? { type } : {}), ...(at ? { at } : {}), ...(open ? { open } : {}) }
    }
    case 'list': {
      const { path: _, ...rest } = value
      return { ...rest, items: value.items.map(copyDeep) }
    }
    case 'host':
      return value.data ? copyDeep(value.data) : value
    default:
      return value
  }
}

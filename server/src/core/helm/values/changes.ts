import type { ReadSet } from '../../template/execution.ts'
import type { Tracked } from '../../template/run.ts'
import type { MapValue, Value } from '../../template/value.ts'

/** True when everything that was read of the values is the same in both, down to where it was written. */
export function readsSame({ values, wholes }: ReadSet, before: MapValue, after: MapValue): boolean {
  if (before === after) return true
  for (const path of values) if (!isSameAtSurface(valueAt(before, path), valueAt(after, path))) return false
  for (const path of wholes) if (!isSame(valueAt(before, path), valueAt(after, path))) return false
  return true
}

function valueAt(values: MapValue, path: string): Value | undefined {
  let at: Value | undefined = values
  if (path === '') return at
  for (const [step] of path.matchAll(/(?:\\.|[^\\.])+|(?<=\.)(?=\.|$)/g)) {
    const key = step.replace(/\\(.)/g, '$1')
    if (at?.kind === 'map') at = at.entries.get(key)?.value ?? at.open
    else if (at?.kind === 'list') at = at.items[Number(key)]
    else return undefined
  }
  return at
}

/** Of a map or a list only whether it is there and empty: what is in it was read for itself. */
function isSameAtSurface(a: Value | undefined, b: Value | undefined): boolean {
  if (a?.kind === 'map' && b?.kind === 'map')
    return (a.entries.size === 0) === (b.entries.size === 0) && isSame(a.open, b.open)
  if (a?.kind === 'list' && b?.kind === 'list') return isSame(a, b)
  return isSame(a, b)
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.kind !== b.kind) return false
  switch (a.kind) {
    case 'string':
      return b.kind === 'string' && isSameText(a, b)
    case 'bool':
    case 'float':
      return b.kind === a.kind && Object.is(a.value, b.value) && isSameText(a.written, b.written)
    case 'int':
      return b.kind === 'int' && a.value === b.value && a.type === b.type
    case 'nil':
      return true
    case 'unknown':
      return b.kind === 'unknown' && a.shape === b.shape && a.cause.why === b.cause.why && a.cause.name === b.cause.name
    case 'list':
      return (
        b.kind === 'list' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => isSame(item, b.items[index]))
      )
    case 'map': {
      if (b.kind !== 'map' || a.entries.size !== b.entries.size || !isSame(a.open, b.open)) return false
      for (const [key, entry] of a.entries) {
        const other = b.entries.get(key)
        if (!other || !isSameText(entry.key, other.key) || !isSame(entry.value, other.value)) return false
      }
      return true
    }
    default:
      return false
  }
}

function isSameText(a: Tracked | undefined, b: Tracked | undefined): boolean {
  if (a === b) return true
  if (a?.text !== b?.text || a?.runs?.length !== b?.runs?.length) return false
  return (a?.runs ?? []).every((run, index) => {
    const from = b?.runs?.[index]?.from
    return (
      run.from?.uri === from?.uri && run.from?.span.start === from?.span.start && run.from?.span.end === from?.span.end
    )
  })
}

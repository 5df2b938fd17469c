import type { YamlEntry } from '../../yaml/node.ts'
import type { EmptyField } from '../facts/mistake.ts'
import { isMap, type Slot } from '../read/slot.ts'
import { handlerFields } from './tables.ts'

/**
 * A key with nothing after it, and right below, at its own depth, what should stand in it: a block that was indented too
 * little.
 *
 * @returns one, or none
 * @param belongs whether a key of the same mapping is one of those that should stand in it
 */
export function emptyIn(slot: Slot, key: string, belongs: (sibling: string) => boolean): readonly EmptyField[] {
  if (!isMap(slot) || slot.via) return []
  const { entries } = slot.node
  const at = entries.findIndex(entry => entry.key.value === key && !entry.via && isEmpty(entry))
  const empty = entries[at]
  if (!empty) return []
  const rest = entries.slice(at + 1)
  const end = rest.findIndex(entry => entry.via || entry.key.placeholder || !belongs(String(entry.key.value)))
  const fields = end < 0 ? rest : rest.slice(0, end)
  if (fields.length === 0) return []
  const misplaced = fields.map(entry => ({ key: String(entry.key.value), span: entry.span }))
  return [{ is: 'empty', key, keySpan: empty.key.span, fields: misplaced }]
}

/** Cheap look at a mapping: whether any key in it has nothing after it. */
export function holdsEmpty(slot: Slot): boolean {
  if (isMap(slot)) for (const entry of slot.node.entries) if (isEmpty(entry)) return true
  return false
}

function isEmpty({ value }: YamlEntry): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null && value.span.start === value.span.end)
}

/** Handlers of a probe that stand empty above their fields. */
export function emptyHandlers(probe: Slot): readonly EmptyField[] {
  if (!holdsEmpty(probe)) return []
  const rows: readonly (readonly [string, readonly string[]])[] = Object.entries(handlerFields)
  return rows.flatMap(([key, fields]) => emptyIn(probe, key, each => fields.includes(each)))
}

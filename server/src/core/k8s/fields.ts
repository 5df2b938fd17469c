import { type Known, known, unknown } from '../base/known.ts'
import type { Span } from '../base/span.ts'
import { isMap, type Slot, slotOf } from './read.ts'

/**
 * What a mapping says, key by key, for rules that ask whether a field is there at all: fields that a Service type forbids,
 * the settings of a probe. YAML null and empty
 * lists and mappings count as absent, as they do for the API server.
 */
export type Fields = ReadonlyMap<string, Field>

export interface Field {
  /** Maps and lists are `unknown` of type, with their span: only scalars are kept. */
  readonly value: Known<string | number | boolean>
  readonly keySpan: Span
  /** From the key to the end of the value. */
  readonly span: Span
}

export const noFields: Fields = new Map()

export function readFields(slot: Slot): Fields {
  if (!isMap(slot)) return noFields
  const fields = new Map<string, Field>()
  for (const entry of slot.node.entries) {
    const { key } = entry
    if (key.placeholder) continue
    const value = slotOf(entry.value, entry.span, key.span, entry.via ?? slot.via)
    if (value.is === 'absent' || isEmpty(value)) continue
    fields.set(String(key.value), { value: scalarOf(value), keySpan: key.span, span: entry.span })
  }
  return fields
}

function scalarOf(slot: Exclude<Slot, { readonly is: 'absent' }>): Known<string | number | boolean> {
  if (slot.is === 'unknown') return unknown(slot.span, slot.why)
  const { node } = slot
  if (node.kind !== 'scalar' || node.value === null) return unknown(node.span, 'type')
  return known(node.value, node.span, slot.via)
}

function isEmpty(slot: Slot): boolean {
  if (slot.is !== 'value') return false
  return (
    (slot.node.kind === 'seq' && slot.node.items.length === 0) ||
    (slot.node.kind === 'map' && slot.node.entries.length === 0)
  )
}

import { type Known, known, unknown } from '../../base/known.ts'
import { type Field, type Fields, noFields } from '../facts/fields.ts'
import { isMap, type Slot, slotOf } from './slot.ts'

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

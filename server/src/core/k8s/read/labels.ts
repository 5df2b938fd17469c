import { type Known, known, unknown } from '../../base/known.ts'
import type { Label, LabelExpression, LabelSelector, Labels } from '../facts/labels.ts'
import { field, hidesEntries, readMaps, readString, readText, readTexts, type Slot, slotOf } from './slot.ts'

/** A flat map of strings. `text`: the document, for values that YAML does not read as strings. */
export function readLabels(slot: Slot, text: string): Labels {
  if (slot.is === 'absent') return { pairs: [], complete: true, span: undefined, near: slot.key }
  if (slot.is === 'unknown') return { pairs: [], complete: false, span: slot.span, near: slot.key }
  const map = slot.node
  if (map.kind !== 'map') return { pairs: [], complete: false, span: map.span, near: slot.key }
  const pairs = new Map<string, Label>()
  for (const entry of map.entries) {
    if (entry.key.placeholder) continue
    const key = String(entry.key.value)
    if (entry.via && pairs.has(key)) continue
    const value = slotOf(entry.value, entry.span, entry.key.span, entry.via ?? slot.via)
    pairs.delete(key)
    pairs.set(key, { key, ...readValue(value, text), keySpan: entry.key.span, span: entry.span })
  }
  return {
    pairs: [...pairs.values()],
    complete: !hidesEntries(map),
    span: map.span,
    near: slot.key,
  }
}

/** `app:` with nothing after it is an empty string for the API server; in an editor somebody is about to type the value. */
function readValue(slot: Slot, text: string): { readonly value: Known<string>; readonly typed: boolean } {
  if (slot.is === 'absent') return { value: unknown(slot.near, 'type'), typed: false }
  if (slot.is === 'value' && slot.node.kind === 'scalar' && typeof slot.node.value !== 'string') {
    const { start, end } = slot.node.span
    return { value: known(text.slice(start, end), slot.node.span, slot.via), typed: true }
  }
  return { value: readText(slot), typed: false }
}

/** `spec.selector` in the form of `metav1.LabelSelector`, or `undefined` where there is none. */
export function readLabelSelector(slot: Slot, text: string): LabelSelector | undefined {
  if (slot.is === 'absent') return undefined
  return {
    matchLabels: readLabels(field(slot, 'matchLabels'), text),
    matchExpressions: readMaps(field(slot, 'matchExpressions'), readExpression).items,
    span: slot.is === 'value' ? slot.node.span : slot.span,
  }
}

/** `spec.selector` as a flat map: ReplicationController and DeploymentConfig. */
export function readMapSelector(slot: Slot, text: string): LabelSelector | undefined {
  if (slot.is === 'absent') return undefined
  const span = slot.is === 'value' ? slot.node.span : slot.span
  return { matchLabels: readLabels(slot, text), matchExpressions: [], span }
}

function readExpression(item: Slot): LabelExpression {
  return {
    key: readString(field(item, 'key')),
    operator: readString(field(item, 'operator')),
    values: readTexts(field(item, 'values')),
    span: item.is === 'value' ? item.node.span : item.key,
  }
}

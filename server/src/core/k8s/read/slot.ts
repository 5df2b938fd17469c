import { absent, type Known, known, type UnknownWhy, unknown } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import { entryOf, type YamlMap, type YamlNode, type YamlScalar, type YamlSeq } from '../../yaml/node.ts'
import type { List, PortNumber, PortNumberOrName } from '../facts/port.ts'

/**
 * One place in a manifest: a value, nothing, or something that nobody can read. Reading starts from a slot and walks
 * down by `field`, so that what is below template text stays unknown instead of looking absent.
 */
export type Slot = FilledSlot | AbsentSlot | UnknownSlot

export interface FilledSlot {
  readonly is: 'value'
  readonly node: YamlMap | YamlSeq | YamlScalar
  /** The nearest key above the value: `ports` for the list and for its items. */
  readonly key: Span
  readonly via: Span | undefined
}

export interface AbsentSlot {
  readonly is: 'absent'
  /** The mapping that could hold the value, or the key that has nothing after it. */
  readonly near: Span
  readonly key: Span
}

export interface UnknownSlot {
  readonly is: 'unknown'
  readonly span: Span
  readonly why: UnknownWhy
  readonly key: Span
}

/** The slot of a node that stands on its own: the root of a document, or an item of a list. */
export function slotOf(node: YamlNode | undefined, near: Span, key: Span = near, via?: Span): Slot {
  if (!node || (node.kind === 'scalar' && node.value === null)) return { is: 'absent', near, key }
  if (node.kind === 'unknown') return { is: 'unknown', span: node.span, why: node.why, key }
  if (node.kind === 'scalar' && node.placeholder) return { is: 'unknown', span: node.span, why: 'placeholder', key }
  return { is: 'value', node, key, via: node.via ?? via }
}

/** Walks down through mappings. YAML null counts as absent, as it does for the API server. */
export function field(slot: Slot, ...path: readonly string[]): Slot {
  let at = slot
  for (const key of path) at = fieldOf(at, key)
  return at
}

function fieldOf(slot: Slot, key: string): Slot {
  if (slot.is !== 'value') return slot
  const map = slot.node
  if (map.kind !== 'map') return { is: 'unknown', span: map.span, why: 'type', key: slot.key }
  const entry = entryOf(map, key)
  if (entry) return slotOf(entry.value, entry.span, entry.key.span, entry.via ?? slot.via)
  if (hidesEntries(map)) return { is: 'unknown', span: map.span, why: 'placeholder', key: slot.key }
  return { is: 'absent', near: map.span, key: slot.key }
}

/** True when a key is template text or a merge that points nowhere: entries may be there that we cannot see. */
export function hidesEntries(map: YamlMap): boolean {
  for (const { key } of map.entries) if (key.placeholder || (key.value === '<<' && key.style === 'plain')) return true
  return false
}

/** A string field where Go's zero value means "not set": `""` counts as absent. */
export function readString(slot: Slot): Known<string> {
  const text = readText(slot)
  return text.kind === 'known' && text.value === '' ? absent(text.span) : text
}

/** A string that may be empty: an argument, the value of a variable. */
export function readText(slot: Slot): Known<string> {
  return readScalar(slot, value => (typeof value === 'string' ? value : undefined))
}

export function readBoolean(slot: Slot): Known<boolean> {
  return readScalar(slot, value => (typeof value === 'boolean' ? value : undefined))
}

export function readInteger(slot: Slot): Known<number> {
  return readScalar(slot, value => (typeof value === 'number' && Number.isInteger(value) ? value : undefined))
}

/** An int32 field. Strings are kept: what the API server cannot decode is for a rule to say. */
export function readPortNumber(slot: Slot): Known<PortNumber> {
  return readScalar(slot, value => (typeof value === 'number' || typeof value === 'string' ? value : undefined))
}

/** An int32 field where 0 means "not set": nodePort, hostPort, healthCheckNodePort. */
export function readOptionalPortNumber(slot: Slot): Known<PortNumber> {
  const port = readPortNumber(slot)
  return port.kind === 'known' && port.value === 0 ? absent(port.span) : port
}

export function readIntOrString(slot: Slot): Known<PortNumberOrName> {
  return readPortNumber(slot)
}

function readScalar<T>(slot: Slot, convert: (value: string | number | boolean | null) => T | undefined): Known<T> {
  if (slot.is === 'absent') return absent(slot.near)
  if (slot.is === 'unknown') return unknown(slot.span, slot.why)
  const value = slot.node.kind === 'scalar' ? convert(slot.node.value) : undefined
  return value === undefined ? unknown(slot.node.span, 'type') : known(value, slot.node.span, slot.via)
}

/**
 * A list field, each item made by `make`. Items that are empty, template text or refused by `make` (`undefined`) are left
 * out and make the list incomplete.
 */
function readList<T>(slot: Slot, make: (item: Slot, index: number) => T | undefined): List<T> {
  if (slot.is === 'absent') return { items: [], complete: true, span: undefined, near: slot.key }
  if (slot.is === 'unknown') return { items: [], complete: false, span: slot.span, near: slot.key }
  const { node } = slot
  if (node.kind !== 'seq') return { items: [], complete: false, span: node.span, near: slot.key }
  const items: T[] = []
  for (const [index, item] of itemsOf(slot).entries()) {
    const made = make(item, index)
    if (made !== undefined) items.push(made)
  }
  return { items, complete: items.length === node.items.length, span: node.span, near: slot.key }
}

/** The items of a list of mappings. */
export function readMaps<T>(slot: Slot, make: (item: FilledSlot, index: number) => T): List<T> {
  return readList(slot, (item, index) =>
    item.is === 'value' && item.node.kind === 'map' ? make(item, index) : undefined,
  )
}

/** The items of a list of strings. Numbers and booleans among them are unknown: the API server cannot decode them. */
export function readTexts(slot: Slot): readonly Known<string>[] {
  return readList(slot, readText).items
}

/** The slots of the items of a list, none where there is no list. */
export function itemsOf(slot: Slot): readonly Slot[] {
  if (slot.is !== 'value' || slot.node.kind !== 'seq') return none
  return slot.node.items.map(item => slotOf(item.value, item.span, slot.key, slot.via))
}

const none: readonly Slot[] = []

/** Where the value, or what stands in its place, was written. */
export function spanOfSlot(slot: Slot): Span {
  return slot.is === 'value' ? slot.node.span : slot.is === 'absent' ? slot.near : slot.span
}

export function isMap(slot: Slot): slot is FilledSlot & { readonly node: YamlMap } {
  return slot.is === 'value' && slot.node.kind === 'map'
}

/** The keys of a mapping, none where there is no mapping. */
export function keysOf(slot: Slot): readonly string[] {
  return isMap(slot) ? slot.node.entries.map(entry => String(entry.key.value)) : []
}

/** True when one of the mappings holds a directive of a strategic merge patch (`$patch: delete`): a patch and nothing else. */
export function isPatch(...slots: readonly Slot[]): boolean {
  return slots.some(slot => isMap(slot) && slot.node.entries.some(entry => directive.test(String(entry.key.value))))
}

/** @see k8s.io/apimachinery/pkg/util/strategicpatch: directiveMarker, retainKeys, setElementOrder, deleteFromPrimitiveList */
const directive = /^\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b/

import type { YamlMap, YamlNode } from '../../yaml/node.ts'
import type { Mistake } from '../facts/mistake.ts'
import { field, isMap, type Slot } from '../read/slot.ts'

/** A list field that is none, and items that are no mappings. */
export function inList(parent: Slot, key: string, itemField: string | undefined): readonly Mistake[] {
  const slot = field(parent, key)
  if (slot.is !== 'value' || slot.via || !isMap(parent)) return []
  const { node } = slot
  const base = { is: 'wrongType', key, keySpan: slot.key, itemField } as const
  if (node.kind === 'map') {
    const found = isEntry(node, itemField) ? 'entry' : 'mapping'
    return [{ ...base, span: node.span, found, number: undefined }]
  }
  if (node.kind === 'scalar') return [{ ...base, span: node.span, found: 'value', number: numberIn(node) }]
  return node.items.flatMap(({ value }): readonly Mistake[] =>
    value?.kind === 'scalar' && value.value !== null && !value.placeholder && !value.via
      ? [{ ...base, span: value.span, found: 'item', number: numberIn(value) }]
      : [],
  )
}

/** One entry of the list, without its dash: the field that its entries have stands there, and nothing twice. */
function isEntry({ entries }: YamlMap, itemField: string | undefined): boolean {
  const keys = new Set(entries.map(entry => entry.key.value))
  const marks = itemField === undefined ? ['image'] : [itemField]
  return (
    keys.size === entries.length &&
    entries.some(entry => marks.includes(String(entry.key.value)) && entry.value?.kind === 'scalar')
  )
}

function numberIn(node: YamlNode): number | undefined {
  return node.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value)
    ? node.value
    : undefined
}

import { nearest } from '../../base/similar.ts'
import type { YamlEntry } from '../../yaml/node.ts'
import type { MisplacedField, Mistake } from '../facts/mistake.ts'
import type { Slot } from '../read/slot.ts'
import { duplicates } from './duplicate.ts'
import { entriesOf, isBlock, isNull } from './entries.ts'
import { aboutPorts, type Shape } from './tables.ts'

/** Fields of a mapping that belong elsewhere or are misspelt, and those about ports that are there twice. */
export function inMap(slot: Slot, shape: Shape, text: string): readonly Mistake[] {
  const mistakes: Mistake[] = []
  const entries = entriesOf(slot)
  for (const entry of entries) {
    const misplaced = misplacedIn(entry, shape)
    if (misplaced) mistakes.push(misplaced)
  }
  for (const mistake of duplicates(entries, text)) if (aboutPorts.has(mistake.key)) mistakes.push(mistake)
  return mistakes
}

function misplacedIn(
  { key: { value: name, span: keySpan }, value, span }: YamlEntry,
  shape: Shape,
): MisplacedField | undefined {
  const key = String(name)
  const { fields, misplaced: strays, where } = shape
  if (fields?.includes(key) || isNull(value)) return undefined
  const plural = value?.kind === 'seq' && fields?.includes(`${key}s`) ? `${key}s` : undefined
  const belongs = plural === undefined ? strays.get(key) : undefined
  const meant = plural ?? (belongs === undefined ? misspelled(key, shape) : undefined)
  if (belongs === undefined && meant === undefined) return undefined
  const above = shape.above?.includes(key) === true
  return { is: 'misplaced', key, keySpan, span, where, belongs, meant, above }
}

function misspelled(key: string, { fields, spelled }: Shape): string | undefined {
  const near = fields && nearest(key, fields)
  if (near !== undefined || !spelled || spelled.includes(key)) return near
  const lower = key.toLowerCase()
  return spelled.find(field => field.toLowerCase() === lower)
}

/** Blocks among labels, where only strings may be: what belongs beside the selector is indented too far. */
export function blocksIn(selector: Slot, shape: Shape): readonly Mistake[] {
  return entriesOf(selector)
    .filter(isBlock)
    .flatMap(entry => misplacedIn(entry, shape) ?? [])
}

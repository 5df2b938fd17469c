import { nearest } from '../../base/similar.ts'
import type { YamlEntry } from '../../yaml/node.ts'
import type { Slot } from '../read.ts'
import { doubled } from './doubled.ts'
import { entriesOf, isBlock, isNull } from './entries.ts'
import type { Slip, StrayField } from './slip.ts'
import { aboutPorts, type Shape } from './tables.ts'

/** Fields of a mapping that belong elsewhere or are misspelt, and those about ports that are there twice. */
export function inMap(slot: Slot, shape: Shape, text: string): readonly Slip[] {
  const slips: Slip[] = []
  const entries = entriesOf(slot)
  for (const entry of entries) {
    const stray = strayIn(entry, shape)
    if (stray) slips.push(stray)
  }
  for (const slip of doubled(entries, text)) if (aboutPorts.has(slip.key)) slips.push(slip)
  return slips
}

function strayIn(
  { key: { value: name, span: keySpan }, value, span }: YamlEntry,
  shape: Shape,
): StrayField | undefined {
  const key = String(name)
  const { fields, strays, where } = shape
  if (fields?.includes(key) || isNull(value)) return undefined
  const plural = value?.kind === 'seq' && fields?.includes(`${key}s`) ? `${key}s` : undefined
  const belongs = plural === undefined ? strays.get(key) : undefined
  const meant = plural ?? (belongs === undefined ? misspelled(key, shape) : undefined)
  if (belongs === undefined && meant === undefined) return undefined
  const above = shape.above?.includes(key) === true
  return { is: 'stray', key, keySpan, span, where, belongs, meant, above }
}

function misspelled(key: string, { fields, spelled }: Shape): string | undefined {
  const near = fields && nearest(key, fields)
  if (near !== undefined || !spelled || spelled.includes(key)) return near
  const lower = key.toLowerCase()
  return spelled.find(field => field.toLowerCase() === lower)
}

/** Blocks among labels, where only strings may be: what belongs beside the selector is indented too far. */
export function blocksIn(selector: Slot, shape: Shape): readonly Slip[] {
  return entriesOf(selector)
    .filter(isBlock)
    .flatMap(entry => strayIn(entry, shape) ?? [])
}

import type { YamlEntry } from '../../yaml/node.ts'
import { field, type Slot } from '../read.ts'
import { doubledIn } from './doubled.ts'
import { entriesOf, isBlock, isNull } from './entries.ts'
import type { Slip, StrayField } from './slip.ts'

/** Labels and annotations are strings: a block among them has slipped in. */
export function slipsInLabels(metadata: Slot, text: string): readonly Slip[] {
  return (['labels', 'annotations'] as const).flatMap(where => {
    const labels = field(metadata, where)
    const blocks = entriesOf(labels).filter(isBlock)
    return [...doubledIn(labels, text), ...blocks.map(entry => strayLabel(entry, where))]
  })
}

/** `selector: {app: web}` in a Deployment. */
export function flatSelector(selector: Slot): readonly StrayField[] {
  const label = entriesOf(selector).find(({ value }) => value?.kind === 'scalar' && !isNull(value))
  return label ? [strayLabel(label, 'flat')] : []
}

/** `selector: {matchLabels: {app: web}}` in a Service. */
export function nestedSelector(selector: Slot): readonly Slip[] {
  return entriesOf(selector).flatMap((entry): readonly Slip[] =>
    (entry.key.value === 'matchLabels' && entry.value?.kind === 'map') ||
    (entry.key.value === 'matchExpressions' && entry.value?.kind === 'seq')
      ? [strayLabel(entry, 'nested')]
      : [],
  )
}

function strayLabel({ key, span }: YamlEntry, how: 'flat' | 'nested' | 'labels' | 'annotations'): StrayField {
  const inSelector = how === 'flat' || how === 'nested'
  return {
    is: 'stray',
    key: String(key.value),
    keySpan: key.span,
    span,
    where: inSelector ? 'selector' : how,
    belongs: how === 'flat' ? 'matchLabels' : undefined,
    meant: undefined,
    above: !inSelector && (key.value === 'labels' || key.value === 'annotations'),
    ...(inSelector ? { selector: how } : {}),
  }
}

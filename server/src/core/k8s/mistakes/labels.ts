import type { YamlEntry } from '../../yaml/node.ts'
import type { MisplacedField, Mistake } from '../facts/mistake.ts'
import { field, type Slot } from '../read/slot.ts'
import { duplicatesIn } from './duplicate.ts'
import { entriesOf, isBlock, isNull } from './entries.ts'

/** Labels and annotations are strings: a block among them has slipped in. */
export function mistakesInLabels(metadata: Slot, text: string): readonly Mistake[] {
  return (['labels', 'annotations'] as const).flatMap(where => {
    const labels = field(metadata, where)
    const blocks = entriesOf(labels).filter(isBlock)
    return [...duplicatesIn(labels, text), ...blocks.map(entry => strayLabel(entry, where))]
  })
}

/** What belongs there, whatever stands in it: a template may fill it in. */
const ownFields = new Set(['matchLabels', 'matchExpressions'])

/** `selector: {app: web}` in a Deployment. */
export function flatSelector(selector: Slot): readonly MisplacedField[] {
  const label = entriesOf(selector).find(
    ({ key, value }) => value?.kind === 'scalar' && !isNull(value) && !ownFields.has(String(key.value)),
  )
  return label ? [strayLabel(label, 'flat')] : []
}

/** `selector: {matchLabels: {app: web}}` in a Service. */
export function nestedSelector(selector: Slot): readonly Mistake[] {
  return entriesOf(selector).flatMap((entry): readonly Mistake[] =>
    (entry.key.value === 'matchLabels' && entry.value?.kind === 'map') ||
    (entry.key.value === 'matchExpressions' && entry.value?.kind === 'seq')
      ? [strayLabel(entry, 'nested')]
      : [],
  )
}

function strayLabel({ key, span }: YamlEntry, how: 'flat' | 'nested' | 'labels' | 'annotations'): MisplacedField {
  const inSelector = how === 'flat' || how === 'nested'
  return {
    is: 'misplaced',
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

import type { YamlEntry, YamlNode } from '../../yaml/node.ts'
import type { DuplicateKey, Mistake } from '../facts/mistake.ts'
import type { Slot } from '../read/slot.ts'
import { entriesOf, isNull } from './entries.ts'

/** Keys of a mapping that are there twice. */
export function duplicatesIn(slot: Slot, text: string): readonly Mistake[] {
  return duplicates(entriesOf(slot), text)
}

/** A line that is there twice with one value does no harm. */
export function duplicates(entries: readonly YamlEntry[], text: string): readonly DuplicateKey[] {
  if (!holdsTwice(entries)) return []
  const last = new Map(entries.map(entry => [entry.key.value, entry]))
  return entries.flatMap((entry): readonly DuplicateKey[] => {
    const kept = last.get(entry.key.value)
    if (!kept || kept === entry || isUncertain(entry.value) || isUncertain(kept.value)) return []
    if (textOf(entry, text) === textOf(kept, text)) return []
    return [duplicateKey(entry, kept, false)]
  })
}

function holdsTwice(entries: readonly YamlEntry[]): boolean {
  const keys = new Set<unknown>()
  for (const { key } of entries) keys.add(key.value)
  return keys.size < entries.length
}

function isUncertain(node: YamlNode | undefined): boolean {
  return node?.kind === 'unknown' || (node?.kind === 'scalar' && node.placeholder) || isNull(node)
}

function textOf({ span }: YamlEntry, text: string): string {
  return text.slice(span.start, span.end).trim()
}

/** Two resources without `---` between: the keys that every resource has are there twice. */
export function missingMarker(resource: Slot): Mistake | undefined {
  const entries = entriesOf(resource)
  if (!holdsTwice(entries)) return undefined
  const pairs = ['apiVersion', 'kind'].map(key => entries.filter(entry => entry.key.value === key))
  const [first, second] = [pairs.map(([entry]) => entry), pairs.map(([, entry]) => entry)]
  const starts = second.filter(entry => entry !== undefined).sort((a, b) => a.span.start - b.span.start)
  const [kept] = starts
  const lost = first.find(entry => entry !== undefined)
  if (!kept || !lost || starts.length < 2) return undefined
  return duplicateKey(lost, kept, true)
}

function duplicateKey(lost: YamlEntry, kept: YamlEntry, resource: boolean): DuplicateKey {
  return {
    is: 'duplicate',
    key: String(kept.key.value),
    lostKey: lost.key.span,
    keptKey: kept.key.span,
    keptValue: kept.value?.span ?? kept.key.span,
    resource,
  }
}

import type { YamlEntry, YamlNode } from '../../yaml/node.ts'
import { isMap, type Slot } from '../read/slot.ts'

/** What was written in this place: not what an alias or a merge brings from another, where it is looked at anyway. */
export function entriesOf(slot: Slot): readonly YamlEntry[] {
  if (!isMap(slot) || slot.via) return []
  const { entries } = slot.node
  return entries.every(isWritten) ? entries : entries.filter(isWritten)
}

function isWritten({ via, key }: YamlEntry): boolean {
  return !via && !key.placeholder
}

/** A mapping or a list, where only a string may be. */
export function isBlock({ value }: YamlEntry): boolean {
  return value?.kind === 'map' || value?.kind === 'seq'
}

export function isNull(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null)
}

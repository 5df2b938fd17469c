import type { Span } from '../base/span.ts'
import { LimitReached, MAX_ALIAS_NODES } from './limits.ts'
import type { YamlEntry, YamlNode } from './node.ts'

/** Counts the nodes that aliases add to one document. */
export interface CopyCount {
  copied: number
}

/**
 * What an alias stands for: the anchor's node with everything below it, each with its own span where it was written and the
 * alias as `via`. A node that came to the anchor by another alias gets the outer one: the place where it is used.
 *
 * @throws LimitReached when aliases of aliases have made too many nodes
 */
export function copyVia(node: YamlNode, via: Span, count: CopyCount): YamlNode {
  if (++count.copied > MAX_ALIAS_NODES) {
    throw new LimitReached(`expanded by aliases to more than ${MAX_ALIAS_NODES} repeated values`)
  }
  switch (node.kind) {
    case 'map':
      return { ...node, via, entries: node.entries.map(entry => ({ ...entry, ...copyValue(entry.value, via, count) })) }
    case 'seq':
      return { ...node, via, items: node.items.map(item => ({ ...item, ...copyValue(item.value, via, count) })) }
    case 'scalar':
    case 'unknown':
      return { ...node, via }
  }
}

/**
 * The entries that `<<: *a` or `<<: [*a, *b]` bring into a map, for keys that the map does not have itself. Of several sources
 * the earlier one wins, inside a source the last of two equal keys.
 *
 * @returns `undefined` when the value of `<<` is nothing that can be merged
 */
export function mergedEntries(
  own: readonly YamlEntry[],
  source: YamlNode | undefined,
  via: Span,
): readonly YamlEntry[] | undefined {
  const sources = source?.kind === 'seq' ? source.items.map(item => item.value) : [source]
  const taken = new Set(own.map(entry => entry.key.value))
  const merged: YamlEntry[] = []
  for (const map of sources) {
    if (map?.kind !== 'map') return undefined
    const found = new Map(map.entries.map(entry => [entry.key.value, entry]))
    for (const [key, entry] of found) {
      if (taken.has(key)) continue
      taken.add(key)
      merged.push({ ...entry, via })
    }
  }
  return merged
}

function copyValue(value: YamlNode | undefined, via: Span, count: CopyCount): { value: YamlNode | undefined } {
  return { value: value && copyVia(value, via, count) }
}

import { byBytes } from '../byBytes.ts'
import { applyFieldSpecs, type FieldSpec, setEntry } from '../fieldSpec.ts'
import { type Node, Node as Nodes } from '../node.ts'
import type { ResMap } from '../resMap.ts'

/**
 * Labels and annotations that all objects get. The value of one pair is one node wherever it is put in an object: whoever
 * changes it in one place changes it in all (api/filters/filtersutil/setters.go, SetEntry).
 */
export function addPairs(map: ResMap, pairs: Node, specs: readonly FieldSpec[]): void {
  const sorted = [...pairs.entries].sort(([a], [b]) => byBytes(a, b))
  if (sorted.length === 0) return
  for (const resource of map.list) {
    for (const [name, { key, value }] of sorted) {
      const shared = Nodes.string(value.value, value.source)
      applyFieldSpecs(resource.node, specs, {
        creates: 'map',
        source: key.source,
        set: node => setEntry(node, name, shared, key.source),
      })
    }
    resource.contributedBy([pairs.place.uri])
  }
}

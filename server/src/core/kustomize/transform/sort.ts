import { byBytes } from '../byBytes.ts'
import { firstKinds, lastKinds, ranksOf, typeKey } from '../gvkOrder.ts'
import type { ResMap } from '../resMap.ts'
import type { Resource } from '../resource.ts'

/** The order of kustomize's `legacy` sort: namespaces and what others need first, webhooks last (SortOrderTransformer.go). */
export function sortLegacy(
  map: ResMap,
  first: readonly string[] = firstKinds,
  last: readonly string[] = lastKinds,
): void {
  const ranks = ranksOf(first, last)
  const keyed = map.list.map(resource => ({ resource, ...keysOf(resource, ranks) }))
  keyed.sort((a, b) => {
    if (a.rank !== b.rank) return a.rank - b.rank
    const isReversed = a.kind === 'Namespace' && b.kind === 'Namespace' && (a.group === '' || b.group === '')
    const byType = byBytes(a.type, b.type)
    return byType === 0 ? byBytes(a.id, b.id) : isReversed ? -byType : byType
  })
  map.reorder(keyed.map(({ resource }) => resource))
}

function keysOf(resource: Resource, ranks: ReadonlyMap<string, number>) {
  const { group, version, kind, namespace, name } = resource.id
  return {
    kind,
    group,
    rank: ranks.get(kind) ?? 0,
    type: typeKey({ group, version, kind }),
    id: `${namespace || '~X'}|${name || '~N'}`,
  }
}

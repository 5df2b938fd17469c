import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { appliesAnything } from '../../k8s/knowledge/makers.ts'

/** True where what is missing beside a resource may well be made by a chart, by Argo CD or by an operator that is in view. */
export function mayBeMadeUnseen(beside: Resource, graph: Graph): boolean {
  const makers = graph.makersBeside(beside)
  return makers === 'unknown' || makers.length > 0
}

/** True where a chart in view, or something that nobody can look into, may make anything at all. */
export function mayComeWithChart(beside: Resource, graph: Graph): boolean {
  const makers = graph.makersBeside(beside)
  return makers === 'unknown' || makers.some(appliesAnything)
}

/** True where one of these names goes on from that of a maker, as the names and labels do of most that is made: `shop`, `shop-server`. */
export function isNamedAfterMaker(names: Iterable<string | undefined>, beside: Resource, graph: Graph): boolean {
  const makers = graph.makersBeside(beside)
  if (makers === 'unknown') return false
  const own = makers.flatMap(({ name }) => valueOf(name) ?? [])
  return [...names].some(name => name !== undefined && own.some(each => name === each || name.startsWith(`${each}-`)))
}

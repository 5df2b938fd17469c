import type { DocumentId } from '../base/place.ts'
import type { Graph } from '../graph/graph.ts'
import type { Resource } from '../k8s/facts/resource.ts'

/** Documents at the other ends of a resource: what it points at or selects, and what points at or selects it. */
export function* neighboursOf(resource: Resource, graph: Graph): Generator<DocumentId> {
  for (const reference of resource.references) {
    const end = graph.follow(reference, resource)
    if (end.status === 'services') for (const { document } of end.services) yield document
    else if (end.status === 'pods') for (const { pod } of end.pods) yield pod.document
  }
  if (resource.is === 'service' || resource.is === 'workload')
    for (const { from } of graph.referencesTo(resource)) yield from.document
  if (resource.is === 'service') {
    const selection = graph.selection(resource)
    if (selection.status === 'selected') for (const { pod } of selection.pods) yield pod.document
  } else if (resource.is === 'workload') {
    for (const pod of resource.pods) for (const service of graph.servicesOf(pod)) yield service.document
  }
}

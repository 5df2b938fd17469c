import type { Graph } from '../../graph/graph.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { counted, distinct, type LensContext } from './context.ts'
import type { ResolvedLens } from './lens.ts'

/** Errors and warnings at the resource and at what stands on the way of its traffic: `2 problems`. */
export function problemsLens({ workspace, view }: LensContext, resource: Resource): ResolvedLens {
  const chain = new Map([resource, ...onTheWay(resource, view.graph)].map(each => [each.id, each]))
  const findings = [...chain.values()]
    .flatMap(each => workspace.findingsIn(each))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
  const title = counted(findings.length, 'problem')
  if (findings.length === 0) return { title }
  return { title, action: { does: 'peek', locations: distinct(findings.map(({ at }) => at)) } }
}

function* onTheWay(resource: Resource, graph: Graph): Generator<Resource> {
  if (resource.is === 'service') yield* behind(resource, graph)
  else if (resource.is === 'workload') for (const pod of resource.pods) yield* graph.servicesOf(pod)
  else {
    for (const reference of resource.references) {
      const end = graph.follow(reference, resource)
      for (const service of end.status === 'services' ? end.services : []) {
        yield service
        yield* behind(service, graph)
      }
    }
  }
}

function* behind(service: Service, graph: Graph): Generator<Resource> {
  const selection = graph.selection(service)
  for (const { workload } of selection.status === 'selected' ? selection.pods : []) yield workload
}

import { valueOf } from '../../base/known.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { counted, distinct, type LensContext } from './context.ts'
import type { ResolvedLens } from './lens.ts'

/** What points at a Service or at the pods of a workload: `3 references`. */
export function referencesLens({ workspace, view }: LensContext, resource: Service | Workload): ResolvedLens {
  const places = view.graph
    .referencesTo(resource)
    .map(({ reference, from }) => workspace.locate({ document: from.document, span: reference.span }))
  const locations = distinct(places)
  const title = counted(locations.length, 'reference')
  return locations.length > 0 ? { title, action: { does: 'peek', locations } } : { title }
}

/** The Services that select the pods of a workload: one by its name, several by their number. */
export function servicesLens({ workspace, view }: LensContext, { pods }: Workload): ResolvedLens {
  const services = [
    ...new Map(pods.flatMap(pod => view.graph.servicesOf(pod)).map(service => [service.id, service])).values(),
  ]
  const [only] = services
  if (!only) return { title: 'no Services' }
  const locations = services.map(({ document, kindSpan }) => workspace.locate({ document, span: kindSpan }))
  const title =
    services.length === 1 ? `Service ${valueOf(only.name) ?? '<service>'}` : counted(services.length, 'Service')
  return { title, action: { does: 'peek', locations } }
}

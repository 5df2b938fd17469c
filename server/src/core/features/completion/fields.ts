import { valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import { isHeadless, type Service, serviceType } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import type { Choice } from './choice.ts'
import { containerAt, containerPortChoices, containerPortFields } from './container.ts'
import { endpointChoices, endpointFields } from './endpoints.ts'
import { labelValues } from './labels.ts'
import { around, type Mended } from './mend.ts'
import { nodePorts } from './nodePorts.ts'
import { handlerChoices, handlerFields } from './probe.ts'
import { servicePortChoices, servicePortFields } from './servicePort.ts'
import { serviceChoices } from './target.ts'
import { listenerProtocols, protocols, serviceWordChoices } from './words.ts'

/** What may stand in a field that is no pointer of the table of sites: those of Services, containers and probes, and labels. */
export function fieldChoices(at: Mended, field: string): readonly Choice[] {
  const { resource, path } = at
  const labels = labelValues(at, field)
  if (labels.length > 0) return labels
  if (resource.is === 'service') {
    if (isAt(path, 'spec', 'ports', 0)) return servicePortChoices(resource, field, at)
    if (!isAt(path, 'spec')) return []
    if (field === 'healthCheckNodePort') return isHealthChecked(resource) ? nodePorts(resource, at) : []
    return field === 'externalTrafficPolicy' && !isReachedFromOutside(resource) ? [] : serviceWordChoices(field)
  }
  if (resource.is === 'workload') {
    if (field === 'serviceName' && isAt(path, 'spec')) return governingServices(resource, at)
    if (path.at(-3) === 'ports') return containerPortChoices(resource, field, at)
    return handlerChoices(resource, field, at)
  }
  if (resource.is === 'endpoints' && path.at(-3) === 'ports') return endpointChoices(resource, field, at)
  if (field !== 'protocol') return []
  // Only these two take `tls`.
  if (path.at(-3) === 'listeners')
    return listenerProtocols.filter(({ value }) => !at.beside.has('tls') || value === 'HTTPS' || value === 'TLS')
  return resource.is === 'networkPolicy' ? protocols : []
}

/** The fields of the mapping around the stand-in for which there is anything to choose. */
export function fieldKeys(at: Mended): readonly string[] {
  const { resource, path, standIn } = at
  if (resource.is === 'service')
    return isAt(path, 'spec', 'ports', 0) ? servicePortFields(resource, at) : isAt(path, 'spec') ? ['type'] : []
  if (resource.is === 'workload') {
    if (path.at(-3) === 'ports') return containerPortFields
    if (resource.kind === 'StatefulSet' && isAt(path, 'spec')) return ['serviceName']
    const probes = containerAt(resource, at)?.container.probes ?? []
    const handler = probes.flatMap(probe => probe.handlers).find(each => contains(each.span, standIn))
    return handler && handler.type === path.at(-2) ? handlerFields(handler.type) : []
  }
  return resource.is === 'endpoints' && path.at(-3) === 'ports' ? endpointFields : []
}

/** Headless Services that select the pods first: only they give each pod a name. Others where none does. */
function governingServices(workload: Workload, at: Mended): readonly Choice[] {
  const services = around(at, 'service')
  const own = new Set(workload.pods.flatMap(pod => at.graph.servicesOf(pod)))
  const selecting = services.filter(service => own.has(service))
  const offered = selecting.length > 0 ? selecting : services
  return [
    ...serviceChoices(offered.filter(isHeadless)).map(choice => ({ ...choice, detail: `headless, ${choice.detail}` })),
    ...serviceChoices(offered.filter(service => !isHeadless(service))),
  ]
}

function isHealthChecked(service: Service): boolean {
  return serviceType(service) === 'LoadBalancer' && valueOf(service.externalTrafficPolicy) === 'Local'
}

/** @see kubernetes pkg/api/service/util.go: ExternallyAccessible */
function isReachedFromOutside(service: Service): boolean {
  const type = serviceType(service)
  return type !== 'ExternalName' && (type !== 'ClusterIP' || service.externalIPs)
}

/** Whether the mapping around the stand-in is here; any number stands for all items of a list. */
function isAt(path: Mended['path'], ...above: readonly (string | number)[]): boolean {
  return (
    path.length === above.length + 1 &&
    above.every((part, index) => (typeof part === 'number' ? typeof path[index] === 'number' : path[index] === part))
  )
}

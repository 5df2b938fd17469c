import { spanOf, valueOf } from '../../base/known.ts'
import { type Span, sameSpan } from '../../base/span.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { isPortNumber, type PortNumberOrName } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort, serviceType, targetOf } from '../../k8s/facts/service.ts'
import { selectedBy, servedPorts } from './selection.ts'
import { enumerate, fieldText } from './text.ts'

/**
 * True for a Service whose ports are all in view and are its own: not a part, nothing that a patch may change, no
 * ExternalName, whose ports count for nobody.
 */
export function isPlainAboutPorts(service: Service, graph: Graph): boolean {
  const type = serviceType(service)
  return (
    type !== undefined &&
    type !== 'ExternalName' &&
    !service.fragment &&
    service.ports.complete &&
    service.ports.items.length > 0 &&
    service.ports.items.every(({ port }) => isPortNumber(valueOf(port))) &&
    !graph.isPart(service) &&
    !graph.mayBePatched(service)
  )
}

/** The targetPort; where its key has nothing after it that key, which somebody may be typing; without a key the port that counts. */
export function placeOfTarget({ targetPort, port, span }: ServicePort): Span {
  if (targetPort.kind !== 'absent') return spanOf(targetPort)
  return sameSpan(targetPort.near, span) ? spanOf(port) : targetPort.near
}

/** "80 (http)", "53 (dns, UDP)", "9090": what a Service port is called in messages and titles. */
export function servicePortText(entry: ServicePort): string {
  const number = fieldText(entry.port) ?? 'a port without number'
  const protocol = protocolOf(entry)
  const remarks = [valueOf(entry.name), protocol === 'TCP' ? undefined : protocol].filter(each => each !== undefined)
  return remarks.length > 0 ? `${number} (${remarks.join(', ')})` : number
}

/** "80 (http) and 443 (https)", each once. */
export function servicePortsText(entries: Iterable<ServicePort>): string {
  return enumerate([...new Set([...entries].map(servicePortText))])
}

/** The Service ports that a number or a name picks, and those of which nobody can tell. */
export function portsCalled(service: Service, port: PortNumberOrName): readonly ServicePort[] {
  return service.ports.items.filter(entry =>
    typeof port === 'number'
      ? entry.port.kind !== 'known' || entry.port.value === port
      : entry.name.kind === 'unknown' || valueOf(entry.name) === port,
  )
}

/** The numbers that a Service port leads to in the pods in view. Empty where nobody knows. */
export function podNumbersOf(service: Service, entry: ServicePort, graph: Graph): ReadonlySet<number> {
  const target = valueOf(targetOf(entry))
  if (isPortNumber(target)) return new Set([target])
  const numbers = (selectedBy(service, graph)?.pods ?? []).flatMap(pod => {
    const resolution = graph.resolve(entry, pod)
    return resolution.status === 'named' && resolution.number !== undefined ? [resolution.number] : []
  })
  return new Set(numbers)
}

/** What the containers call the ports that a Service port leads to. */
export function containerNamesOf(service: Service, entry: ServicePort, graph: Graph): ReadonlySet<string> {
  const names = (selectedBy(service, graph)?.pods ?? []).flatMap(pod => {
    const resolution = graph.resolve(entry, pod)
    const declared = resolution.status === 'named' || resolution.status === 'number' ? resolution.declared : undefined
    return (declared && valueOf(declared.port.name)) ?? []
  })
  return new Set(names)
}

/** True when a container of the pod declares the number, in any protocol, or may do so. */
export function declaresNumber({ pod, complete }: SelectedPod, number: number): boolean {
  if (!complete) return true
  return servedPorts(pod).some(({ port }) => port.containerPort.kind !== 'known' || port.containerPort.value === number)
}

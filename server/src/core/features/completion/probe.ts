import { valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Container, Probe, ProbeHandler } from '../../k8s/facts/container.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { healthPathOf, type ProbeKind } from '../../k8s/knowledge/healthPaths.ts'
import { portNumberOf, speaksHttp } from '../../k8s/knowledge/httpEvidence.ts'
import type { Choice } from './choice.ts'
import { containerAt } from './container.ts'
import type { Mended } from './mend.ts'
import { distinct, servedPorts } from './podPorts.ts'
import { schemes } from './words.ts'

/** What may stand in a field of the handler of a probe or a hook: ports of its own container only. */
export function handlerChoices(workload: Workload, field: string, at: Mended): readonly Choice[] {
  const found = containerAt(workload, at)
  const probe = found?.container.probes.find(each => contains(each.span, at.standIn))
  const handler = probe?.handlers.find(each => contains(each.span, at.standIn))
  if (!found || !probe || !handler || handler.type !== at.path.at(-2)) return []
  if (field === 'port')
    return suitable(probePorts(found.container, found.pod, handler.type, at.graph), handler, probe, found, at)
  if (handler.type !== 'httpGet') return []
  return field === 'path' ? healthPaths(found.container, probe, handler) : field === 'scheme' ? schemes : []
}

/** What speaks the protocol of the handler first, then what nobody knows of, then the rest. */
function suitable(
  ports: readonly Choice[],
  { type, scheme }: ProbeHandler,
  probe: Probe,
  { container, pod }: { readonly container: Container; readonly pod: PodTemplate },
  { graph }: Mended,
): readonly Choice[] {
  if (type === 'tcpSocket') return ports
  const services = graph.servicesOf(pod)
  const rank = ({ value }: Choice): number => {
    const speech = speaksHttp(container, value, pod, services, probe)
    if (!speech) return 1
    if (type === 'grpc') return !speech.http && speech.speaks === 'gRPC' ? 0 : 2
    return speech.http && speech.scheme === (valueOf(scheme) ?? 'HTTP') ? 0 : 2
  }
  return ports.toSorted((a, b) => rank(a) - rank(b))
}

/** The fields of a handler that completion knows. */
export function handlerFields(type: string): readonly string[] {
  return type === 'httpGet' ? ['port', 'path', 'scheme'] : type === 'tcpSocket' || type === 'grpc' ? ['port'] : []
}

/** Names first; `grpc.port` is a number and nothing else. */
export function probePorts(
  container: Container,
  pod: PodTemplate,
  type: ProbeHandler['type'],
  graph: Graph,
): readonly Choice[] {
  const ports = container.ports.items.filter(port => protocolOf(port) === 'TCP')
  const named = ports.flatMap((port): Choice[] => {
    const name = valueOf(port.name)
    return name === undefined || type === 'grpc' || portNameProblem(name) !== undefined
      ? []
      : [{ value: name, kind: 'port-name', detail: `${valueOf(port.containerPort) ?? '?'} of this container` }]
  })
  const numbers = ports.flatMap((port): Choice[] => {
    const number = valueOf(port.containerPort)
    const name = valueOf(port.name)
    const detail = name === undefined ? 'of this container' : `${name} of this container`
    return isPortNumber(number) ? [{ value: number, kind: 'port-number', detail }] : []
  })
  return distinct([...named, ...numbers, ...servedPorts(container, pod, graph)])
}

/** Paths of the other probes, of the image or the framework, and the usual one. */
export function healthPaths(container: Container, probe: Probe | undefined, handler?: ProbeHandler): readonly Choice[] {
  const written = handler && valueOf(handler.port)
  const number = written === undefined ? undefined : portNumberOf(container, written)
  const known = healthPathOf(container, number, kindOf(probe))
  const others = container.probes
    .filter(each => each !== probe)
    .flatMap(({ of, handlers }) =>
      handlers.flatMap(({ path }): Choice[] => {
        const value = valueOf(path)
        return value === undefined ? [] : [{ value, kind: 'path', detail: `path of ${of}` }]
      }),
    )
  const own: readonly Choice[] = known ? [{ value: known.path, kind: 'path', detail: `path of ${known.of}` }] : []
  return distinct([...own, ...others, { value: '/healthz', kind: 'path', detail: 'a common path' }])
}

function kindOf(probe: Probe | undefined): ProbeKind {
  return probe?.of === 'readinessProbe' ? 'readiness' : probe?.of === 'startupProbe' ? 'startup' : 'liveness'
}

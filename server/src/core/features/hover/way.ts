import { valueOf } from '../../base/known.ts'
import type { ListenEvidence, SelectedPod } from '../../graph/graph.ts'
import { type Container, isLongLived } from '../../k8s/facts/container.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { isLoopback } from '../../k8s/listenAddresses/address.ts'
import { plainName, plainPort } from './commands.ts'
import { declaredOf, destinationOf, type End, numberOf, protocolWord } from './destination.ts'
import { isSelectorless } from './exposure.ts'
import { hops, seenBy } from './path.ts'
import { columns } from './render.ts'
import { pointersAtService } from './users.ts'
import type { View } from './view.ts'
import { probeRows } from './wayProbes.ts'

type Row = readonly string[]

/** So many callers, and so many selected workloads, are drawn: a picture is to be read at a glance. */
const most = 3

/**
 * The whole way through some ports of a Service: who points at them, the hops from the clients to the pods, and in each pod the
 * process and the probe that decides whether it gets any traffic. `?` marks what is not known here, `✗` what provably leads
 * nowhere.
 */
export function wayPicture(view: View, service: Service, ports: readonly ServicePort[]): readonly string[] {
  const shown = ports.length > most ? ports.slice(0, most - 1) : ports
  const rows = shown.flatMap((port, index): readonly Row[] => [
    ...(index > 0 ? [['']] : []),
    ...(ports.length > 1 ? [[`${portWords(port)}:`]] : []),
    ...callers(view, service, port),
    ...hops(view, service, port, undefined),
    ...insideRows(view, service, port),
  ])
  const rest = ports.length - shown.length
  return columns([...rows, ...(rest > 0 ? [[''], [`and ${rest} more Service ports`]] : []), ...seenBy(service)])
}

/** The way from something that points at a Service port: an Ingress, a route, a URL. */
export function wayFrom(view: View, from: Resource, service: Service, port: ServicePort): readonly string[] {
  const { hop, remark } = destinationOf(view, service, port)
  const name = `${from.kind} ${valueOf(from.name) ?? '<name>'}`
  const entry: Row = [name, `→ ${plainName(service)}:${plainPort(port.port)}`, `${portWords(port)} ◀`]
  return columns([entry, ['', `→ ${hop}`, remark], ...insideRows(view, service, port)])
}

/** What points at the Service port. */
function callers(view: View, service: Service, port: ServicePort): readonly Row[] {
  const distinct = new Map(
    pointersAtService(view, service, port).map(({ from }) => [
      from.id,
      `${from.kind} ${valueOf(from.name) ?? '<name>'}`,
    ]),
  )
  const names = [...distinct.values()]
  const shown = names.length > most ? names.slice(0, most - 1) : names
  const rest = names.length - shown.length
  const address = `→ ${plainName(service)}:${plainPort(port.port)}`
  return [
    ...shown.map(name => [name, address, `points to ${portWords(port)}`]),
    ...(rest > 0 ? [[`${rest} more`, address, `point to ${portWords(port)}`]] : []),
  ]
}

function portWords(port: ServicePort): string {
  return `Service port ${valueOf(port.name) ?? plainPort(port.port)}`
}

/** Process and probe in each selected workload. */
function insideRows(view: View, service: Service, port: ServicePort): readonly Row[] {
  if (isSelectorless(service)) return []
  const { ends } = destinationOf(view, service, port)
  const rows = ends.slice(0, most).flatMap(end => [processRow(view, port, end), ...probeRows(service, end)])
  return ends.length > most ? [...rows, [`${ends.length - most} more`, '→ other workloads', 'selected, too']] : rows
}

function processRow(view: View, port: ServicePort, { selected, resolution }: End): Row {
  const { workload } = selected
  const who = `${workload.kind} ${valueOf(workload.name) ?? '<name>'}`
  if (resolution.status === 'missing')
    return [who, '✗ nothing', `no ${protocolWord(port)} port named ${valueOf(port.targetPort) ?? ''}`]
  const number = numberOf(resolution)
  if (number === undefined) return [who, '→ process:?', '? the number is not known here']
  const declared = declaredOf(resolution)
  return [who, `→ process:${number}`, listenerWords(view, selected, number, declared?.container)]
}

/** The container that is said to listen on the number, by its own words where it has any. */
function listenerWords(view: View, { pod }: SelectedPod, number: number, declaring: Container | undefined): string {
  for (const container of declaring ? [declaring] : pod.containers.filter(isLongLived)) {
    const evidence = view.graph.listensOf(container, pod).find(each => each.port === number)
    if (evidence) return `${containerWords(container)}, by ${byWords(evidence)}`
  }
  return declaring ? containerWords(declaring) : '? no container says that it listens there'
}

function byWords({ by, host }: ListenEvidence): string {
  return isLoopback(host) ? `${by} ✗ on ${host} only, out of reach from outside of the pod` : by
}

function containerWords({ name }: Container): string {
  return `container ${valueOf(name) ?? '<name>'}`
}

import { valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { type ContainerPort, isLongLived } from '../../k8s/container.ts'
import { isIn, staticNodePorts } from '../../k8s/knowledge/nodePorts.ts'
import { dnsLabelProblem, isPortNumber } from '../../k8s/port.ts'
import { isHeadless, protocolOf, type Service, type ServicePort, serviceType } from '../../k8s/service.ts'
import { suggestServicePortName, usualPortName } from '../../rules/portNames.ts'
import type { Choice } from './choice.ts'
import { around, type Mended } from './mend.ts'
import { distinct, portNames, portNumbers } from './podPorts.ts'
import { appProtocols, nameDetail, protocols } from './words.ts'

/** The fields of an entry of `spec.ports`, in the order in which people want them. A mesh wants to know the protocol. */
export function servicePortFields(service: Service, at: Mended): readonly string[] {
  const fields = ['targetPort', 'port', 'name', 'nodePort', 'protocol']
  return isInMesh(service, at) ? [...fields, 'appProtocol'] : fields
}

/** What may stand in a field of the entry of `spec.ports` that is being typed. */
export function servicePortChoices(service: Service, field: string, at: Mended): readonly Choice[] {
  const { standIn, graph } = at
  const port = service.ports.items.find(each => contains(each.span, standIn))
  if (!port) return []
  const others = service.ports.items.filter(each => each !== port)
  switch (field) {
    case 'targetPort':
      return targetPorts(service, port, others, graph)
    case 'port':
      return servicePorts(service, port, others, graph)
    case 'name':
      return names(service, port, others, at)
    case 'nodePort':
      return nodePorts(service, at)
    case 'protocol':
      return protocolsFor(port, podsBehind(service, graph))
    case 'appProtocol':
      return appProtocols
    default:
      return []
  }
}

/** The pods that the selector picks, else those that it most likely means. */
export function podsBehind(service: Service, graph: Graph): readonly SelectedPod[] {
  const selection = graph.selection(service)
  if (selection.status === 'selected') return selection.pods
  return selection.status === 'nothing' && selection.nearMiss ? [selection.nearMiss.pod] : []
}

/** Names first. What other entries lead to already comes last: rarely two Service ports mean one container port. */
function targetPorts(
  service: Service,
  port: ServicePort,
  others: readonly ServicePort[],
  graph: Graph,
): readonly Choice[] {
  const pods = podsBehind(service, graph)
  const taken = new Set(others.map(each => valueOf(each.targetPort)))
  const isTaken = ({ value }: Choice): boolean => taken.has(value)
  const found = [...portNames(pods, protocolOf(port)), ...portNumbers(pods, graph, protocolOf(port))]
  return [...found.filter(each => !isTaken(each)), ...found.filter(isTaken)]
}

/** The usual numbers of web traffic, and those of the pods: a Service may keep them. */
function servicePorts(
  service: Service,
  port: ServicePort,
  others: readonly ServicePort[],
  graph: Graph,
): readonly Choice[] {
  const pods = podsBehind(service, graph)
  const numbers = portNumbers(pods, graph)
  const target = valueOf(port.targetPort)
  const told = portNames(pods).map(({ value }) => String(value))
  const web = [target, ...told].filter(each => typeof each === 'string')
  // Clients of a headless Service dial the pods themselves.
  const headless = isHeadless(service) ? numbers.filter(({ value }) => leadsTo(port, pods, value)) : undefined
  const usual = headless ?? [
    ...(web.some(name => /^(http|web)/.test(name) && !name.startsWith('https')) ? [usualPort(80, 'http')] : []),
    ...(web.some(name => /^(https|tls|websecure)/.test(name)) ? [usualPort(443, 'https')] : []),
  ]
  const taken = new Set(others.filter(each => protocolOf(each) === protocolOf(port)).map(each => valueOf(each.port)))
  return distinct([...usual, ...numbers]).filter(({ value }) => !taken.has(value))
}

/** Whether the targetPort means the number in any of the pods. */
function leadsTo({ targetPort }: ServicePort, pods: readonly SelectedPod[], number: Choice['value']): boolean {
  const target = valueOf(targetPort)
  return target === number || declaring(target, pods).some(({ containerPort }) => valueOf(containerPort) === number)
}

/** The ports that the pods declare under a name or a number. */
function declaring(target: Choice['value'] | undefined, pods: readonly SelectedPod[]): readonly ContainerPort[] {
  return pods.flatMap(({ pod }) =>
    pod.containers
      .filter(isLongLived)
      .flatMap(({ ports }) => ports.items)
      .filter(
        each => target !== undefined && valueOf(typeof target === 'number' ? each.containerPort : each.name) === target,
      ),
  )
}

/** That of the container port: a name is found with no other, a number rarely serves another. */
function protocolsFor({ targetPort }: ServicePort, pods: readonly SelectedPod[]): readonly Choice[] {
  const target = valueOf(targetPort)
  const declared = new Set<string | undefined>(declaring(target, pods).map(protocolOf))
  const own = protocols
    .filter(({ value }) => declared.has(String(value)))
    .map(choice => ({ ...choice, detail: `as container port ${target} has it` }))
  if (own.length > 0 && typeof target === 'string') return own
  return distinct([...own, ...protocols])
}

function usualPort(value: number, scheme: string): Choice {
  return { value, kind: 'port-number', detail: `what clients of ${scheme}:// dial` }
}

/** Names of Services may be longer than those of containers, and most are the same. */
function names(service: Service, port: ServicePort, others: readonly ServicePort[], at: Mended): readonly Choice[] {
  const taken = new Set(others.map(each => valueOf(each.name)))
  const suggested = suggestServicePortName(
    port,
    others.map(each => each.name),
  )
  const own = portNames(podsBehind(service, at.graph), protocolOf(port)).map(
    ({ value, detail }): Choice => ({ value, kind: 'port-name', detail: `as the container port: ${detail}` }),
  )
  const number = valueOf(port.port)
  const usual = isPortNumber(number) ? usualPortName(number) : undefined
  const named = (value: string | undefined): readonly Choice[] =>
    value === undefined
      ? []
      : [
          {
            value,
            kind: 'port-name',
            detail: value === valueOf(port.targetPort) ? 'as its targetPort' : nameDetail(value, number),
          },
        ]
  const choices: readonly Choice[] = [
    ...named(suggested),
    ...named(usual),
    ...own,
    ...(isInMesh(service, at) ? prefixed(port) : []),
  ]
  return distinct(choices).filter(
    ({ value }) => !taken.has(String(value)) && dnsLabelProblem(String(value)) === undefined,
  )
}

/** Istio reads the protocol from the beginning of the name where `appProtocol` says nothing. */
function prefixed({ port }: ServicePort): readonly Choice[] {
  const number = valueOf(port)
  return ['http', 'http2', 'https', 'grpc', 'tcp', 'tls'].map(protocol => ({
    value: isPortNumber(number) ? `${protocol}-${number}` : protocol,
    kind: 'port-name',
    detail: `tells Istio that it is ${protocol}`,
  }))
}

/** A mesh is in view where its own resources stand around, or where a pod says that it takes part. */
function isInMesh(service: Service, at: Mended): boolean {
  if (around(at, 'other').some(({ group }) => group.endsWith('istio.io'))) return true
  return podsBehind(service, at.graph).some(({ pod }) =>
    [...pod.labels.pairs, ...pod.annotations.pairs].some(({ key }) => /^sidecar\.istio\.io\/inject$/.test(key)),
  )
}

/** A handful of free numbers that begin with the digits that are there. None where the type has no node ports. */
export function nodePorts(service: Service, { graph, begun }: Mended): readonly Choice[] {
  const type = serviceType(service)
  if (type === 'ClusterIP' || type === 'ExternalName') return []
  const free: Choice[] = []
  for (const number of graph.freeNodePorts()) {
    if (!String(number).startsWith(begun)) continue
    const isStatic = isIn(staticNodePorts, number)
    free.push({
      value: number,
      kind: 'node-port',
      detail: isStatic
        ? 'free, in the band for hand-picked numbers'
        : 'free, but the cluster hands out this band itself',
    })
    if (free.length === most) break
  }
  return free
}

const most = 8

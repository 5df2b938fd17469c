import { valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import type { SelectedPod } from '../../graph/graph.ts'
import { dnsLabelProblem, isPortNumber } from '../../k8s/facts/port.ts'
import { isHeadless, protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { suggestServicePortName, usualPortName } from '../../rules/support/portNames.ts'
import { declaring, podsBehind } from './behind.ts'
import type { Choice } from './choice.ts'
import { around, type Mended } from './mend.ts'
import { nodePorts } from './nodePorts.ts'
import { distinct, portNames, portNumbers } from './podPorts.ts'
import { appProtocols, nameDetail, protocols } from './words.ts'

/** The fields of an entry of `spec.ports`, in the order in which people want them. A mesh wants to know the protocol. */
export function servicePortFields(service: Service, at: Mended): readonly string[] {
  const fields = ['targetPort', 'port', 'name', 'nodePort', 'protocol']
  return isInMesh(service, at) ? [...fields, 'appProtocol'] : fields
}

/** What may stand in a field of the entry of `spec.ports` that is being typed. */
export function servicePortChoices(service: Service, field: string, at: Mended): readonly Choice[] {
  const port = service.ports.items.find(each => contains(each.span, at.standIn))
  if (!port) return []
  const others = service.ports.items.filter(each => each !== port)
  switch (field) {
    case 'targetPort':
      return targetPorts(service, port, others, at)
    case 'port':
      return servicePorts(service, port, others, at)
    case 'name':
      return names(service, port, others, at)
    case 'nodePort':
      return nodePorts(service, at)
    case 'protocol':
      return protocolsFor(port, podsBehind(service, at))
    case 'appProtocol':
      return appProtocols
    default:
      return []
  }
}

/** Names first. What other entries lead to already comes last: rarely two Service ports mean one container port. */
function targetPorts(
  service: Service,
  port: ServicePort,
  others: readonly ServicePort[],
  at: Mended,
): readonly Choice[] {
  const pods = podsBehind(service, at)
  const taken = new Set(others.map(each => valueOf(each.targetPort)))
  const isTaken = ({ value }: Choice): boolean => taken.has(value)
  const found = [...portNames(pods, protocolOf(port)), ...portNumbers(pods, at.graph, protocolOf(port))]
  return [...found.filter(each => !isTaken(each)), ...found.filter(isTaken)]
}

/** The usual numbers of web traffic, and those of the pods: a Service may keep them. */
function servicePorts(
  service: Service,
  port: ServicePort,
  others: readonly ServicePort[],
  at: Mended,
): readonly Choice[] {
  const pods = podsBehind(service, at)
  const numbers = portNumbers(pods, at.graph)
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

/** That of the container port: a name is found with no other, a number rarely serves another. */
function protocolsFor({ targetPort }: ServicePort, pods: readonly SelectedPod[]): readonly Choice[] {
  const target = valueOf(targetPort)
  const declared = new Set<string | undefined>(declaring(target, pods).map(protocolOf))
  const own = protocols
    .filter(({ value }) => declared.has(String(value)))
    .map((choice): Choice => ({ ...choice, kind: 'word', detail: `as container port ${target} has it` }))
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
  const own = portNames(podsBehind(service, at), protocolOf(port)).map(
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
  // A Service without a selector finds the ports of its endpoints by their names.
  const byHand = at.graph.endpointsOf(service).flatMap(({ ports }) =>
    ports.items.flatMap(({ name, port: to }): Choice[] => {
      const value = valueOf(name)
      return value === undefined ? [] : [{ value, kind: 'port-name', detail: `${valueOf(to) ?? '?'} of its endpoints` }]
    }),
  )
  if (byHand.length > 0) return distinct(byHand).filter(({ value }) => !taken.has(String(value)))
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
    detail: `Istio treats it as ${protocol}`,
  }))
}

/** A mesh is in view where its own resources stand around, or where a pod says that it takes part. */
function isInMesh(service: Service, at: Mended): boolean {
  if (around(at, 'other').some(({ group }) => group.endsWith('istio.io'))) return true
  return podsBehind(service, at).some(({ pod }) =>
    [...pod.labels.pairs, ...pod.annotations.pairs].some(({ key }) => /^sidecar\.istio\.io\/inject$/.test(key)),
  )
}

import { valueOf } from '../../base/known.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { plainName, plainPort } from './commands.ts'
import { type Destination, destinationOf } from './destination.ts'
import { type Exposure, exposureOf, isExternal, isSelectorless, skipsNodePorts, trafficPolicy } from './exposure.ts'
import { aPod, readyWord } from './readiness.ts'
import { columns } from './render.ts'
import { say, sentence } from './sentence.ts'
import * as source from './sources.ts'
import type { ServicePortField } from './target.ts'
import type { View } from './view.ts'

/**
 * The packet's way through one Service port as a picture of a few lines, from the client to the process, ending with the
 * address that the pod sees as the client's. The hop that the hovered field decides is marked with `◀`.
 */
export function pathPicture(
  view: View,
  service: Service,
  port: ServicePort,
  field: ServicePortField | undefined,
): readonly string[] {
  return columns([...hops(view, service, port, field), ...seenBy(service)])
}

/** One hop a row, from the clients to the pod: who, where to, and what that is. */
export function hops(
  view: View,
  service: Service,
  port: ServicePort,
  field: ServicePortField | undefined,
): readonly (readonly string[])[] {
  const exposure = exposureOf(service)
  const name = plainName(service)
  if (exposure === 'external-name') {
    const host = valueOf(service.externalName) ?? '<external host>'
    return [
      ['client pod', `→ DNS: ${name}`, `CNAME ${host}`],
      ['', `→ ${host}:<port the client dials>`, pathFacts.noMapping.text],
    ]
  }
  const inside =
    exposure === 'headless'
      ? [`→ DNS: ${name}`, pathFacts.podAddresses.text]
      : [`→ ${name}:${plainPort(port.port)}`, pathFacts.virtual.text]
  const rows = [['client pod', ...mark(inside, field === 'port' && exposure !== 'headless')]]
  if (isExternal(exposure)) rows.push(['client outside', ...mark(wayIn(service, port, exposure), field === 'nodePort')])
  const way = isExternal(exposure) ? 'both' : ''
  return [...rows, [way, ...mark(end(view, service, port), field === 'targetPort')]]
}

/** Whose address the pod sees, as the last row; none where there is no pod of the Service's own. */
export function seenBy(service: Service): readonly (readonly string[])[] {
  const exposure = exposureOf(service)
  return exposure === 'external-name' || isSelectorless(service) ? [] : [[addressSeen(service, exposure)]]
}

/** What the pod takes for the client's address. */
export function addressSeen(service: Service, exposure: Exposure): string {
  if (!isExternal(exposure)) return pathFacts.addressKept.text
  if (skipsNodePorts(service)) return pathFacts.addressBalancer.text
  const isBalancer = exposure === 'load-balancer'
  switch (trafficPolicy(service)) {
    case 'Local':
      return say(isBalancer ? pathFacts.addressLocalBalancer : pathFacts.addressLocal)
    case 'Cluster':
      return say(isBalancer ? pathFacts.addressReplacedBalancer : pathFacts.addressReplaced)
    default:
      return say(pathFacts.addressUnknown)
  }
}

/** What else one meets on this way: a few facts. */
export function pathNotes(service: Service, port?: ServicePort): readonly string[] {
  const exposure = exposureOf(service)
  switch (exposure) {
    case 'external-name':
      return [say(pathFacts.hostHeader)]
    case 'headless':
      return port && port.name.kind === 'absent' ? [say(pathFacts.headlessUnnamed)] : [say(pathFacts.headless)]
    case 'node-port':
    case 'load-balancer':
    case 'cluster-ip':
    case 'unknown': {
      const notes = [say(pathFacts.virtualAddress), say(pathFacts.symptoms, { ready: readyWord(service) })]
      if (isExternal(exposure)) notes.push(...localNotes(service))
      if (valueOf(service.internalTrafficPolicy) === 'Local') notes.push(say(pathFacts.internalLocal))
      return notes
    }
  }
}

/** What externalTrafficPolicy `Local` does, where it applies. */
export function localNotes(service: Service): readonly string[] {
  if (trafficPolicy(service) !== 'Local') return []
  const fact = exposureOf(service) === 'load-balancer' ? pathFacts.localBalancer : pathFacts.localDrops
  return [say(fact, { one: aPod(service) })]
}

function wayIn(service: Service, port: ServicePort, exposure: Exposure): readonly string[] {
  const balancer = exposure === 'load-balancer' ? `→ load balancer:${plainPort(port.port)} ` : ''
  if (skipsNodePorts(service) && port.nodePort.kind === 'absent') return [balancer.trimEnd(), pathFacts.direct.text]
  const isLocal = trafficPolicy(service) === 'Local'
  const nodes = isLocal ? say(pathFacts.nodesWithPod, { one: aPod(service) }) : say(pathFacts.anyNode)
  const assigned = port.nodePort.kind === 'absent' ? `, ${pathFacts.assigned.text}` : ''
  return [`${balancer}→ node:${plainPort(port.nodePort, 'nodePort')}`, `nodePort on ${nodes}${assigned}`]
}

function end(view: View, service: Service, port: ServicePort): readonly string[] {
  const { hop, remark }: Destination = destinationOf(view, service, port)
  return [`→ ${hop}`, remark]
}

function mark(cells: readonly string[], here: boolean): readonly string[] {
  return here ? cells.map((cell, i) => (i === cells.length - 1 ? `${cell} ◀` : cell)) : cells
}

export const pathFacts = {
  virtual: sentence('Service port, rewritten to a pod (DNAT)', source.proxier),
  podAddresses: sentence('answers with the addresses of the pods', source.dns),
  noMapping: sentence('no Service port involved', source.externalName),
  anyNode: sentence('any node', source.proxier),
  nodesWithPod: sentence('nodes with {one}', source.proxier),
  assigned: sentence('assigned by the cluster', source.allocator),
  direct: sentence('no nodePort: to pods, or to nodes with the Service port', source.loadBalancers),
  addressKept: sentence("the pod sees the client pod's own address", source.proxier),
  addressReplaced: sentence("the pod sees the client pod's address; from outside a node's (SNAT)", source.proxier),
  addressLocal: sentence('the pod sees the address that arrives at the node (policy Local: no SNAT)', source.proxier),
  addressReplacedBalancer: sentence(
    "the pod sees the client pod's address; from outside a node's (SNAT), unless the load balancer sends straight to the pods",
    source.loadBalancers,
  ),
  addressLocalBalancer: sentence(
    "the pod sees the address that arrives at the node: the client's, unless the load balancer is a proxy",
    source.sourceAddress,
  ),
  addressBalancer: sentence(
    "the pod sees the client pod's address; from outside it depends on the load balancer",
    source.loadBalancers,
  ),
  addressUnknown: sentence(
    'the pod sees the address that arrives from outside only with externalTrafficPolicy: Local',
    source.proxier,
  ),
  virtualAddress: sentence(
    "No socket listens on the Service's address: packet rules on every node (of kube-proxy, or of the network that replaces it) rewrite it. With kube-proxy it answers no ping.",
    source.pingable,
  ),
  symptoms: sentence(
    'Refused at once: no {ready}endpoint, or nothing listens there. Timeout: a firewall, a NetworkPolicy (some networks refuse instead), or (iptables) a number the Service does not list.',
    source.proxier,
  ),
  localDrops: sentence(
    'externalTrafficPolicy `Local`: a node without {one} drops packets from outside, so the client times out.',
    source.proxier,
  ),
  localBalancer: sentence(
    'externalTrafficPolicy `Local`: a node without {one} drops packets from outside (a timeout); load balancers ask its healthCheckNodePort first (200 or 503).',
    `${source.proxier}; ${source.serviceHealth}`,
  ),
  internalLocal: sentence(
    'internalTrafficPolicy `Local`: clients in the cluster reach only pods on their own node; without one there, they time out.',
    source.virtualIps,
  ),
  headless: sentence(
    'SRV records carry the number of the targetPort, address records none: only clients that ask for SRV find it themselves.',
    source.dns,
  ),
  headlessUnnamed: sentence(
    'DNS gives addresses only: a port without a name has no SRV record, so clients must know the number.',
    source.dns,
  ),
  hostHeader: sentence(
    'The HTTP Host header and the TLS name stay those that the client wrote: the Service name.',
    source.externalName,
  ),
} as const

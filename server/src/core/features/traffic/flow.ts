import { spanOf } from '../../base/known.ts'
import type { Place } from '../../base/place.ts'
import { contains } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { before, behind, pointedAt } from '../symbol/ends.ts'
import { listenersOf } from '../symbol/listeners.ts'
import { keyOf, type TrafficNode } from './node.ts'

/** A station one hop away, with the words that say so. */
export interface Hop {
  readonly node: TrafficNode
  readonly said: readonly Place[]
}

/** Who sends packets to a station: Ingresses, routes, monitors and programs to a Service port, Service ports to a container port. */
export function incoming(node: TrafficNode, graph: Graph): readonly Hop[] {
  switch (node.is) {
    case 'service-port':
      return together(sendersTo(node, node.service, graph))
    case 'container-port': {
      const through = before(node, graph).map(each => ({ node: each, said: [targetPlace(each)] }))
      // Who says the name of a headless Service sends to the pods themselves.
      const named = [node.workload, ...graph.servicesOf(node.pod)]
      return together([...through, ...named.flatMap(each => sendersTo(node, each, graph))])
    }
    case 'resource':
      return together(gatewaysOf(node.resource, graph))
  }
}

/** Where packets go from a station. From a container they go on to the URLs that its container is told. */
export function outgoing(node: TrafficNode, graph: Graph): readonly Hop[] {
  switch (node.is) {
    case 'service-port':
      return together(behind(node.service, node.port, graph).map(each => ({ node: each, said: [targetPlace(node)] })))
    case 'container-port': {
      const { workload, container } = node
      const own = workload.references.filter(
        ({ span, site }) => site.startsWith('url-') && contains(container.span, span),
      )
      return together(own.flatMap(reference => ends(reference, workload, graph)))
    }
    case 'resource':
      return together([
        ...node.resource.references.filter(isTraffic).flatMap(reference => ends(reference, node.resource, graph)),
        ...routesOf(node.resource, graph),
      ])
  }
}

/** The stations that somebody other than a Service or a pod stands for. */
export function isSender(resource: Resource): boolean {
  return resource.is === 'other' && resource.references.some(isTraffic)
}

/** Policies, settings of proxies and dashboards speak of ports, and send nothing. */
function isTraffic({ site, target }: Reference): boolean {
  const isAbout =
    /^(?:networkpolicy|cilium|linkerd|peerauthentication|authorizationpolicy|destinationrule|backend-tls|sidecar|istio-(?:in|ex)clude|gke|aws|alb|prometheus-(?:pod|service)-annotation|rollout|openshift-route-alternate|route-parent$)/
  return !isAbout.test(site) && target.is !== 'listener' && target.is !== 'object'
}

function sendersTo(node: TrafficNode, around: Parameters<Graph['referencesTo']>[0], graph: Graph): readonly Hop[] {
  const key = keyOf(node)
  return graph.referencesTo(around).flatMap(({ reference, from }) => {
    const isMeant = isTraffic(reference) && pointedAt(reference, from, graph).some(each => keyOf(each) === key)
    return isMeant ? senders(reference, from).map(sender => ({ node: sender, said: [placeIn(reference, from)] })) : []
  })
}

/** A URL is dialled by the container that is told it; everything else by the resource that says it. */
function senders(reference: Reference, from: Resource): readonly TrafficNode[] {
  if (from.is !== 'workload') return [{ is: 'resource', resource: from }]
  for (const pod of from.pods) {
    const container = pod.containers.find(({ span }) => contains(span, reference.span))
    const [port] = container?.ports.items ?? []
    if (container && port) return [{ is: 'container-port', workload: from, pod, container, port }]
  }
  return [{ is: 'resource', resource: from }]
}

function ends(reference: Reference, from: Resource, graph: Graph): readonly Hop[] {
  return pointedAt(reference, from, graph).map(node => ({ node, said: [placeIn(reference, from)] }))
}

function gatewaysOf(route: Resource, graph: Graph): readonly Hop[] {
  return route.references
    .filter(({ site }) => site === 'route-parent')
    .flatMap(reference =>
      listenersOf(reference, route, graph).map(({ gateway, name }) => ({
        node: { is: 'resource' as const, resource: gateway },
        said: [name],
      })),
    )
}

/** The routes that a Gateway serves: they name it, so the words stand in their files. */
function routesOf(gateway: Resource, graph: Graph): readonly Hop[] {
  if (gateway.kind !== 'Gateway') return []
  return graph
    .referencesTo(gateway)
    .filter(({ reference }) => reference.site === 'route-parent')
    .map(({ from }) => ({
      node: { is: 'resource' as const, resource: from },
      said: [{ document: gateway.document, span: gateway.kindSpan }],
    }))
}

function targetPlace({ service, port }: Extract<TrafficNode, { is: 'service-port' }>): Place {
  const field = port.targetPort.kind === 'absent' ? port.port : port.targetPort
  return { document: service.document, span: spanOf(field) }
}

function placeIn({ port, span }: Reference, from: Resource): Place {
  return { document: from.document, span: port.kind === 'absent' ? span : spanOf(port) }
}

/** Several words may lead to one station. */
function together(hops: readonly Hop[]): readonly Hop[] {
  const found = new Map<string, { readonly node: TrafficNode; readonly said: Place[] }>()
  for (const { node, said } of hops) {
    const known = found.get(keyOf(node))
    if (known) known.said.push(...said)
    else found.set(keyOf(node), { node, said: [...said] })
  }
  return [...found.values()]
}

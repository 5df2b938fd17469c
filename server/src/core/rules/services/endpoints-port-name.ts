import { spanOf, valueOf, valueOr } from '../../base/known.ts'
import type { EndpointPort, Endpoints } from '../../k8s/facts/endpoints.ts'
import { protocolOf, type Service, type ServicePort, serviceType } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, type Report, serviceRule } from '../run/rule.ts'
import { addEntry, fixWith, removeEntry, replaceScalar } from '../support/edits.ts'
import { enumerate, fieldText, quote, resourceText } from '../support/text.ts'

export const endpointsPortName = serviceRule({
  id: 'endpoints-port-name',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service port that no hand-written endpoint has',
    what: 'Finds ports of a Service without selector whose name and protocol are not among those of its EndpointSlices or Endpoints.',
    why: [
      'A Service without a selector gets no endpoints of its own: an EndpointSlice (or Endpoints, deprecated since 1.33) is written by hand. kube-proxy',
      'puts the two together by the *name* of the port and its protocol, and takes the number from the slice. A Service port',
      'without a name goes with an endpoint port without a name. The numbers are never compared, and `targetPort` has no effect.',
      '',
      'Where the names differ, the Service has addresses and no port: clients see "connection refused" at once, as with no',
      'endpoints at all, while `kubectl get endpointslices` looks right.',
    ].join('\n'),
    instead: 'Give the ports of Service and endpoints the same names, or leave both out where there is only one.',
    bad: manifest('      name: postgres\n'),
    good: manifest(''),
    sources: [
      'kubernetes pkg/proxy/types.go: ServicePortName',
      'kubernetes pkg/proxy/endpointslicecache.go: addEndpoints, by port name',
      'kubernetes/api core/v1 types.go: ServicePort.Name',
    ],
    covers: ['3.3', '5.1'],
    verify: [
      'kubectl get endpointslices -l kubernetes.io/service-name=db -o yaml',
      'kubectl run -it --rm try --image=busybox --restart=Never -- nc -zv db 5432',
    ],
  },
  *check(service, graph) {
    const { selector } = service
    if (selector.pairs.length > 0 || !selector.complete || serviceType(service) === 'ExternalName') return
    if (graph.mayBePatched(service)) return
    const endpoints = graph.endpointsOf(service)
    if (endpoints.length === 0 || !endpoints.every(each => each.ports.complete && !graph.mayBePatched(each))) return
    // What is written without an address is filled in by a program, such as Patroni.
    if (endpoints.every(each => each.ports.items.length === 0)) return
    for (const port of service.ports.items) {
      const report = reportOf(service, port, endpoints)
      if (report) yield report
    }
  },
})

interface Offered {
  readonly endpoints: Endpoints
  readonly port: EndpointPort
}

function reportOf(service: Service, port: ServicePort, endpoints: readonly Endpoints[]): Report | undefined {
  const protocol = protocolOf(port)
  if (port.name.kind === 'unknown' || protocol === undefined) return undefined
  const offered = endpoints.flatMap(each => each.ports.items.map(item => ({ endpoints: each, port: item })))
  const unsure = offered.some(each => each.port.name.kind === 'unknown' || protocolOf(each.port) === undefined)
  if (unsure || offered.some(each => goesWith(port, each.port))) return undefined
  const [first] = endpoints
  if (!first) return undefined
  const name = fieldText(port.name)
  const wanted = name === undefined ? `${protocol} port without a name` : `${protocol} port ${name}`
  const names = offered.map(each => portText(each.port))
  return {
    at: spanOf(port.name.kind === 'known' ? port.name : port.port),
    message: `${resourceText(first)} has no ${wanted}, only ${names.length > 0 ? enumerate(names) : 'no port'}: this port of ${resourceText(service)} leads nowhere.`,
    related: [
      {
        at: { document: first.document, span: first.ports.span ?? first.kindSpan },
        message: `Ports of ${resourceText(first)}`,
      },
    ],
    fixes: context => fixesOf(context, service, port, offered),
  }
}

function goesWith(port: ServicePort, endpoint: EndpointPort): boolean {
  return valueOr(port.name, '') === valueOr(endpoint.name, '') && protocolOf(port) === protocolOf(endpoint)
}

/** @example '"sql" (5432)', 'UDP 53 without a name' */
function portText({ name, port, protocol }: EndpointPort): string {
  const number = valueOf(port) ?? 'a port'
  const known = valueOf(name)
  const text = known === undefined ? `${number} without a name` : `${quote(known)} (${number})`
  return valueOr(protocol, 'TCP') === 'TCP' ? text : `${valueOf(protocol)} ${text}`
}

/** The endpoint port that nobody else asks for gets the name that the Service uses. */
function* fixesOf(
  context: FixContext,
  service: Service,
  port: ServicePort,
  offered: readonly Offered[],
): Generator<Fix> {
  const free = offered.filter(
    each => protocolOf(each.port) === protocolOf(port) && !service.ports.items.some(item => goesWith(item, each.port)),
  )
  const [only, second] = free
  if (!only || second) return
  const { document } = only.endpoints
  const name = valueOf(port.name)
  const span = only.port.span
  const edit =
    name === undefined
      ? removeEntry(context, document, span, 'name')
      : only.port.name.kind === 'known'
        ? replaceScalar(context, document, only.port.name, name)
        : addEntry(context, document, span, { key: 'name', value: name })
  const title =
    name === undefined
      ? `Remove the name of the port of ${resourceText(only.endpoints)}`
      : `Name the port of ${resourceText(only.endpoints)} ${quote(name)}`
  yield* fixWith({ title, applicability: 'unsafe', preferred: true }, edit)
}

function manifest(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - port: 5432
${name}---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 10.0.0.5
ports:
  - port: 5432
    protocol: TCP
`
}

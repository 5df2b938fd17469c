import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { objectRule, type Report } from '../run/rule.ts'
import { quote, resourceText } from '../support/text.ts'

export const gatewayListenerConflict = objectRule({
  id: 'gateway-listener-conflict',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Listeners of a Gateway that exclude each other',
    what: 'Finds listeners of one Gateway with the same name, or with the same port, protocol and hostname.',
    why: [
      'The name of a listener is unique in its Gateway, and so is the combination of port, protocol and hostname: otherwise',
      'nobody could say which listener a connection is for. The API server refuses the Gateway (`Listener name must be unique',
      'within the Gateway`, `Combination of port, protocol and hostname must be unique for each listener`).',
      '',
      'Several listeners on one port are usual and fine as long as their hostnames differ.',
    ].join('\n'),
    instead: 'Give each listener its own name, and its own port or hostname.',
    bad: manifest(80),
    good: manifest(8080),
    sources: ['gateway-api apis/v1/gateway_types.go: GatewaySpec.Listeners (CEL rules)'],
    covers: ['5.2'],
    verify: ['kubectl apply --dry-run=server -f edge.yaml'],
  },
  *check(resource, graph) {
    const listeners = resource.references.filter(({ site }) => site === 'gateway-listener')
    if (listeners.length < 2 || graph.isPart(resource) || graph.mayBePatched(resource)) return
    for (const [index, listener] of listeners.entries()) {
      const report = reportOf(listener, listeners.slice(0, index), resource)
      if (report) yield report
    }
  },
})

function reportOf(listener: Reference, earlier: readonly Reference[], resource: Resource): Report | undefined {
  const { name, hostname } = listener.beside
  const called = name && valueOf(name)
  const namesake = called === undefined ? undefined : earlier.find(each => text(each.beside['name']) === String(called))
  if (namesake && name) {
    return {
      at: spanOf(name),
      message: `${resourceText(resource)} has two listeners named ${quote(String(called))}.`,
      related: [there(namesake, resource)],
    }
  }
  const key = keyOf(listener)
  const rival = key === undefined ? undefined : earlier.find(each => keyOf(each) === key)
  if (!rival) return undefined
  const host = hostname && valueOf(hostname)
  const other = text(rival.beside['name'])
  return {
    at: spanOf(listener.port),
    message: `Listener ${text(name) ?? ''} has the port, protocol and hostname of listener ${other ?? ''}: ${text(listener.beside['protocol'])} ${valueOf(listener.port)}, ${host === undefined ? 'every host' : quote(String(host))}.`,
    related: [there(rival, resource)],
  }
}

function there(listener: Reference, resource: Resource): NonNullable<Report['related']>[number] {
  return {
    at: { document: resource.document, span: spanOf(listener.beside['name'] ?? listener.port) },
    message: 'the other listener',
  }
}

/** `undefined` where a part of it is not known. */
function keyOf({ port, beside }: Reference): string | undefined {
  const number = valueOf(port)
  const protocol = text(beside['protocol'])
  const { hostname } = beside
  if (number === undefined || protocol === undefined || hostname?.kind === 'unknown') return undefined
  return `${number} ${protocol} ${text(hostname) ?? ''}`
}

function text(field: Known<string | number | boolean> | undefined): string | undefined {
  const value = field && valueOf(field)
  return value === undefined ? undefined : String(value)
}

function manifest(port: number): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
spec:
  gatewayClassName: example
  listeners:
    - name: web
      port: 80
      protocol: HTTP
    - name: api
      port: ${port}
      protocol: HTTP
`
}

import { type Known, spanOf, valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { OtherResource, Resource } from '../../k8s/facts/resource.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { enumerate, quote, resourceText } from '../support/text.ts'

export const gatewayListenerMissing = referenceRule({
  id: 'gateway-listener-missing',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Listener that the Gateway does not have',
    what: 'Finds `parentRefs` with a `sectionName` or `port` that is no listener of the Gateway in view.',
    why: [
      'A route attaches to the listener whose name is `sectionName` and whose port is `port`; where both are given, one listener',
      'must have both. Where none has, the route is not attached, its status says `Accepted: False` with reason',
      '`NoMatchingParent`, and requests get 404. The port is that of the listener, which clients dial: never the port of a',
      'Service or of the pods that implement the Gateway.',
    ].join('\n'),
    instead: 'Use the name and the port of a listener, or leave both out to attach to all of them.',
    bad: manifest('http'),
    good: manifest('web'),
    sources: ['gateway-api apis/v1/shared_types.go: ParentReference.SectionName, ParentReference.Port'],
    covers: ['5.2'],
    verify: ['kubectl get gateway edge -o yaml', 'kubectl describe httproute shop'],
  },
  *check(reference, resource, graph) {
    const gateway = gatewayOf(reference, resource, graph)
    if (!gateway) return
    const listeners = gateway.references.filter(({ site }) => site === 'gateway-listener')
    const names = listeners.map(({ beside }) => beside['name'])
    if (listeners.length === 0 || names.some(name => name?.kind !== 'known')) return
    if (listeners.some(({ port }) => port.kind !== 'known')) return
    const { sectionName } = reference.beside
    const section = sectionName && valueOf(sectionName)
    const port = valueOf(reference.port)
    const ofName = listeners.filter(each => valueOf(each.beside['name'] ?? sectionName ?? each.port) === section)
    const has = enumerate(listeners.map(textOf))
    if (sectionName && section !== undefined && ofName.length === 0) {
      const near = nearest(
        String(section),
        names.flatMap(name => (name && valueOf(name) ? String(valueOf(name)) : [])),
      )
      const [only, another] = listeners
      const right = near ?? (only && !another ? String(valueOf(only.beside['name'] ?? only.port)) : undefined)
      yield {
        at: spanOf(sectionName),
        message: `${resourceText(gateway)} has no listener named ${quote(String(section))}, only ${has}.`,
        related: [here(gateway)],
        fixes: context =>
          right === undefined
            ? []
            : fixWith(
                { title: `Change sectionName to ${right}`, applicability: 'unsafe', preferred: true },
                replaceScalar(context, resource.document, sectionName, right),
              ),
      }
    } else if (typeof port === 'number') {
      const among = section === undefined ? listeners : ofName
      if (among.some(each => valueOf(each.port) === port)) return
      const [only, another] = among
      const right = only && !another ? valueOf(only.port) : undefined
      yield {
        at: spanOf(reference.port),
        message: `${resourceText(gateway)} has no listener with port ${port}${section === undefined ? '' : ` and name ${quote(String(section))}`}, only ${has}.`,
        related: [here(gateway)],
        fixes: context =>
          typeof right !== 'number'
            ? []
            : fixWith(
                { title: `Change port to ${right}`, applicability: 'unsafe', preferred: true },
                replaceScalar(context, resource.document, reference.port, right),
              ),
      }
    }
  },
})

/** The one Gateway in view that the reference means, if it is whole. */
function gatewayOf({ target }: Reference, from: Resource, graph: Graph): OtherResource | undefined {
  if (target.is !== 'object' || target.kind !== 'Gateway' || graph.isPart(from) || graph.mayBePatched(from))
    return undefined
  const name = valueOf(target.name)
  if (name === undefined) return undefined
  const lookup = graph.named('other', `Gateway/${name}`, from, valueOf(target.namespace))
  const [gateway, another] = lookup.status === 'found' ? lookup.found : []
  if (!gateway || another || gateway.group !== target.group) return undefined
  return graph.isPart(gateway) || graph.mayBePatched(gateway) ? undefined : gateway
}

function here(gateway: OtherResource): {
  readonly at: { readonly document: OtherResource['document']; readonly span: OtherResource['span'] }
  readonly message: string
} {
  return { at: { document: gateway.document, span: spanOf(gateway.name) }, message: `${resourceText(gateway)} is here` }
}

function textOf({ port, beside }: Reference): string {
  const name: Known<unknown> | undefined = beside['name']
  return `${String(name && valueOf(name))} (${valueOf(port)})`
}

function manifest(section: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  parentRefs:
    - name: edge
      sectionName: ${section}
  rules:
    - backendRefs:
        - name: shop
          port: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
spec:
  gatewayClassName: example
  listeners:
    - name: web
      port: 80
      protocol: HTTP
`
}

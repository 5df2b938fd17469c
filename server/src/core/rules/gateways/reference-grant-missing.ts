import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { ReferenceGrant } from '../../k8s/facts/referenceGrant.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { referenceRule } from '../run/rule.ts'
import { resourcesText, resourceText } from '../support/text.ts'

export const referenceGrantMissing = referenceRule({
  id: 'reference-grant-missing',
  certainty: 'possible',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Route to a Service of another namespace without a ReferenceGrant',
    what: 'Finds routes of the Gateway API that point into another namespace where no ReferenceGrant in view lets them.',
    why: [
      'A backend in another namespace needs the consent of that namespace: a ReferenceGrant there whose `from` names the group, the',
      'kind and the namespace of the route, and whose `to` names Services, or this one. Without it the route reports',
      '`ResolvedRefs: False` with reason `RefNotPermitted`, and requests get 500. The port may be as right as can be.',
      '',
      'The grant may well be made by those who own the namespace, so the rule says it as information; it is a warning where the',
      'namespace has grants in view and none of them is for the route. A route whose parent is a Service (a mesh) is not checked.',
    ].join('\n'),
    instead: 'Add a ReferenceGrant in the namespace of the Service.',
    bad: manifest('shop'),
    good: manifest('edge'),
    sources: [
      'gateway-api apis/v1/referencegrant_types.go: ReferenceGrantSpec (v1beta1 before 1.5)',
      'gateway-api apis/v1/object_reference_types.go: BackendObjectReference.Namespace',
    ],
    covers: ['5.2'],
    verify: ['kubectl get referencegrants -n backend', 'kubectl describe httproute shop -n edge'],
  },
  *check(reference, resource, graph) {
    const { target } = reference
    if (resource.group !== group || target.is !== 'service' || target.namespace.kind !== 'known') return
    const to = target.namespace.value
    const from = valueOf(resource.namespace)
    if (from === undefined || from === to || graph.isPart(resource) || graph.mayBePatched(resource)) return
    if (resource.references.some(({ site }) => site === 'route-parent-service')) return
    const destination = graph.follow(reference, resource)
    if (destination.status !== 'services') return
    const services = destination.services.filter(({ namespace }) => valueOf(namespace) === to)
    const [service] = services
    const grants = graph.grantsIn(to, resource)
    if (!service || services.length < destination.services.length || !grants) return
    if (grants.some(grant => graph.mayBePatched(grant) || lets(grant, resource, service))) return
    const there = grants.filter(({ namespace }) => valueOf(namespace) === to)
    yield {
      at: spanOf(target.namespace),
      ...(there.length > 0 ? { certainty: 'likely' as const } : {}),
      message:
        there.length > 0
          ? `${resourcesText(there)} of namespace ${to} ${there.length > 1 ? 'let' : 'lets'} no ${resource.kind} of namespace ${from} point to ${resourceText(service)}.`
          : `No ReferenceGrant in view lets ${resourceText(resource)} of namespace ${from} point to ${resourceText(service)} of ${to}.`,
      related: [
        { at: { document: service.document, span: spanOf(service.name) }, message: `${resourceText(service)} is here` },
        ...there.slice(0, 3).map(grant => ({
          at: { document: grant.document, span: spanOf(grant.name) },
          message: `${resourceText(grant)} is for others`,
        })),
      ],
    }
  },
})

const group = 'gateway.networking.k8s.io'

/** True where the grant is for the route and the Service, or may be. */
function lets({ from, to, complete }: ReferenceGrant, route: Resource, service: Service): boolean {
  if (!complete) return true
  const name = valueOf(service.name) ?? ''
  return (
    from.some(
      each =>
        mayBe(each.group, group) &&
        mayBe(each.kind, route.kind) &&
        mayBe(each.namespace, valueOf(route.namespace) ?? ''),
    ) &&
    to.some(
      each =>
        mayBe(each.group, '', true) &&
        mayBe(each.kind, 'Service') &&
        (each.name.kind === 'absent' || mayBe(each.name, name)),
    )
  )
}

function mayBe(field: Known<string>, value: string, orAbsent = false): boolean {
  return field.kind === 'unknown' || (field.kind === 'absent' ? orAbsent : field.value === value)
}

function manifest(from: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
  namespace: edge
spec:
  rules:
    - backendRefs:
        - name: api
          namespace: backend
          port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: backend
spec:
  selector:
    app: api
  ports:
    - port: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata:
  name: api
  namespace: backend
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      namespace: ${from}
  to:
    - group: ""
      kind: Service
`
}

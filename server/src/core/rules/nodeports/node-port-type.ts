import { spanOf, valueOf } from '../../base/known.ts'
import { type Service, type ServicePort, serviceType } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, serviceRule } from '../run/rule.ts'
import { addEntry, fixWith, mapHolding, removeEntry, replaceScalar } from '../support/edits.ts'
import { mayBePart } from '../support/selection.ts'
import { resourceText } from '../support/text.ts'

export const nodePortType = serviceRule({
  id: 'node-port-type',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'nodePort on a Service type that has none',
    what: 'Finds `nodePort` in a Service of type ClusterIP (the default) or ExternalName.',
    why: [
      'Only NodePort and LoadBalancer Services are reachable through ports of the nodes. On a ClusterIP Service, also where',
      "`type` is left out, the API server refuses the field: ``may not be used when `type` is 'ClusterIP'``. Only an update that",
      'changes the type from NodePort or LoadBalancer and leaves the numbers as they were is let through, and drops them. On an',
      'ExternalName Service the field has no effect.',
      '',
      'A Service with neither type nor selector is as a rule a patch whose type stands elsewhere, so there it is information.',
    ].join('\n'),
    instead: 'Set `type: NodePort`, or remove `nodePort`.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      nodePort: 30080
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: NodePort
  selector:
    app: shop
  ports:
    - port: 80
      nodePort: 30080
`,
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: ValidateService',
      'kubernetes pkg/registry/core/service/strategy.go: dropTypeDependentFields',
      'kubernetes pkg/registry/core/service/storage/alloc.go: txnAllocNodePorts',
    ],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service, graph) {
    const type = serviceType(service)
    if (type !== 'ClusterIP' && type !== 'ExternalName') return
    if (!graph.isPart(service) && (graph.mayBePatched(service) || graph.mayBeRetyped(service))) return
    for (const entry of service.ports.items) {
      const number = valueOf(entry.nodePort)
      if (number === undefined) continue
      const at = spanOf(entry.nodePort)
      const fixes = (context: FixContext): Iterable<Fix> => fixesFor(context, service, entry)
      if (type === 'ExternalName') {
        const message = `nodePort ${number} has no effect: ${resourceText(service)} is of type ExternalName, which is only a DNS name.`
        yield { at, message, certainty: 'likely', fixes }
      } else {
        const why =
          service.type.kind === 'absent' ? 'has no type, so it is a ClusterIP Service' : 'is of type ClusterIP'
        const certainty = mayBePart(service) ? 'possible' : 'certain'
        yield { at, message: `nodePort ${number} is refused: ${resourceText(service)} ${why}.`, certainty, fixes }
      }
    }
  },
})

function* fixesFor(context: FixContext, service: Service, entry: ServicePort): Generator<Fix> {
  if (valueOf(service.type) !== 'ExternalName' && valueOf(service.clusterIP) !== 'None') {
    yield* fixWith({ title: 'Set type: NodePort', applicability: 'unsafe', preferred: true }, setType(context, service))
  }
  yield* fixWith(
    { title: 'Remove nodePort', applicability: 'unsafe' },
    removeEntry(context, service.document, entry.span, 'nodePort'),
  )
}

function setType(context: FixContext, service: Service): ReturnType<typeof replaceScalar> {
  if (service.type.kind === 'known') return replaceScalar(context, service.document, service.type, 'NodePort')
  const spec = mapHolding(context, service.document, service.ports.near)
  return spec && addEntry(context, service.document, spec.span, { key: 'type', value: 'NodePort' })
}

import { type Known, valueOf } from '../../base/known.ts'
import { isHeadless, type Service, type ServiceType, serviceType } from '../../k8s/facts/service.ts'
import { type Certainty, type Fix, type FixContext, type Report, serviceRule } from '../run/rule.ts'
import { addEntry, fixWith, mapHolding, removeField, replaceScalar } from '../support/edits.ts'
import { mayBePart } from '../support/selection.ts'
import { resourceText } from '../support/text.ts'

/** A field, the Services that may have it, and how messages say so. */
interface Restricted {
  readonly field: string
  readonly allowed: (service: Service, type: ServiceType) => boolean
  readonly only: string
}

const restricted: readonly Restricted[] = [
  ...['loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts', 'loadBalancerClass'].map(field => ({
    field,
    allowed: (_: Service, type: ServiceType) => type === 'LoadBalancer',
    only: 'it is for type LoadBalancer only',
  })),
  {
    field: 'externalTrafficPolicy',
    allowed: ({ externalIPs }, type) =>
      type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && externalIPs),
    only: 'it is for NodePort, LoadBalancer and Services with externalIPs',
  },
  {
    field: 'healthCheckNodePort',
    allowed: ({ externalTrafficPolicy, healthCheckNodePort }, type) =>
      healthCheckNodePort.kind === 'absent' ||
      (type === 'LoadBalancer' &&
        (externalTrafficPolicy.kind === 'unknown' || valueOf(externalTrafficPolicy) === 'Local')),
    only: 'it is for type LoadBalancer with externalTrafficPolicy Local only',
  },
  {
    field: 'clusterIP',
    allowed: (service, type) => !isHeadless(service) || type === 'ClusterIP' || type === 'ExternalName',
    only: '"None" (headless) is for type ClusterIP only',
  },
  ...['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'].map(field => ({
    field,
    allowed: (_: Service, type: ServiceType) => type !== 'ExternalName',
    only: 'a Service of type ExternalName has no cluster IP',
  })),
]

export const serviceFieldForbidden = serviceRule({
  id: 'service-field-forbidden',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service field that the type forbids',
    what: 'Finds fields that the API server refuses for the type of the Service, such as `externalTrafficPolicy` on ClusterIP.',
    why: [
      'Some fields mean something for some types only, and the API server refuses them elsewhere:',
      '',
      '- `externalTrafficPolicy`: NodePort, LoadBalancer, or a ClusterIP Service with `externalIPs`;',
      '- `healthCheckNodePort`: LoadBalancer with `externalTrafficPolicy: Local`;',
      '- `loadBalancerSourceRanges` (and its annotation), `loadBalancerClass`, `allocateLoadBalancerNodePorts`: LoadBalancer;',
      '- `clusterIP: None` (headless): ClusterIP only;',
      '- `clusterIP`, `clusterIPs`, `ipFamilies`, `ipFamilyPolicy`: never with ExternalName.',
      '',
      'A missing `type` is ClusterIP. An update that changes the type lets fields of the old type go silently, so the same file can',
      'be accepted in one cluster and refused in a new one. A Service with neither type nor selector is as a rule a patch, so there',
      'it is information.',
    ].join('\n'),
    instead: 'Remove the field, or set the type that it is for.',
    bad: manifest('ClusterIP'),
    good: manifest('LoadBalancer'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: ValidateService, validateServiceExternalTrafficPolicy, validateLoadBalancerClassField',
      'kubernetes pkg/api/service/util.go: ExternallyAccessible',
      'kubernetes pkg/registry/core/service/strategy.go: dropTypeDependentFields',
    ],
    covers: ['S13', 'S15', 'S16', 'S18', 'S21', 'S22', 'S23', 'S28'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service, graph) {
    const type = serviceType(service)
    if (type === undefined || service.clusterIP.kind === 'unknown') return
    const open = mayBePart(service) || graph.mayBePatched(service) || graph.mayBeRetyped(service)
    const certainty = open ? 'possible' : 'certain'
    yield* sourceRangesAnnotation(service, type, certainty)
    for (const { field, allowed, only } of restricted) {
      const found = service.fields.get(field)
      if (!found || valueOf(found.value) === '' || allowed(service, type)) continue
      yield {
        at: found.keySpan,
        message: `${field} is refused: ${resourceText(service)} ${whatItIs(service, type, field)}, and ${only}.`,
        certainty,
        fixes: context => [
          ...fixWith(
            { title: `Remove ${field}`, applicability: 'unsafe' },
            removeField(context, service.document, found.keySpan),
          ),
          ...makeItFit(context, service, type, field),
        ],
      }
    }
  },
})

/** The older way to say loadBalancerSourceRanges, under the same law. */
function* sourceRangesAnnotation(service: Service, type: ServiceType, certainty: Certainty): Generator<Report> {
  const ranges = service.annotations.pairs.find(({ key }) => key === sourceRanges)
  if (!ranges || type === 'LoadBalancer' || valueOf(ranges.value) === '') return
  yield {
    at: ranges.keySpan,
    message: `${sourceRanges} is refused: ${resourceText(service)} ${whatItIs(service, type, sourceRanges)}, and it is for type LoadBalancer only.`,
    certainty,
    fixes: context =>
      fixWith(
        { title: 'Remove the annotation', applicability: 'unsafe' },
        removeField(context, service.document, ranges.keySpan),
      ),
  }
}

const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges'

function whatItIs(service: Service, type: ServiceType, field: string): string {
  if (field === 'healthCheckNodePort' && type === 'LoadBalancer') {
    const policy = valueOf(service.externalTrafficPolicy)
    return policy === undefined ? 'has no externalTrafficPolicy' : `has externalTrafficPolicy ${policy}`
  }
  return service.type.kind === 'absent' ? 'has no type, so it is ClusterIP' : `is of type ${type}`
}

/** Fields that are for load balancers say what was meant; so does a health check that is for `Local` only. */
function makeItFit(context: FixContext, service: Service, type: ServiceType, field: string): readonly Fix[] {
  const { document, externalTrafficPolicy: policy } = service
  const spec = mapHolding(context, document, service.fields.get(field)?.keySpan ?? service.span)
  const set = (key: string, value: string, old: Known<string>): readonly Fix[] =>
    spec
      ? fixWith(
          { title: `Set ${key}: ${value}, which it is for`, applicability: 'unsafe' },
          old.kind === 'known'
            ? replaceScalar(context, document, old, value)
            : addEntry(context, document, spec.span, { key, value }),
        )
      : []
  if (field.startsWith('loadBalancer') || field === 'allocateLoadBalancerNodePorts')
    return type === 'ExternalName' || isHeadless(service) ? [] : set('type', 'LoadBalancer', service.type)
  if (field === 'healthCheckNodePort' && type === 'LoadBalancer') return set('externalTrafficPolicy', 'Local', policy)
  return []
}

function manifest(type: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: ${type}
  externalTrafficPolicy: Local
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
`
}

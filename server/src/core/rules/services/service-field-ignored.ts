import { valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import { isHeadless, type Service, type ServiceType, serviceType } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, serviceRule } from '../run/rule.ts'
import { addEntry, fixWith, mapHolding, removeField, replaceScalar } from '../support/edits.ts'
import { addedPairs } from '../support/kustomizeLabels.ts'
import { resourceText } from '../support/text.ts'

/** A field, when it has no effect, and why. */
interface Ignored {
  readonly field: string
  readonly when: (service: Service, type: ServiceType) => boolean
  readonly why: string
}

const headless = 'the Service is headless, so nothing stands between clients and pods'

const ignored: readonly Ignored[] = [
  { field: 'loadBalancerIP', when: isHeadless, why: headless },
  {
    field: 'loadBalancerIP',
    when: (service, type) => type !== 'LoadBalancer' && !isHeadless(service),
    why: 'the type is not LoadBalancer',
  },
  { field: 'externalIPs', when: (service, type) => isHeadless(service) && type !== 'ExternalName', why: headless },
  {
    field: 'sessionAffinity',
    when: service => isHeadless(service) && valueOf(service.sessionAffinity) === 'ClientIP',
    why: headless,
  },
  {
    field: 'sessionAffinityConfig',
    when: ({ sessionAffinity }) => sessionAffinity.kind === 'absent' || valueOf(sessionAffinity) === 'None',
    why: 'sessionAffinity is None, so the API server drops it',
  },
  { field: 'externalName', when: (_, type) => type !== 'ExternalName', why: 'the type is not ExternalName' },
  {
    field: 'selector',
    when: (_, type) => type === 'ExternalName',
    why: 'an ExternalName Service is only a DNS name and selects nothing',
  },
  {
    field: 'externalIPs',
    when: (_, type) => type === 'ExternalName',
    why: 'an ExternalName Service is only a DNS name',
  },
]

export const serviceFieldIgnored = serviceRule({
  id: 'service-field-ignored',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service field without effect',
    what: 'Finds fields that the API server accepts and then ignores, such as `sessionAffinity` on a headless Service.',
    why: [
      'The API server accepts these fields and nothing ever acts on them, so what the writer wanted does not happen:',
      '',
      '- `sessionAffinity: ClientIP`, `externalIPs` and `loadBalancerIP` on a headless Service (`clusterIP: None`): clients connect',
      '  to the pods themselves, there is no place that could keep them together;',
      '- `sessionAffinityConfig` while `sessionAffinity` is None or left out: defaulting removes it before it is stored;',
      '- `externalName` on another type than ExternalName, and `loadBalancerIP` on another than LoadBalancer;',
      '- `selector` and `externalIPs` on ExternalName: DNS answers with an alias, and no endpoints are made.',
      '',
      'For most of them `kubectl apply` prints a warning that is easily missed.',
    ].join('\n'),
    instead: 'Remove the field, or change the type or `clusterIP` so that it counts.',
    bad: manifest('  clusterIP: None\n  sessionAffinity: ClientIP\n'),
    good: manifest('  sessionAffinity: ClientIP\n'),
    sources: [
      'kubernetes pkg/api/service/warnings.go: GetWarningsForService',
      'kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_Service',
      'kubernetes pkg/controller/endpointslice: no slices for ExternalName',
    ],
    covers: ['S15', 'S19', 'S20'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml', 'kubectl get service shop -o yaml'],
  },
  *check(service, graph) {
    const type = serviceType(service)
    if (type === undefined || graph.mayBePatched(service) || graph.mayBeRetyped(service)) return
    for (const { field, when, why } of ignored) {
      const found = service.fields.get(field)
      if (!found || valueOf(found.value) === '' || !when(service, type)) continue
      // A kustomization puts its labels into every selector, and there is no way to leave one out.
      if (field === 'selector' && addedPairs(service, graph).length === service.selector.pairs.length) continue
      yield {
        at: found.keySpan,
        message: `${field} of ${resourceText(service)} has no effect: ${why}.`,
        fixes: context => [
          ...(field === 'sessionAffinityConfig' ? setAffinity(context, service, found.keySpan) : []),
          ...fixWith(
            { title: `Remove ${field}`, applicability: 'unsafe' },
            removeField(context, service.document, found.keySpan),
          ),
        ],
      }
    }
  },
})

/** Whoever writes a timeout wants the affinity that it is for. */
function setAffinity(context: FixContext, service: Service, config: Span): readonly Fix[] {
  const { clusterIP, document, sessionAffinity } = service
  const spec = mapHolding(context, document, config)
  if (isHeadless(service) || clusterIP.kind === 'unknown' || !spec) return []
  return fixWith(
    { title: 'Set sessionAffinity: ClientIP, which it is for', applicability: 'unsafe' },
    sessionAffinity.kind === 'known'
      ? replaceScalar(context, document, sessionAffinity, 'ClientIP')
      : addEntry(context, document, spec.span, { key: 'sessionAffinity', value: 'ClientIP' }),
  )
}

function manifest(fields: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
${fields}  selector:
    app: shop
  ports:
    - port: 8080
`
}

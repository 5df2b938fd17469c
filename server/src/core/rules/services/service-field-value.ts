import { spanOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { serviceWords } from '../../k8s/knowledge/serviceWords.ts'
import { type Report, serviceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { isQualifiedName } from '../support/portNames.ts'
import { enumerate, quote } from '../support/text.ts'

export const serviceFieldValue = serviceRule({
  id: 'service-field-value',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service field with a value that Kubernetes does not know',
    what: 'Finds misspelled values of `type`, `externalTrafficPolicy`, `sessionAffinity` and the like, and a `loadBalancerClass` that is no name.',
    why: [
      'These fields take one of a few words, and the API server compares them letter by letter: `Nodeport` and `nodePort` are not',
      '`NodePort`. It refuses the Service with `Unsupported value` and lists what it supports.',
      '',
      ...Object.entries(serviceWords).map(
        ([field, values]) => `- \`${field}\`: ${values.map(each => `\`${each}\``).join(', ')}`,
      ),
      '',
      "`loadBalancerClass` is a name of the cluster's own choice, with or without a domain in front: `internal`, `example.com/internal`.",
      '',
      '`PreferSameZone` and `PreferSameNode` are known from Kubernetes 1.34 on; before that there is only `PreferClose`.',
    ].join('\n'),
    instead: 'Write the word as Kubernetes spells it.',
    bad: manifest('Nodeport'),
    good: manifest('NodePort'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: ValidateService, validateServiceExternalTrafficFieldsValue, validateServiceInternalTrafficFieldsValue, validateServiceTrafficDistribution, validateLoadBalancerClassField',
      'kubernetes/api core/v1 types.go: ServiceType, ServiceAffinity, ServiceExternalTrafficPolicy',
    ],
    covers: ['S16', 'S17', 'S19', 'S23', 'S24'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service) {
    yield* loadBalancerClass(service)
    for (const [name, values] of Object.entries(serviceWords)) {
      const value = service.fields.get(name)?.value
      if (value?.kind !== 'known' || value.value === '' || values.includes(String(value.value))) continue
      const meant = nearest(String(value.value), values)
      yield {
        at: spanOf(value),
        message: `${name} ${quote(String(value.value))} is refused: it is ${enumerate(values, 6, 'or')}.`,
        fixes: context =>
          meant === undefined
            ? []
            : fixWith(
                {
                  title: `Change ${name} to ${meant}`,
                  applicability: meant.toLowerCase() === String(value.value).toLowerCase() ? 'safe' : 'unsafe',
                  preferred: true,
                },
                replaceScalar(context, service.document, value, meant),
              ),
      }
    }
  },
})

/** The one that is a name of its owner's choice. */
function* loadBalancerClass(service: Service): Generator<Report> {
  const value = service.fields.get('loadBalancerClass')?.value
  if (value?.kind !== 'known' || value.value === '' || isQualifiedName(String(value.value))) return
  yield {
    at: spanOf(value),
    message: `loadBalancerClass ${quote(String(value.value))} is refused: it is a name such as internal, or one with a domain such as example.com/internal.`,
  }
}

function manifest(type: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: ${type}
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
`
}

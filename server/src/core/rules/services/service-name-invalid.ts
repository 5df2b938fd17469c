import { spanOf, valueOf } from '../../base/known.ts'
import { dnsLabelProblem } from '../../k8s/facts/port.ts'
import { serviceRule } from '../run/rule.ts'
import { quote } from '../support/text.ts'

export const serviceNameInvalid = serviceRule({
  id: 'service-name-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Service name that cannot be a DNS label',
    what: 'Finds Service names with dots, upper case or other characters that one label of a DNS name cannot have.',
    why: [
      'The name of a Service becomes one label of its DNS name (`name.namespace.svc`), so dots, upper case, underscores and more than',
      '63 characters are refused, although most other resources may have dots in their names.',
      '',
      'A digit at the start is refused up to Kubernetes 1.35; from 1.36 on it is accepted for new Services',
      '(RelaxedServiceNameValidation). The variables made from such a name, such as `1ST_SERVICE_HOST`, are no names for a shell.',
    ].join('\n'),
    instead: 'Use lower-case letters, digits and "-", at most 63 of them, with a letter first.',
    bad: manifest('shop.web'),
    good: manifest('shop-web'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: ValidateServiceCreate',
      'k8s.io/apimachinery/pkg/util/validation: IsDNS1035Label, IsDNS1123Label',
      'kubernetes CHANGELOG-1.36: RelaxedServiceNameValidation',
    ],
    covers: ['S25'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service) {
    const name = valueOf(service.name)
    if (name === undefined) return
    const problem = dnsLabelProblem(name)
    if (problem !== undefined) {
      yield {
        at: spanOf(service.name),
        message: `Service name ${quote(name)} ${problem}: it cannot be part of a DNS name.`,
      }
    } else if (/^\d/.test(name)) {
      const message = `Service name ${quote(name)} starts with a digit: refused before Kubernetes 1.36.`
      yield { at: spanOf(service.name), message, certainty: 'likely' }
    }
  },
})

function manifest(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
`
}

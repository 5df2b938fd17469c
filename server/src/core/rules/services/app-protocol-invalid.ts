import { spanOf, valueOf } from '../../base/known.ts'
import { serviceRule } from '../run/rule.ts'
import { isQualifiedName } from '../support/portNames.ts'
import { quote } from '../support/text.ts'

export const appProtocolInvalid = serviceRule({
  id: 'app-protocol-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'appProtocol that is no qualified name',
    what: 'Finds `appProtocol` values that the API server refuses.',
    why: [
      '`appProtocol` tells meshes, gateways and load balancers what is spoken on a Service port. The API server does not know the',
      'words, only their form: at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit, with a',
      'DNS name and `/` before it for words of your own. Without a prefix it is a service name registered with IANA (`http`,',
      '`https`, `postgresql`); `kubernetes.io/h2c`, `kubernetes.io/ws` and `kubernetes.io/wss` are defined by Kubernetes.',
    ].join('\n'),
    instead: 'Use an IANA service name, one of the `kubernetes.io/` names, or `your.domain/name`.',
    bad: manifest('http 2'),
    good: manifest('kubernetes.io/h2c'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validateServicePort',
      'k8s.io/apimachinery/pkg/util/validation: IsQualifiedName',
      'kubernetes/api core/v1 types.go: ServicePort.AppProtocol',
    ],
    covers: ['S7'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service) {
    for (const { appProtocol } of service.ports.items) {
      const value = valueOf(appProtocol)
      if (value === undefined || isQualifiedName(value)) continue
      yield {
        at: spanOf(appProtocol),
        message: `appProtocol ${quote(value)} is refused: it is a name such as http, or one with a domain such as kubernetes.io/h2c.`,
      }
    }
  },
})

function manifest(appProtocol: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
      appProtocol: ${appProtocol}
`
}

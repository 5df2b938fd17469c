import { spanOf } from '../../base/known.ts'
import { resourceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { isDigits, type PortField, portFields } from '../support/portFields.ts'
import { quote } from '../support/text.ts'

export const portQuotedNumber = resourceRule({
  id: 'port-quoted-number',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'always',
  docs: {
    title: 'Port number in quotes',
    what: 'Finds digits in quotes where Kubernetes takes a number, or a number or a name.',
    why: [
      'In quotes, digits are a string. Where only a number is allowed (`port`, `nodePort`, `containerPort`, `hostPort`,',
      '`grpc.port`) the API server cannot decode it. Where a name is allowed too (`targetPort`, `httpGet.port`,',
      '`tcpSocket.port`) it takes the string for the *name* of a container port and refuses it:',
      '`must contain at least one letter (a-z)`.',
      '',
      'The `name` of a Service port is another matter: there `"8080"` is legal.',
    ].join('\n'),
    instead: 'Remove the quotes.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: "80"
      targetPort: "8080"
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
`,
    sources: [
      'k8s.io/api/core/v1: ServicePort, ContainerPort, GRPCAction (int32 fields)',
      'k8s.io/apimachinery/pkg/util/validation: IsValidPortName',
    ],
    covers: ['S5', 'C1', 'P2', 'P3'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    for (const field of portFields(resource)) {
      const { value } = field
      if (value.kind !== 'known' || !isDigits(value.value)) continue
      const number = Number(value.value)
      yield {
        at: spanOf(value),
        message: messageFor(field, value.value),
        fixes: context =>
          fixWith(
            { title: `Remove the quotes: ${number}`, applicability: 'safe', preferred: true },
            replaceScalar(context, resource.document, value, number),
          ),
      }
    }
  },
})

function messageFor({ label, takes }: PortField, digits: string): string {
  return takes === 'integer'
    ? `${label} ${quote(digits)} is a string: only a number without quotes is accepted here.`
    : `${label} ${quote(digits)} is a string, so it is read as a port name, and a port name needs a letter.`
}

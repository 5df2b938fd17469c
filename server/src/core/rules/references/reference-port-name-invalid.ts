import { spanOf, valueOf } from '../../base/known.ts'
import { portNameProblem } from '../../k8s/facts/port.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { isDigits } from '../support/portFields.ts'
import { changeNumberOrName } from '../support/referenceEdits.ts'
import { isInText, isMagicBackend, isPicky, servicesPointedAt, wantedAt } from '../support/references.ts'
import { portsCalled } from '../support/servicePorts.ts'
import { quote } from '../support/text.ts'

export const referencePortNameInvalid = referenceRule({
  id: 'reference-port-name-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port name that an Ingress or a NetworkPolicy cannot use',
    what: 'Finds names in Ingress backends and NetworkPolicies that are too long or otherwise no valid port name.',
    why: [
      'The name of a Service port may have 63 characters, but an Ingress takes at most 15 of them: lower-case letters, digits',
      'and `-`, with at least one letter and no `--`. So a Service may call its port `http-metrics-internal`, and no Ingress',
      'can refer to it by that name: the API server refuses the Ingress with `must be no more than 15 characters`. The ports of',
      'a NetworkPolicy are names of container ports and follow the same rule.',
    ].join('\n'),
    instead: 'Use the number, or give the port a short name.',
    bad: manifest('name: http-metrics-internal'),
    good: manifest('number: 80'),
    sources: [
      'kubernetes pkg/apis/networking/validation/validation.go: validateIngressBackend, ValidateNetworkPolicyPort',
      'k8s.io/apimachinery/pkg/util/validation: IsValidPortName',
    ],
    covers: ['1.5'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(reference, resource, graph) {
    const name = valueOf(reference.port)
    if (typeof name !== 'string' || isDigits(name) || !isPicky(resource) || isInText(reference)) return
    const problem = portNameProblem(name)
    if (problem === undefined || isMagicBackend(reference, resource)) return
    const [service, another] = servicesPointedAt(reference, resource, graph) ?? []
    const [entry, second] = service && !another ? portsCalled(service, name) : []
    const number = entry && !second ? valueOf(entry.port) : undefined
    yield {
      at: spanOf(reference.port),
      message: `Port name ${quote(name)} ${problem} in ${/^[AEIO]/.test(resource.kind) ? 'an' : 'a'} ${resource.kind}.`,
      fixes: context =>
        typeof number !== 'number' || !wantedAt(reference)?.number
          ? []
          : fixWith(
              { title: `Use the number of the port: ${number}`, applicability: 'safe', preferred: true },
              ...changeNumberOrName(context, resource.document, reference, number),
            ),
    }
  },
})

function manifest(port: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: shop
                port:
                  ${port}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http-metrics-internal
      port: 80
`
}

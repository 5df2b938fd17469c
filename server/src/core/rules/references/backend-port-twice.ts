import { valueOf } from '../../base/known.ts'
import { type Fix, referenceRule } from '../run/rule.ts'
import { fixWith, removeValue } from '../support/edits.ts'
import { servicesPointedAt } from '../support/references.ts'
import { portsCalled } from '../support/servicePorts.ts'
import { quote } from '../support/text.ts'

export const backendPortTwice = referenceRule({
  id: 'backend-port-twice',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'always',
  docs: {
    title: 'Ingress backend with the number and the name of a port',
    what: 'Finds Ingress backends that give both `number` and `name` of the Service port.',
    why: [
      'The two are alternatives. The API server refuses a backend with both, also where they mean the same port:',
      '`cannot set both port name & port number`. It often comes from a chart or a template that fills in one of them by default.',
    ].join('\n'),
    instead: 'Keep one of the two.',
    bad: manifest('\n                  name: http'),
    good: manifest(''),
    sources: ['kubernetes pkg/apis/networking/validation/validation.go: validateIngressBackend'],
    covers: ['1.5-2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(reference, resource, graph) {
    const { name } = reference.beside
    const number = valueOf(reference.port)
    if (reference.field !== 'port.number' || name?.kind !== 'known' || number === undefined) return
    if (resource.kind !== 'Ingress' || graph.isPart(resource) || graph.mayBePatched(resource)) return
    yield {
      at: name.span,
      message: `An Ingress takes the number or the name of a Service port, not both: ${number} and ${quote(String(name.value))}.`,
      fixes: function* (context): Generator<Fix> {
        const services = servicesPointedAt(reference, resource, graph) ?? []
        const byNumber = services.flatMap(service => portsCalled(service, number))
        const byName = services.flatMap(service => portsCalled(service, String(name.value)))
        // Where only the name is one of the Service, the number is most likely the wrong one of the two.
        const keepsName = byNumber.length === 0 && byName.length > 0
        const isSame = byNumber.length > 0 && byNumber[0] === byName[0]
        const applicability = isSame ? 'safe' : 'unsafe'
        const remove = (title: string, value: typeof name, preferred: boolean): readonly Fix[] =>
          fixWith(
            { title, applicability: preferred ? applicability : 'unsafe', ...(preferred ? { preferred } : {}) },
            removeValue(context, resource.document, value.span),
          )
        yield* remove(`Keep the number ${number}`, name, !keepsName)
        if (reference.port.kind === 'known')
          yield* remove(`Keep the name ${String(name.value)}`, reference.port, keepsName)
      },
    }
  },
})

function manifest(name: string): string {
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
                  number: 80${name}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
`
}

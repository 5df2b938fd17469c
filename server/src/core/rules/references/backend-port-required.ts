import { spanOf, valueOf } from '../../base/known.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { addBackendPort } from '../support/referenceEdits.ts'
import { isMagicBackend, servicesPointedAt } from '../support/references.ts'
import { article, quote } from '../support/text.ts'

/** Places where the API server refuses a Service without a port. */
const strict: ReadonlySet<string> = new Set([
  'ingress-backend',
  'ingress-default-backend',
  'route-backend',
  'route-filter-backend',
  'route-backend-filter',
])

/** Places where a controller leaves such a Service out and says so in its log. */
const logged: ReadonlySet<string> = new Set([
  'traefik-route',
  'traefik-weighted',
  'traefik-errors',
  'nginx-virtualserver',
  'nginx-virtualserverroute',
  'nginx-transportserver',
  'contour-route',
  'contour-tcp',
  'contour-extension',
  'kong-backend',
])

export const backendPortRequired = referenceRule({
  id: 'backend-port-required',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Backend without a port',
    what: 'Finds Ingress backends, `backendRefs` of Gateway API routes, and routes of edge proxies that name a Service and no port.',
    why: [
      'A backend of an Ingress needs the name or the number of a Service port: without one the API server says',
      '`port name or number is required`. A `backendRef` to a Service needs the number: `Must have port for Service reference`.',
      'There is no default, not even where the Service has one port only. The routes of Traefik, Contour, Kong and NGINX need it as',
      'well; there it is a warning, since the controller is the one that notices.',
    ].join('\n'),
    instead: 'Add the Service port.',
    bad: manifest(''),
    good: manifest('\n                port:\n                  number: 80'),
    sources: [
      'kubernetes pkg/apis/networking/validation/validation.go: validateIngressBackend',
      'gateway-api apis/v1/object_reference_types.go: BackendObjectReference (CEL rule)',
    ],
    covers: ['1.5', '5.2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(reference, resource, graph) {
    const { target, port } = reference
    if (port.kind !== 'absent' || target.is !== 'service') return
    if (!strict.has(reference.site) && !logged.has(reference.site)) return
    if (isMagicBackend(reference, resource)) return
    const name = valueOf(target.name)
    if (name === undefined || graph.mayBePatched(resource) || graph.isPart(resource)) return
    const [service, another] = servicesPointedAt(reference, resource, graph) ?? []
    const [entry, second] = service && !another ? service.ports.items : []
    const number = entry && !second ? valueOf(entry.port) : undefined
    yield {
      at: spanOf(target.name),
      ...(strict.has(reference.site) ? {} : { certainty: 'likely' as const }),
      message: `${article(resource.kind)} needs a port for Service ${quote(name)}: none is given, and there is no default.`,
      fixes: context =>
        typeof number !== 'number'
          ? []
          : fixWith(
              {
                title: `Give the backend port ${number}, the only one of Service ${name}`,
                applicability: 'unsafe',
                preferred: true,
              },
              addBackendPort(context, resource, reference, number),
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
                name: shop${port}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
`
}

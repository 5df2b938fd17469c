import { spanOf, valueOf } from '../../base/known.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import { protocolOf, type ServicePort } from '../../k8s/facts/service.ts'
import { referenceRule } from '../run/rule.ts'
import { addEntry, fixWith } from '../support/edits.ts'
import { servicesPointedAt } from '../support/references.ts'
import { servicePortText } from '../support/servicePorts.ts'
import { quote, resourceText } from '../support/text.ts'

export const meshPortProtocol = referenceRule({
  id: 'mesh-port-protocol',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service port of an HTTP route whose protocol Istio must guess',
    what: 'Finds Service ports that an HTTP route of an Istio VirtualService points to and that do not say that they speak HTTP.',
    why: [
      'Istio takes the protocol of a Service port from `appProtocol`, else from the beginning of its name: `http`, `http2`, `grpc`,',
      '`grpc-web`, `https`, `tls`, `tcp`, `mongo`, `mysql`, `redis`, `udp`, alone or with a `-` after it. Without either it looks',
      'at the first bytes of each connection, which fails where the server speaks first. Where the name says `tcp`, the HTTP routes',
      'of a VirtualService do not count for clients inside the mesh; a gateway still uses them.',
      '',
      'Outside of a mesh names are free, so the rule speaks only of ports that a VirtualService in view points to.',
    ].join('\n'),
    instead: 'Set `appProtocol: http` (or `grpc`, …) at the Service port, or begin its name with the protocol.',
    bad: manifest('web'),
    good: manifest('http-web'),
    sources: [
      'istio/istio pkg/config/kube/conversion.go: ConvertProtocol',
      'istio.io/docs/ops/configuration/traffic-management/protocol-selection',
    ],
    covers: ['5.4'],
    verify: ['istioctl analyze', "kubectl get service shop -o jsonpath='{.spec.ports}'"],
  },
  *check(reference, resource, graph) {
    if (!routes.has(reference.site)) return
    const [service, another] = servicesPointedAt(reference, resource, graph) ?? []
    const entry = service && !another ? portOf(reference, service.ports.items) : undefined
    if (!service || !entry || protocolOf(entry) !== 'TCP' || entry.appProtocol.kind !== 'absent') return
    const name = valueOf(entry.name)
    if (entry.name.kind === 'unknown' || firmly.has(Number(valueOf(entry.port)))) return
    const says = name === undefined ? undefined : protocolIn(name)
    if (says !== undefined && !plain.has(says)) return
    yield {
      at: spanOf(
        reference.port.kind === 'absent' && reference.target.is === 'host' ? reference.target.host : reference.port,
      ),
      ...(says === undefined ? {} : { certainty: 'possible' as const }),
      message:
        says === undefined
          ? `${resourceText(resource)} routes HTTP to Service port ${servicePortText(entry)} of ${resourceText(service)}, which does not say that it speaks HTTP: Istio guesses.`
          : `${resourceText(resource)} routes HTTP to Service port ${servicePortText(entry)} of ${resourceText(service)}; its name tells Istio ${quote(says)}, so HTTP routes do not count inside the mesh.`,
      related: [
        {
          at: { document: service.document, span: spanOf(entry.name.kind === 'known' ? entry.name : entry.port) },
          message: `Service port ${servicePortText(entry)} of ${resourceText(service)}`,
        },
      ],
      fixes: context =>
        fixWith(
          { title: `Set appProtocol to http at ${resourceText(service)}`, applicability: 'unsafe', preferred: true },
          addEntry(context, service.document, entry.span, { key: 'appProtocol', value: 'http' }),
        ),
    }
  },
})

const routes: ReadonlySet<string> = new Set([
  'virtualservice-http-destination',
  'virtualservice-mirror',
  'virtualservice-mirrors',
])

/** Numbers that Istio takes for TCP unless told otherwise: nothing is guessed there. */
const firmly: ReadonlySet<number> = new Set([25, 53, 3306, 27017])

/** Protocols in which no HTTP is looked for. */
const plain: ReadonlySet<string> = new Set(['tcp', 'udp', 'mongo', 'mysql', 'redis'])

/** What the name of a port tells Istio. @example protocolIn('grpc-web-api') // 'grpc-web' */
function protocolIn(name: string): string | undefined {
  return /^(grpc-web|grpc|https|http2|http|tls|tcp|udp|mongo|mysql|redis)(?=-|$)/i.exec(name)?.[1]?.toLowerCase()
}

/** The one that is meant; without a number a Service with one port. */
function portOf({ port }: Reference, entries: readonly ServicePort[]): ServicePort | undefined {
  const number = valueOf(port)
  const [only, another] =
    port.kind === 'absent'
      ? entries
      : entries.filter(entry => typeof number === 'number' && valueOf(entry.port) === number)
  return another ? undefined : only
}

function manifest(name: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts:
    - shop
  http:
    - route:
        - destination:
            host: shop
            port:
              number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: ${name}
      port: 80
`
}

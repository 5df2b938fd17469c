import { spanOf, valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { PortNumberOrName } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { referenceRule } from '../run/rule.ts'
import { missingPortFixes } from '../support/missingPortFixes.ts'
import { renamedByPatch, renamedReport } from '../support/patchedName.ts'
import { isDigits } from '../support/portFields.ts'
import {
  isInText,
  isMagicBackend,
  isPicky,
  isUrl,
  mayTakeTargetPort,
  namesMeant,
  servicesPointedAt,
  siblingsOf,
  wantedAt,
} from '../support/references.ts'
import { portsCalled } from '../support/servicePorts.ts'
import { resourceText } from '../support/text.ts'
import { meantBy, portsHere, wrongPortText } from '../support/wrongServicePort.ts'

export const referencePortMissing = referenceRule({
  id: 'reference-port-missing',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Reference to a port that the Service does not have',
    what: 'Finds Ingresses, routes, webhooks, monitors and the like that give a number or name which is no port of the Service.',
    why: [
      'What points to a Service takes its **Service port**: the `port` (or the `name`) of an entry of its `ports`, never the',
      '`targetPort` behind it and never the `containerPort`. Nobody refuses a port that the Service does not have. An Ingress',
      'controller answers 503 (Traefik, which then makes no route, 404), a route reports `ResolvedRefs: False`, a webhook fails every request that it is asked about, a',
      'ServiceMonitor finds nothing to scrape.',
      '',
      'The usual cause is the other number: the Service has port 80 and the pods listen on 8080. The message then says which',
      'is which. ingress-nginx and haproxy-ingress take the targetPort as well; others, such as Traefik, the controller of AWS and',
      'Contour, do not, so such an Ingress works until it meets one of them. Webhooks and APIServices that give no port mean 443.',
      '',
      'A monitor takes whatever has its labels, so a name that some of these Services lack is information; it is a warning where the one',
      'Service that it chooses has none of the ports that it asks for.',
      '',
      'The rule is silent for Services with templated ports, for what a Kustomize patch may change, and for `ExternalName`.',
      'A patch of an Ingress is checked with the Ingress that it completes, where there is exactly one in view.',
    ].join('\n'),
    instead: 'Write the Service port: its number or, where a name is taken, its name.',
    bad: manifest('8080'),
    good: manifest('80'),
    sources: [
      'k8s.io/api/networking/v1: ServiceBackendPort',
      'gateway-api apis/v1/object_reference_types.go: BackendObjectReference.Port',
      'k8s.io/api/admissionregistration/v1: ServiceReference.Port, defaulted to 443',
      'prometheus-operator pkg/prometheus/promcfg.go: endpoint port names',
      'jcmoraisjr/haproxy-ingress pkg/converters/utils/services.go: FindServicePort compares the targetPort, too',
    ],
    covers: ['5.1', '5.2', '5.3', '5.4'],
    verify: ["kubectl get service shop -o jsonpath='{.spec.ports}'", 'kubectl describe ingress shop'],
  },
  *check(reference, resource, graph) {
    const takes = wantedAt(reference)
    const port = reference.port.kind === 'absent' ? reference.defaultPort : valueOf(reference.port)
    if (takes?.of !== 'service' || port === undefined || (typeof port === 'string' ? !takes.name : !takes.number))
      return
    if (isUrl(reference) || isMagicBackend(reference, resource)) return
    // The API server refuses it, whatever the Service has.
    if (isDigits(port) && isPicky(resource)) return
    const services = servicesPointedAt(reference, resource, graph)
    if (!services || hasPort(services, reference, port)) return
    // A monitor that could choose none of the ports by name is another mistake.
    const entries = services.flatMap(service => service.ports.items)
    if (!takes.number && entries.every(({ name }) => name.kind === 'absent')) return
    const meant = meantBy(port, services, graph)
    const isSurplus =
      siteOf(reference.site).surplus && siblingsOf(reference, resource).some(each => isPortOf(services, each))
    if (isSurplus && !meant && !isNear(port, entries)) return
    const note =
      meant?.why === 'target' && typeof port === 'number' && mayTakeTargetPort(resource) && !isInText(reference)
        ? lenientNote
        : ''
    const byDefault = reference.port.kind === 'absent' ? 'counts where none is given' : undefined
    const { target } = reference
    const here = { document: resource.document, span: spanOf(reference.port) }
    const ports = services.flatMap(({ document, ports: { items } }) =>
      items.map(({ name, port: number }) => ({ document, name, number })),
    )
    const softened =
      isMonitor(reference) && !meant && !isNear(port, entries) && mayMeanOthers(reference, resource, services)
        ? { certainty: 'possible' as const }
        : {}
    const renamed = typeof port === 'string' ? renamedByPatch(ports, here, graph) : undefined
    if (renamed && typeof port === 'string') {
      const who = `${resourceText(resource)} points to`
      yield { ...renamedReport(renamed, { at: here, name: port, who, what: 'Service port' }), ...softened }
      return
    }
    yield {
      at: spanOf(byDefault !== undefined && target.is === 'service' ? target.name : reference.port),
      message: wrongPortText(port, services, meant, byDefault) + note,
      ...softened,
      related: portsHere(services),
      fixes: context => missingPortFixes(context, { reference, resource, port, services, graph }),
    }
  },
})

function isPortOf(services: readonly Service[], reference: Reference): boolean {
  const called = valueOf(reference.port)
  return called !== undefined && hasPort(services, reference, called)
}

function hasPort(services: readonly Service[], reference: Reference, port: PortNumberOrName): boolean {
  if (services.some(service => portsCalled(service, port).length > 0)) return true
  if (typeof port === 'number') return false
  const isMeant = namesMeant(reference, port)
  return services.some(({ ports }) => ports.items.some(({ name }) => isMeant(valueOf(name) ?? '')))
}

function isMonitor({ target }: Reference): boolean {
  return target.is === 'services'
}

/**
 * A monitor takes whatever has its labels: that some of these Services lack a port, or the only one lacks one of several, may be just
 * as well. Where it finds nothing at all in the one Service that it chooses, that is no intention.
 */
function mayMeanOthers(reference: Reference, resource: Resource, services: readonly Service[]): boolean {
  if (services.length > 1) return true
  return resource.references.some(
    each => each.target.is === 'services' && (each.site !== reference.site || isPortOf(services, each)),
  )
}

function isNear(port: PortNumberOrName, entries: readonly ServicePort[]): boolean {
  const names = entries.flatMap(({ name }) => valueOf(name) ?? [])
  return typeof port === 'string' && nearest(port, names) !== undefined
}

const lenientNote = ' ingress-nginx and haproxy-ingress take it all the same; others do not.'

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
                  number: ${port}
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
      targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 8080
`
}

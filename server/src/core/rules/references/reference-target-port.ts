import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber, type PortNumberOrName } from '../../k8s/port.ts'
import type { Service, ServicePort } from '../../k8s/service.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { fixWith } from '../edits.ts'
import { servicesPointedAt } from '../pointing.ts'
import { changePort } from '../referenceEdits.ts'
import { referenceRule } from '../rule.ts'
import { podNumbersOf, portsCalled, servicePortsText, servicePortText } from '../servicePorts.ts'
import { enumerate, quote, resourceText } from '../text.ts'
import { portsHere } from '../wrongServicePort.ts'

export const referenceTargetPort = referenceRule({
  id: 'reference-target-port',
  certainty: 'likely',
  since: '0.2.0',
  fix: 'sometimes',
  docs: {
    title: 'Route whose port no endpoint has',
    what: 'Finds OpenShift Routes, and Alertmanagers of a Prometheus, whose port is none of those behind their Service.',
    why: [
      'These two do not ask the Service for its ports; they look at its endpoints. There a port has the *name* of the Service port and the',
      '*number* on which the pods listen. So a string is compared with the names of the Service ports, and a number with their',
      '`targetPort`: the number of the Service port itself matches nothing, unless both are equal. A Route whose port matches nothing',
      'answers every request with 503.',
      '',
      'A Route without `port` sends requests to every port of the Service in turn.',
    ].join('\n'),
    instead: 'Write the name of the Service port, or the number that the pods listen on.',
    bad: manifest('80'),
    good: manifest('http'),
    sources: [
      'openshift/router pkg/router/template/template_helper.go: endpointsForAlias',
      'prometheus-operator pkg/prometheus/promcfg.go: generateAlertmanagerConfig',
    ],
    covers: ['5.3', '5.6'],
    verify: ['oc describe route shop', 'kubectl get endpointslices -l kubernetes.io/service-name=shop'],
  },
  *check(reference, resource, graph) {
    if (!siteOf(reference.site).takes.includes('target-port')) return
    const port = valueOf(reference.port)
    const services = port === undefined ? undefined : servicesPointedAt(reference, resource, graph)
    if (port === undefined || !services || services.some(service => isServed(service, port, graph))) return
    const entries = services.flatMap(service => service.ports.items.map(entry => ({ service, entry })))
    const meant =
      entries.find(({ entry }) => valueOf(entry.port) === port) ?? (entries.length === 1 ? entries[0] : undefined)
    yield {
      at: spanOf(reference.port),
      message: messageFor(port, services, meant?.entry, graph),
      related: portsHere(services),
      fixes: context => {
        const right = meant && rightFor(meant.service, meant.entry, graph)
        return right === undefined
          ? []
          : fixWith(
              {
                title:
                  typeof right === 'string'
                    ? `Change to the name of the Service port: ${right}`
                    : `Change to ${right}, where the pods listen`,
                applicability: 'unsafe',
                preferred: true,
              },
              changePort(context, resource.document, reference, right),
            )
      },
    }
  },
})

/** True where an endpoint has the port, or may have it. */
function isServed(service: Service, port: PortNumberOrName, graph: Graph): boolean {
  if (typeof port === 'string') return portsCalled(service, port).length > 0
  const behind = service.ports.items.map(entry => podNumbersOf(service, entry, graph))
  return behind.some(numbers => numbers.size === 0 || numbers.has(port))
}

function messageFor(
  port: PortNumberOrName,
  services: readonly Service[],
  meant: ServicePort | undefined,
  graph: Graph,
): string {
  const [service] = services
  const name = service ? resourceText(service) : 'The Service'
  const entries = services.flatMap(each => each.ports.items)
  if (typeof port === 'string') return `${name} has no port named ${quote(port)}, only ${servicePortsText(entries)}.`
  const behind = new Set(
    services.flatMap(each => each.ports.items.flatMap(entry => [...podNumbersOf(each, entry, graph)])),
  )
  const listens = `the pods behind ${name} listen on ${enumerate([...behind].map(String))}`
  return meant && valueOf(meant.port) === port
    ? `A number is looked for at the pods here, not at the Service: ${listens}; ${servicePortText(meant)} is the Service port.`
    : `No endpoint has port ${port}: ${listens}.`
}

function rightFor(service: Service, entry: ServicePort, graph: Graph): PortNumberOrName | undefined {
  const name = valueOf(entry.name)
  if (name !== undefined) return name
  const [number, another] = podNumbersOf(service, entry, graph)
  return isPortNumber(number) && another === undefined ? number : undefined
}

function manifest(port: string): string {
  return `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  to:
    kind: Service
    name: shop
  port:
    targetPort: ${port}
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

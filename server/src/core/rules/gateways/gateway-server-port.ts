import { spanOf, valueOf } from '../../base/known.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { changePort } from '../support/referenceEdits.ts'
import { podsPointedAt } from '../support/references.ts'
import {
  declaresNumber,
  isPlainAboutPorts,
  podNumbersOf,
  portsCalled,
  servicePortsText,
  servicePortText,
} from '../support/servicePorts.ts'
import { resourcesText } from '../support/text.ts'
import { portsHere } from '../support/wrongServicePort.ts'

export const gatewayServerPort = referenceRule({
  id: 'gateway-server-port',
  certainty: 'possible',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port of an Istio Gateway that its Service does not have',
    what: 'Finds servers of an Istio Gateway with a port that no Service in front of the selected gateway pods has.',
    why: [
      'The number under `servers` is the port of the Service in front of the gateway pods; Istio translates it to the `targetPort` and',
      'opens that in the pods. Where no Service has the number, Istio opens the number itself in the pods, and nobody outside can',
      'reach it. A Service of the gateway that is not in view may have it, so this is information.',
    ].join('\n'),
    instead: 'Write the Service port of the gateway, or add the port to its Service.',
    bad: manifest(8080),
    good: manifest(80),
    sources: ['istio/istio pilot/pkg/model/gateway.go: resolvePorts'],
    covers: ['5.4'],
    verify: ["kubectl get service -l istio=ingressgateway -A -o jsonpath='{.items[*].spec.ports}'"],
  },
  *check(reference, resource, graph) {
    const number = valueOf(reference.port)
    if (reference.site !== 'istio-gateway-server' || !isPortNumber(number)) return
    const pods = podsPointedAt(reference, resource, graph)
    if (!pods || pods.some(pod => declaresNumber(pod, number) && !isBehindAnother(number, pod))) return
    const services = [...new Set(pods.flatMap(({ pod }) => graph.servicesOf(pod)))]
    if (services.length === 0 || !services.every(service => isPlainAboutPorts(service, graph))) return
    if (services.some(service => portsCalled(service, number).length > 0)) return
    const meant = services
      .flatMap(service => service.ports.items.map(entry => ({ service, entry })))
      .find(({ service, entry }) => podNumbersOf(service, entry, graph).has(number))
    const right = meant && valueOf(meant.entry.port)
    yield {
      at: spanOf(reference.port),
      message: `${resourcesText(services)} in front of these gateway pods ${services.length > 1 ? 'have' : 'has'} no port ${number}${
        meant
          ? `: that is where the pods listen; the Service port is ${servicePortText(meant.entry)}`
          : `, only ${servicePortsText(services.flatMap(service => service.ports.items))}`
      }.`,
      ...(meant ? { certainty: 'likely' as const } : {}),
      related: portsHere(services),
      fixes: context =>
        isPortNumber(right)
          ? fixWith(
              { title: `Change to Service port ${right}`, applicability: 'unsafe', preferred: true },
              changePort(context, resource.document, reference, right),
            )
          : [],
    }

    /** The number is where the pods listen behind another Service port: clients have to dial that one. */
    function isBehindAnother(wanted: number, { pod }: NonNullable<typeof pods>[number]): boolean {
      return graph
        .servicesOf(pod)
        .some(service => service.ports.items.some(entry => podNumbersOf(service, entry, graph).has(wanted)))
    }
  },
})

function manifest(port: number): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: edge
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: ${port}
        name: http
        protocol: HTTP
      hosts: ["*"]
---
apiVersion: v1
kind: Service
metadata:
  name: gateway
spec:
  selector:
    istio: ingressgateway
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: gateway
spec:
  selector:
    matchLabels:
      istio: ingressgateway
  template:
    metadata:
      labels:
        istio: ingressgateway
    spec:
      containers:
        - name: proxy
          image: example.com/proxy:1
          ports:
            - containerPort: 8080
`
}

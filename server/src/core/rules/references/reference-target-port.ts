import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber, type PortNumberOrName } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { type Fix, referenceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { isDigits } from '../support/portFields.ts'
import { changePort } from '../support/referenceEdits.ts'
import { podsPointedAt, servicesPointedAt, takesTargetPort } from '../support/references.ts'
import { declaresNumber, podNumbersOf, servicePortText } from '../support/servicePorts.ts'
import { enumerate, resourcesText, resourceText } from '../support/text.ts'
import { portsHere } from '../support/wrongServicePort.ts'

export const referenceTargetPort = referenceRule({
  id: 'reference-target-port',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Number that no Service port leads to, where the targetPort counts',
    what: 'Finds OpenShift Routes, and alertmanagers of a Prometheus, that give the number of the Service port.',
    why: [
      'A few places take a *name* of the Service and a *number* of the pods. The router of OpenShift compares `spec.port.targetPort`',
      'with the endpoints of the Service: a text is the name of a Service port, a number is the port that the endpoints have, that',
      'is, the resolved targetPort. With the number of the Service port no endpoint fits, and the route answers 503. The number in',
      '`alerting.alertmanagers` of a Prometheus means a port that the pods declare.',
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
    const number = numberOf(valueOf(reference.port))
    if (number === undefined || !takesTargetPort(reference)) return
    const services = servicesPointedAt(reference, resource, graph)
    const leads = services && numbersBehind(services, graph)
    if (!services || !leads || leads.includes(number) || isDeclaredBehind(reference, resource, number, graph)) return
    const own = services.flatMap(({ ports }) => ports.items).find(({ port }) => valueOf(port) === number)
    const start = `${resourcesText(services)} ${services.length > 1 ? 'lead' : 'leads'} to ${enumerate(leads.map(String))} of the pods`
    yield {
      at: spanOf(reference.port),
      message: own
        ? `${start}, and a number in ${resourceText(resource)} means that: ${number} is the Service port before it.`
        : `${start}, not to ${number}, which ${resourceText(resource)} gives.`,
      related: portsHere(services),
      *fixes(context): Generator<Fix> {
        const entries = services.flatMap(({ ports }) => ports.items)
        const [only, another] = own ? [own] : entries
        const [lead, second] = leads
        const name = only && !another ? valueOf(only.name) : undefined
        if (only && name !== undefined)
          yield* fixWith(
            {
              title: `Change to Service port ${servicePortText(only)} by its name`,
              applicability: 'unsafe',
              preferred: true,
            },
            changePort(context, resource.document, reference, name),
          )
        if (lead !== undefined && second === undefined)
          yield* fixWith(
            {
              title: `Change to the pods' port ${lead}`,
              applicability: 'unsafe',
              ...(name === undefined ? { preferred: true } : {}),
            },
            changePort(context, resource.document, reference, lead),
          )
      },
    }
  },
})

/** In quotes the digits are compared with the number, too. */
function numberOf(port: PortNumberOrName | undefined): number | undefined {
  const number = isDigits(port) ? Number(port) : port
  return isPortNumber(number) ? number : undefined
}

/** `undefined` where it is not known of one Service port where it leads; hand-written endpoints have what ports they like. */
function numbersBehind(services: readonly Service[], graph: Graph): readonly number[] | undefined {
  if (services.some(({ selector }) => selector.pairs.length === 0)) return undefined
  const each = services.flatMap(service => service.ports.items.map(entry => podNumbersOf(service, entry, graph)))
  return each.every(numbers => numbers.size > 0) ? [...new Set(each.flatMap(numbers => [...numbers]))] : undefined
}

/** Prometheus finds every port that the pods declare, whether the Service leads there or not. */
function isDeclaredBehind(reference: Reference, resource: Resource, number: number, graph: Graph): boolean {
  if (resource.kind === 'Route') return false
  const pods = podsPointedAt(reference, resource, graph)
  return !pods || pods.some(pod => declaresNumber(pod, number))
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

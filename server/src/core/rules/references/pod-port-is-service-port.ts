import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { isHeadless, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { isProxyPort } from '../../k8s/knowledge/injectedProxies.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { isConfigured, isMentioned } from '../support/portEvidence.ts'
import { addPortBeside, changePort } from '../support/referenceEdits.ts'
import { isDeclarationNeeded, podsPointedAt, siblingsOf, wantedAt } from '../support/references.ts'
import { declaresNumber, isPlainAboutPorts, podNumbersOf, servicePortText } from '../support/servicePorts.ts'
import { enumerate, resourceText } from '../support/text.ts'

export const podPortIsServicePort = referenceRule({
  id: 'pod-port-is-service-port',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service port where the port of the pods counts',
    what: 'Finds NetworkPolicies, mesh policies and scrape annotations that give the Service port although they apply to the pods.',
    why: [
      'A NetworkPolicy is applied at the pod, after the address of the Service has been translated to that of a pod and the',
      'Service port to the targetPort. A policy that allows port 80 therefore does not let anybody reach pods that listen on',
      '8080 behind a Service with port 80: as a rule connections time out; some networks refuse them. The same goes for egress:',
      "what counts is the port of the destination pods. Istio's `portLevelMtls` and `AuthorizationPolicy`, and `prometheus.io/port`, mean the pod, too.",
      '',
      'The rule reports where the selected pods are all in view, none of them declares or mentions the number, a Service with',
      'just that port leads elsewhere, and the policy does not allow the right port beside it.',
    ].join('\n'),
    instead: 'Write the port that the pods listen on, or its name.',
    bad: manifest(80),
    good: manifest(8080),
    sources: [
      'k8s.io/api/networking/v1: NetworkPolicyPort',
      'istio api security/v1/peer_authentication.proto: portLevelMtls',
      'kubernetes pkg/proxy/iptables/proxier.go: destinations are rewritten before filtering',
    ],
    covers: ['5.1', '5.4'],
    verify: ['kubectl get endpointslices -l kubernetes.io/service-name=shop', 'kubectl describe networkpolicy shop'],
  },
  *check(reference, resource, graph) {
    const number = valueOf(reference.port)
    // Where a declaration is needed, pod-port-undeclared says what matters more.
    if (!isPortNumber(number) || wantedAt(reference)?.of !== 'pod' || isDeclarationNeeded(reference)) return
    const pods = podsPointedAt(reference, resource, graph)
    if (!pods || pods.length === 0 || !pods.every(pod => pod.complete)) return
    if (pods.some(pod => declaresNumber(pod, number) || mayListen(reference, pod, number, graph))) return
    const misled = servicesWith(number, pods, graph)
    const first = misled[0]
    if (!first) return
    const right = new Set(misled.flatMap(({ leadsTo }) => [...leadsTo]))
    if ([reference, ...siblingsOf(reference, resource)].some(each => covers(each, right))) return
    const [only, another] = right
    yield {
      at: spanOf(reference.port),
      message: `${subject(reference, resource)} the pods, which listen on ${enumerate([...right].map(String))}: ${number} is the port of ${resourceText(first.service)} before them.`,
      related: misled.slice(0, 3).map(({ service, entry, leadsTo }) => ({
        at: { document: service.document, span: spanOf(entry.port) },
        message: `Service port ${servicePortText(entry)} of ${resourceText(service)} leads to ${[...leadsTo].join(', ')}`,
      })),
      *fixes(context) {
        if (only === undefined || another !== undefined) return
        yield* fixWith(
          { title: `Change to the pods' port ${only}`, applicability: 'unsafe', preferred: true },
          changePort(context, resource.document, reference, only),
        )
        if (resource.kind === 'NetworkPolicy')
          yield* fixWith(
            { title: `Allow the pods' port ${only}, too`, applicability: 'unsafe' },
            addPortBeside(context, resource.document, reference, only),
          )
      },
    }
  },
})

function subject({ target }: Reference, resource: Resource): string {
  const isAnnotation = target.is === 'own-pods' || target.is === 'own-service-pods'
  return isAnnotation ? 'This annotation is about' : `${resourceText(resource)} applies to`
}

interface Misled {
  readonly service: Service
  readonly entry: ServicePort
  readonly leadsTo: ReadonlySet<number>
}

/** The Services before the pods that have this port and lead elsewhere with it. */
function servicesWith(number: number, pods: readonly SelectedPod[], graph: Graph): readonly Misled[] {
  const services = new Set(pods.flatMap(({ pod }) => graph.servicesOf(pod)))
  const found: Misled[] = []
  for (const service of services) {
    if (!isPlainAboutPorts(service, graph) || isHeadless(service)) continue
    for (const entry of service.ports.items) {
      const leadsTo = podNumbersOf(service, entry, graph)
      if (leadsTo.has(number)) return []
      if (valueOf(entry.port) === number && leadsTo.size > 0) found.push({ service, entry, leadsTo })
    }
  }
  return found
}

/** An annotation of the pod is itself a mention. That the image could listen there says little beside a Service that has the number. */
function mayListen({ target }: Reference, { pod }: SelectedPod, number: number, graph: Graph): boolean {
  if (pod.mentionsUnknown || isConfigured(number, pod, graph) || isProxyPort(number, pod)) return true
  return target.is === 'pods' && isMentioned(number, pod, graph, 'probes count')
}

function covers({ port, beside }: Reference, numbers: ReadonlySet<number>): boolean {
  const from = valueOf(port)
  if (port.kind !== 'known' || typeof from === 'string') return true
  const end = beside['endPort'] ? valueOf(beside['endPort']) : undefined
  return [...numbers].some(
    each => from === each || (typeof end === 'number' && from !== undefined && from <= each && each <= end),
  )
}

function manifest(port: number): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop
spec:
  podSelector:
    matchLabels:
      app: shop
  ingress:
    - ports:
        - port: ${port}
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

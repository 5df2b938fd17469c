import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, serviceRule } from '../run/rule.ts'
import { addEntry, fixWith } from '../support/edits.ts'
import {
  allServedPorts,
  declaredHere,
  identityOf,
  ofProtocol,
  selectedBy,
  servedPorts,
  workloadsOf,
} from '../support/selection.ts'
import { containerPortsText, quote, resourcesText } from '../support/text.ts'

export const targetPortNamePartial = serviceRule({
  id: 'target-port-name-partial',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Named targetPort that only some selected pods have',
    what: 'Finds a `targetPort` that names a container port which some of the selected pods declare and others do not.',
    why: [
      'A named `targetPort` is resolved for each pod on its own. Pods without a port of that name are left out of the endpoints',
      'of this port, and nothing says so: one of two Deployments behind a Service never gets a request.',
      '',
      'The port may have different *numbers* in different pods; that is legal and what names are for. Where the pods that lack',
      'the name serve another port of the Service, serve another Service by name, or declare no ports at all, it may be meant,',
      'so it is information only. Pods of Jobs and of Helm tests do not count, nor does a second version of the same workload.',
    ].join('\n'),
    instead: 'Give the port the same name in all pods, or make the selector narrower.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: http
---
apiVersion: v1
kind: Pod
metadata:
  name: shop-blue
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - name: http
          containerPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop-green
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:2
      ports:
        - containerPort: 8080
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
      targetPort: http
---
apiVersion: v1
kind: Pod
metadata:
  name: shop-blue
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - name: http
          containerPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop-green
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:2
      ports:
        - name: http
          containerPort: 9090
`,
    sources: [
      'k8s.io/endpointslice/utils.go: FindPort',
      'k8s.io/endpointslice/reconciler.go: one slice for each set of ports',
    ],
    verify: ['kubectl get endpointslices -l kubernetes.io/service-name=shop'],
  },
  *check(service, graph) {
    const selected = selectedBy(service, graph)
    if (!selected || selected.pods.length < 2) return
    for (const entry of service.ports.items) {
      const name = valueOf(entry.targetPort)
      if (typeof name !== 'string') continue
      const having = selected.pods.filter(pod => graph.resolve(entry, pod).status === 'named')
      const reached = new Set(having.map(pod => identityOf(pod.workload)))
      const lacking = selected.pods.filter(pod => lacks(entry, pod, graph) && !reached.has(identityOf(pod.workload)))
      if (having.length === 0 || lacking.length === 0) continue
      const ports = allServedPorts(lacking)
      const without = workloadsOf(lacking)
      yield {
        at: spanOf(entry.targetPort),
        message: `targetPort ${quote(name)} reaches ${resourcesText(workloadsOf(having))}, but ${resourcesText(without)} ${without.length > 1 ? 'have' : 'has'} no ${protocolOf(entry) ?? 'TCP'} port of that name; declared: ${containerPortsText(ports.map(each => each.port))}.`,
        ...(lacking.every(
          pod =>
            isLeftOutOnPurpose(service, entry, pod, graph) ||
            (selected.pods.length <= few && isServedByName(pod, service, graph)),
        )
          ? { certainty: 'possible' as const }
          : {}),
        related: declaredHere(ports, without),
        fixes: context => nameThere(context, entry, name, having, lacking, graph),
      }
    }
  },
})

function lacks(entry: ServicePort, pod: SelectedPod, graph: Graph): boolean {
  const resolution = graph.resolve(entry, pod)
  return resolution.status === 'missing' && !resolution.otherProtocol
}

/** Gives the name to the one port in each of the other pods that must be meant, where it has none yet. */
function nameThere(
  context: FixContext,
  entry: ServicePort,
  name: string,
  having: readonly SelectedPod[],
  lacking: readonly SelectedPod[],
  graph: Graph,
): readonly Fix[] {
  const numbers = new Set(
    having.flatMap(pod => {
      const resolution = graph.resolve(entry, pod)
      return resolution.status === 'named' ? (resolution.number ?? []) : []
    }),
  )
  const meant = lacking.map(({ pod }) => {
    const candidates = ofProtocol(servedPorts(pod), protocolOf(entry))
    const [same, another] = candidates.filter(({ port }) => numbers.has(Number(valueOf(port.containerPort))))
    const [only, second] = candidates
    const found = same && !another ? same : second ? undefined : only
    return found?.port.name.kind === 'absent' ? found : undefined
  })
  return fixWith(
    { title: `Name the port ${quote(name)} in ${resourcesText(workloadsOf(lacking))}, too`, applicability: 'unsafe' },
    ...meant.map(
      found => found && addEntry(context, found.pod.document, found.port.span, { key: 'name', value: name }),
    ),
  )
}

/** The pod declares no ports at all, or serves another port of the Service. */
function isLeftOutOnPurpose(service: Service, entry: ServicePort, pod: SelectedPod, graph: Graph): boolean {
  if (servedPorts(pod.pod).length === 0) return true
  return service.ports.items.some(other => {
    if (other === entry) return false
    const resolution = graph.resolve(other, pod)
    return resolution.status === 'named' || (resolution.status === 'number' && resolution.declared !== undefined)
  })
}

/** Another Service reaches the pod by a name: the names tell apart what the labels do not. */
function isServedByName(pod: SelectedPod, service: Service, graph: Graph): boolean {
  const others = graph.servicesOf(pod.pod).filter(other => other.id !== service.id)
  return others.some(other => other.ports.items.some(port => graph.resolve(port, pod).status === 'named'))
}

/** Among more pods nobody tells them apart by the names of ports, and asking would cost too much. */
const few = 8

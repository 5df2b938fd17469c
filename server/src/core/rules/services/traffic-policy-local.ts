import { spanOf, valueOf } from '../../base/known.ts'
import type { SelectedPod } from '../../graph/graph.ts'
import { type Service, serviceType } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { type FixContext, serviceRule } from '../run/rule.ts'
import { insertEntry } from '../support/blockEdits.ts'
import { fixWith, type MaybeEdit, replaceScalar } from '../support/edits.ts'
import { selectedBy, workloadsOf } from '../support/selection.ts'
import { resourcesText } from '../support/text.ts'

export const trafficPolicyLocal = serviceRule({
  id: 'traffic-policy-local',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'externalTrafficPolicy Local without a pod on every node',
    what: 'Finds NodePort Services with `externalTrafficPolicy: Local` whose pods nothing spreads over the nodes.',
    why: [
      'With `Local` a node passes packets from outside only to pods on itself, and the pod sees the address that arrives at the node:',
      'that of the client, unless a load balancer that is a proxy stands in front. A node without a',
      'ready pod drops them: the client sees a timeout, not a refusal. A load balancer asks `healthCheckNodePort` on each node',
      '(200 or 503) and leaves such nodes out, so a Service of type LoadBalancer is fine. Clients that dial `node:nodePort` must',
      'know which nodes have a pod.',
      '',
      'A DaemonSet has one everywhere. A Deployment may have both its pods on one node unless `topologySpreadConstraints` or',
      'anti-affinity over `kubernetes.io/hostname` keep them apart. Pods on the host network and tools that watch the pods',
      'themselves are other ways to make it work, so this is a hint.',
    ].join('\n'),
    instead:
      'Run the pods as a DaemonSet, spread them over the nodes that get the traffic, or use `Cluster` if the address of the client does not matter.',
    bad: manifest('Deployment'),
    good: manifest('DaemonSet'),
    sources: [
      'kubernetes pkg/proxy/iptables/proxier.go: Local without local endpoints is dropped',
      'kubernetes pkg/proxy/healthcheck/service_health.go',
      'kubernetes.io/docs/reference/networking/virtual-ips: traffic policies',
    ],
    covers: ['S16', 'S18'],
    verify: ['kubectl get pods -l app=shop -o wide', 'kubectl get nodes -o wide'],
  },
  *check(service, graph) {
    if (serviceType(service) !== 'NodePort' || valueOf(service.externalTrafficPolicy) !== 'Local') return
    const selected = selectedBy(service, graph)
    if (!selected || !selected.pods.every(isUneven)) return
    yield {
      at: spanOf(service.externalTrafficPolicy),
      message: `Nodes without a pod of ${resourcesText(workloadsOf(selected.pods))} drop traffic from outside (a timeout): nothing spreads its pods over the nodes.`,
      fixes: context => [
        ...(selected.pods.some(isOneOnly)
          ? []
          : fixWith(
              {
                title: `Spread the pods of ${resourcesText(workloadsOf(selected.pods))} over the nodes (topologySpreadConstraints)`,
                applicability: 'unsafe',
              },
              ...selected.pods.map(({ pod }) => spread(context, pod, service)),
            )),
        ...fixWith(
          {
            title: 'Change externalTrafficPolicy to Cluster (hides the address of the client)',
            applicability: 'unsafe',
          },
          replaceScalar(context, service.document, service.externalTrafficPolicy, 'Cluster'),
        ),
      ],
    }
  },
})

const spreading = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Pod'])

function isUneven({ pod, workload }: SelectedPod): boolean {
  if (!spreading.has(workload.kind) || workload.byShape) return false
  return pod.spreadOver.length === 0 && !pod.fields.has('nodeName') && !pod.fields.has('nodeSelector')
}

/** One pod is on one node, however it is spread. */
function isOneOnly({ workload }: SelectedPod): boolean {
  const { kind, replicas } = workload
  return kind === 'Pod' || (replicas.kind === 'known' && replicas.value < 2)
}

/** At most one pod more on a node than on any other: with as many pods as nodes, one on each. */
function spread(context: FixContext, pod: PodTemplate, service: Service): MaybeEdit {
  const before = pod.fields.get('containers')?.keySpan
  const labels = service.selector.pairs.flatMap(({ key, value }) =>
    value.kind === 'known' ? [[key, value.value]] : [],
  )
  if (!before || labels.length < service.selector.pairs.length) return undefined
  const constraint = {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: Object.fromEntries(labels) },
  }
  return insertEntry(context, pod.document, before, { key: 'topologySpreadConstraints', value: [constraint] })
}

function manifest(kind: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: NodePort
  externalTrafficPolicy: Local
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: ${kind}
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
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

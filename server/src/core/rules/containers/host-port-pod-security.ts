import { spanOf, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import { type Label, labelValue } from '../../k8s/facts/labels.ts'
import type { OtherResource } from '../../k8s/facts/resource.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { type Fix, type FixContext, workloadRule } from '../run/rule.ts'
import { fixWith, removeEntry, removeField } from '../support/edits.ts'
import { hostPortsOf, hostPortText } from '../support/hostPorts.ts'

const enforce = 'pod-security.kubernetes.io/enforce'

export const hostPortPodSecurity = workloadRule({
  id: 'host-port-pod-security',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port of the node in a namespace that allows none',
    what: 'Finds `hostPort` and `hostNetwork` in namespaces that enforce the Pod Security level baseline or restricted.',
    why: [
      'A Namespace with the label `pod-security.kubernetes.io/enforce: baseline` (or `restricted`) takes no pod with a `hostPort` or',
      'with `hostNetwork: true`. A Pod is refused at once. A Deployment is stored, with a warning, and its pods are refused one by',
      'one: `violates PodSecurity "baseline:latest": hostPort`. One sees a Deployment with no pods at all, and the reason only in',
      'the events of its ReplicaSet.',
      '',
      'A cluster may exempt namespaces and users from it, which no manifest shows.',
    ].join('\n'),
    instead: 'Reach the pods by a Service, or put them into a namespace whose level is privileged.',
    bad: manifest('baseline'),
    good: manifest('privileged'),
    sources: [
      'kubernetes staging/src/k8s.io/pod-security-admission/policy/check_hostPorts.go',
      'kubernetes staging/src/k8s.io/pod-security-admission/policy/check_hostNamespaces.go',
      'kubernetes.io/docs/concepts/security/pod-security-standards',
    ],
    covers: ['C15'],
    verify: [
      'kubectl get events -n edge --field-selector reason=FailedCreate',
      'kubectl get namespace edge --show-labels',
    ],
  },
  *check(workload, graph) {
    const level = levelOf(workload, graph)
    if (!level) return
    for (const pod of workload.pods) {
      const found = firstOf(pod)
      if (!found) continue
      yield {
        at: found.at,
        message: `${found.what} is refused in namespace ${valueOf(workload.namespace)}: its level ${valueOf(level.label.value)} lets no pod take ports of the node.`,
        related: [
          {
            at: { document: level.namespace.document, span: spanOf(level.label.value) },
            message: `Pod Security level of namespace ${valueOf(level.namespace.name)}`,
          },
        ],
        fixes: context => withoutNodePorts(context, pod),
      }
    }
  },
})

/** The label that forbids it, where all Namespaces of that name in the nearest unit have one. */
function levelOf(
  workload: Workload,
  graph: Graph,
): { readonly namespace: OtherResource; readonly label: Label } | undefined {
  const name = valueOf(workload.namespace)
  // Only pods that ask for something are worth a look.
  if (name === undefined || !workload.pods.some(firstOf)) return undefined
  const lookup = graph.named('other', `Namespace/${name}`, workload)
  if (lookup.status !== 'found' || graph.mayBePatched(workload)) return undefined
  const levels = lookup.found.map(namespace => ({ namespace, label: labelValue(namespace.labels, enforce) }))
  const [first] = levels
  const forbids = levels.every(({ label }) => label && /^(?:baseline|restricted)$/.test(valueOf(label.value) ?? ''))
  return first?.label && forbids ? { namespace: first.namespace, label: first.label } : undefined
}

/** All at once: one that stays is refused just the same. */
function withoutNodePorts(context: FixContext, pod: PodTemplate): readonly Fix[] {
  const { document, fields } = pod
  const network = valueOf(pod.hostNetwork) === true ? fields.get('hostNetwork') : undefined
  const ports = pod.containers
    .flatMap(container => container.ports.items)
    .filter(port => port.hostPort.kind !== 'absent' && valueOf(port.hostPort) !== 0)
  const what = [...(network ? ['hostNetwork'] : []), ...(ports.length > 0 ? ['hostPort'] : [])].join(' and ')
  return fixWith(
    { title: `Remove ${what}: Services reach the pod without it`, applicability: 'unsafe' },
    ...(network ? [removeField(context, document, network.keySpan)] : []),
    ...ports.map(port => removeEntry(context, document, port.span, 'hostPort')),
  )
}

function firstOf(pod: PodTemplate): { readonly at: Span; readonly what: string } | undefined {
  if (valueOf(pod.hostNetwork) === true) return { at: spanOf(pod.hostNetwork), what: 'hostNetwork' }
  const port = pod.containers.flatMap(container => hostPortsOf(container, pod))[0]
  return port && { at: port.at, what: `hostPort ${hostPortText(port)}` }
}

function manifest(level: string): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: edge
  labels:
    ${enforce}: ${level}
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: shop
  namespace: edge
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
              hostPort: 80
`
}

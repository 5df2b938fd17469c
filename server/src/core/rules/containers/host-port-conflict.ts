import { spanOf, valueOf, valueOr } from '../../base/known.ts'
import type { Graph, HostPortRival } from '../../graph/graph.ts'
import { portOnNode } from '../../k8s/facts/container.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { type Fix, type FixContext, type Report, workloadRule } from '../run/rule.ts'
import { fixWith, removeEntry } from '../support/edits.ts'
import { clashesOnNode, type HostPort, hostPortsOf, hostPortText } from '../support/hostPorts.ts'
import { longLived } from '../support/portFields.ts'
import { resourceText } from '../support/text.ts'

export const hostPortConflict = workloadRule({
  id: 'host-port-conflict',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port of the node that several pods want',
    what: 'Finds host ports that pods of two workloads ask for, and workloads whose own pods cannot share a node because of one.',
    why: [
      'A port of a node belongs to one pod at a time. The scheduler puts no second pod with the same `hostPort` and protocol on a',
      "node, so that pod stays Pending: `node(s) didn't have free ports for the requested pod ports`. The API server says nothing.",
      'A DaemonSet wants its port on every node, so a second workload with that port finds no place, except on nodes that the DaemonSet',
      'leaves out for their labels or taints.',
      '',
      'It is so within one workload, too. Three replicas take three nodes, and a rolling update that starts the new pod before the',
      'old one has gone (`maxSurge` is 25 % and `maxUnavailable` of one pod none, unless they are set) needs one node more than there are replicas: on a cluster of one node',
      'the update never ends. That is a hint only, since with enough nodes it works.',
      '',
      'Pods with `hostNetwork: true` take all their container ports in this way.',
    ].join('\n'),
    instead:
      'Use a Service instead of `hostPort`; or give each workload a port of its own, make it a DaemonSet, or set `maxSurge: 0` and `maxUnavailable: 1`.',
    bad: `${daemonSet('shop', 8080)}---\n${daemonSet('admin', 8080)}`,
    good: `${daemonSet('shop', 8080)}---\n${daemonSet('admin', 8081)}`,
    sources: [
      'kubernetes pkg/scheduler/framework/plugins/nodeports: Fits',
      'kubernetes staging/src/k8s.io/kube-scheduler/framework/types.go: HostPortInfo.CheckConflict',
      'kubernetes pkg/apis/apps/v1/defaults.go: SetDefaults_Deployment (maxSurge 25%)',
    ],
    covers: ['C14'],
    verify: ['kubectl get pods --field-selector status.phase=Pending -o wide', 'kubectl describe pod -l app=admin'],
  },
  *check(workload, graph) {
    if (graph.mayBePatched(workload)) return
    for (const pod of workload.pods) {
      const ports = longLived(pod.containers).flatMap(container => hostPortsOf(container, pod))
      let among = false
      for (const port of ports) {
        const found = rivalReport(workload, pod, port, ports, graph)
        if (found) yield found
        among ||= found !== undefined
      }
      const [first] = ports
      const own = first && !among ? ownText(workload, first) : undefined
      if (first && own !== undefined)
        yield {
          at: first.at,
          message: own,
          certainty: 'advice',
          fixes: context => withoutHostPort(context, pod, ports, first),
        }
    }
  },
})

function rivalReport(
  workload: Workload,
  pod: PodTemplate,
  port: HostPort,
  ports: readonly HostPort[],
  graph: Graph,
): Report | undefined {
  const rivals = graph
    .hostPortRivals(pod, port.number, port.protocol)
    .filter(rival => rival.port.hostIP.kind !== 'unknown' && clashesOnNode(port, asHostPort(rival, port)))
  const everywhere = rivals.find(rival => isEverywhere(rival.workload))
  const rival = everywhere ?? rivals.find(each => !choosesNodes(each.workload) || !choosesNodes(workload))
  if (!rival) return undefined
  const fullNodes = everywhere ? everywhere.workload : isEverywhere(workload) ? workload : undefined
  const other = resourceText(rival.workload)
  const field = port.implied ? `Port ${hostPortText(port)} of the node` : `hostPort ${hostPortText(port)}`
  return {
    at: port.at,
    message: fullNodes
      ? `${field} is also taken by ${other}: a DaemonSet takes it on every node that it may run on, where the other finds no place.`
      : `${field} is also taken by ${other}: pods of the two cannot run on one node.`,
    certainty: fullNodes ? 'likely' : 'advice',
    related: [
      {
        at: { document: rival.workload.document, span: spanOf(portOnNode(rival.port, rival.pod)) },
        message: `${other} takes port ${port.number} of the node here`,
      },
    ],
    // Of a rival that needs as many nodes as it has replicas one would only hear next.
    fixes: context =>
      rivals.some(each => ownText(each.workload, asHostPort(each, port)) !== undefined)
        ? []
        : withoutHostPort(context, pod, ports, port),
  }
}

/** Of several the others would go on keeping pods apart. */
function withoutHostPort(
  context: FixContext,
  pod: PodTemplate,
  ports: readonly HostPort[],
  { port, number, implied }: HostPort,
): readonly Fix[] {
  if (implied || ports.length > 1 || valueOr(pod.hostNetwork, false) !== false) return []
  return fixWith(
    { title: `Remove hostPort ${number}: Services reach the pod without it`, applicability: 'unsafe' },
    removeEntry(context, pod.document, port.span, 'hostPort'),
  )
}

function asHostPort({ container, port }: HostPortRival, like: HostPort): HostPort {
  return { ...like, container, port, ip: valueOf(port.hostIP) ?? '' }
}

/** A DaemonSet that nothing keeps from some of the nodes. */
function isEverywhere(workload: Workload): boolean {
  return workload.kind === 'DaemonSet' && !choosesNodes(workload)
}

function choosesNodes({ pods }: Workload): boolean {
  return pods.some(({ fields }) => ['nodeSelector', 'nodeName', 'affinity'].some(field => fields.has(field)))
}

function ownText(workload: Workload, port: HostPort): string | undefined {
  const { kind, group, strategy, replicas: wanted } = workload
  if (!['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'].includes(kind) || group.includes('.'))
    return undefined
  const replicas = valueOr(wanted, 1)
  if (replicas === undefined || replicas < 1) return undefined
  const what = `${port.implied ? 'port' : 'hostPort'} ${hostPortText(port)}`
  if (replicas > 1)
    return `Only one pod of ${resourceText(workload)} fits on a node because of ${what}: its ${replicas} replicas need as many nodes.`
  // Of one pod 25 % is none for maxUnavailable (rounded down) and one for maxSurge (rounded up).
  const surges =
    kind === 'Deployment' &&
    valueOr(strategy.type, 'RollingUpdate') === 'RollingUpdate' &&
    isNone(strategy.maxUnavailable, 'none') &&
    !isNone(strategy.maxSurge, 'some')
  return surges
    ? `A rolling update of ${resourceText(workload)} starts the new pod while the old one holds ${what}: on a single node it stays Pending.`
    : undefined
}

/** Whether a number or percentage of one pod is nothing. What nobody knows counts as the answer that keeps us silent. */
function isNone(value: Workload['strategy']['maxSurge'], whenAbsent: 'none' | 'some'): boolean {
  if (value.kind === 'absent') return whenAbsent === 'none'
  return value.kind === 'unknown' ? whenAbsent === 'some' : /^0%?$/.test(String(value.value))
}

function daemonSet(name: string, hostPort: number): string {
  return `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: example.com/${name}:1
          ports:
            - containerPort: 80
              hostPort: ${hostPort}
`
}

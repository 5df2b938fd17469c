import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { type Report, workloadRule } from '../run/rule.ts'
import { fixWith, removeEntry } from '../support/edits.ts'
import {
  clashesOnNode,
  type HostPort,
  hostPortKey,
  hostPortsOf,
  hostPortText,
  isAnyAddress,
} from '../support/hostPorts.ts'
import { containerText, longLived } from '../support/portFields.ts'

export const hostPortDuplicate = workloadRule({
  id: 'host-port-duplicate',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port of the node that one pod takes twice',
    what: 'Finds a `hostPort` that two ports of one pod ask for, with the same protocol and address.',
    why: [
      'A port of a node can lead to one container only. Among the `containers` of a pod the API server refuses a second one with',
      'the same protocol, `hostIP` and `hostPort` (`Duplicate value`). With `hostNetwork: true` every pod that is made gets its',
      'container ports as host ports, so there it holds for equal container ports as well: the Deployment is stored, and its pods',
      'are refused.',
      '',
      'What the API server does not compare clashes later. It looks at init containers one by one, so a sidecar and a main',
      'container may ask for one port, and `0.0.0.0` or no `hostIP` is not the same text as `10.0.0.1`. The pod is accepted, and',
      'only one of the two gets what is sent to the address that both of them want.',
    ].join('\n'),
    instead: 'Give each its own `hostPort`, or none: a Service reaches container ports without it.',
    bad: manifest(8080),
    good: manifest(8081),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: AccumulateUniqueHostPorts, checkHostPortConflicts, validateInitContainers',
      'kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_Pod, defaultHostNetworkPorts',
      'kubernetes pkg/api/pod/warnings.go: dangerously ambiguous port definition',
    ],
    covers: ['C8', 'C9', 'C10'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml', 'kubectl get events --field-selector reason=FailedCreate'],
  },
  *check(workload, graph) {
    if (graph.mayBePatched(workload)) return
    for (const pod of workload.pods) {
      const refused = new Set<HostPort['port']>()
      for (const group of comparedTogether(pod)) {
        for (const [first, second] of twice(group, (a, b) => hostPortKey(a) === hostPortKey(b))) {
          refused.add(second.port)
          yield refusedReport(pod, first, second)
        }
      }
      const running = longLived(pod.containers).flatMap(container => hostPortsOf(container, pod))
      const rest = running.filter(each => !each.implied && !refused.has(each.port))
      for (const [first, second] of twice(rest, (a, b) => clashesOnNode(a, b) && !sameContainerPort(a, b)))
        yield clashReport(pod, first, second)
    }
  },
})

/** The API server compares all `containers` with each other, and each init container only with itself. */
function comparedTogether(pod: PodTemplate): readonly (readonly HostPort[])[] {
  const ports = pod.containers.map(container => ({ container, ports: hostPortsOf(container, pod) }))
  const main = ports.filter(({ container }) => container.role === 'main').flatMap(each => each.ports)
  const init = ports.filter(({ container }) => container.role === 'sidecar' || container.role === 'init')
  return [main, ...init.map(each => each.ports)]
}

/** Each port that is like an earlier one, with the first that it is like. */
function* twice(
  ports: readonly HostPort[],
  alike: (a: HostPort, b: HostPort) => boolean,
): Generator<readonly [HostPort, HostPort]> {
  for (const [index, second] of ports.entries()) {
    const first = ports.slice(0, index).find(each => alike(each, second))
    if (first) yield [first, second]
  }
}

/** One container port in two containers is the business of port-duplicate. */
function sameContainerPort(a: HostPort, b: HostPort): boolean {
  const [x, y] = [a.port.containerPort, b.port.containerPort]
  return x.kind === 'known' && y.kind === 'known' && x.value === y.value && a.ip === b.ip
}

function refusedReport(pod: PodTemplate, first: HostPort, second: HostPort): Report {
  const owner = second.container === first.container ? 'the same container' : containerText(first.container)
  const message = second.implied
    ? `With hostNetwork container port ${hostPortText(second)} is a port of the node, which ${owner} takes already: no pod can be made.`
    : `hostPort ${hostPortText(second)} is refused: ${owner} takes it already.`
  return reportOf(pod, first, second, message)
}

function clashReport(pod: PodTemplate, first: HostPort, second: HostPort): Report {
  const owner = second.container === first.container ? 'the same container' : containerText(first.container)
  const message = `hostPort ${hostPortText(second)} is wanted by ${owner} too: only one of the two gets what is sent to ${contested(first, second)}.`
  return { ...reportOf(pod, first, second, message), certainty: 'likely' }
}

/** Where only one of them names an address, packets to the other addresses of the node go to the other one. */
function contested(first: HostPort, second: HostPort): string {
  const ip = [first.ip, second.ip].find(each => !isAnyAddress(each))
  return ip === undefined
    ? `port ${second.number} of the node`
    : ip.includes(':')
      ? `[${ip}]:${second.number}`
      : `${ip}:${second.number}`
}

function reportOf(pod: PodTemplate, first: HostPort, second: HostPort, message: string): Report {
  return {
    at: second.at,
    message,
    related: [
      {
        at: { document: pod.document, span: first.at },
        message: `Port ${first.number} of the node is first taken here`,
      },
    ],
    fixes: context =>
      second.implied
        ? []
        : fixWith(
            {
              title: `Remove hostPort ${second.number} of ${containerText(second.container)}`,
              applicability: 'unsafe',
            },
            removeEntry(context, pod.document, second.port.span, 'hostPort'),
          ),
  }
}

function manifest(hostPort: number): string {
  return `apiVersion: apps/v1
kind: DaemonSet
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
            - containerPort: 80
              hostPort: 8080
        - name: admin
          image: example.com/admin:1
          ports:
            - containerPort: 81
              hostPort: ${hostPort}
`
}

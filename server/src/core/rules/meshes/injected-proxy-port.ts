import { spanOf, valueOf } from '../../base/known.ts'
import type { Label } from '../../k8s/facts/labels.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { type InjectedProxy, type ProxyPort, portOfProxy, proxiesOf } from '../../k8s/knowledge/injectedProxies.ts'
import { type Fix, type FixContext, type Report, workloadRule } from '../run/rule.ts'
import { addEntry, fixWith, replaceScalar } from '../support/edits.ts'
import { type ServedPort, servedPorts } from '../support/selection.ts'
import { containerPortText } from '../support/text.ts'

export const injectedProxyPort = workloadRule({
  id: 'injected-proxy-port',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Container port that an injected proxy takes',
    what: 'Finds container ports that the proxy listens on which the pod asks for: that of Istio, Linkerd or Dapr.',
    why: [
      'An injected proxy runs in the network namespace of the pod, so each of its ports is taken for everybody else there: the one that',
      "comes second gets `address already in use`. Istio's proxy has ports from 15000 to 15090, Linkerd's 4140, 4143, 4190 and 4191,",
      "Dapr's sidecar 3500, 3501, 50001, 50002, and 9090 for its metrics, where many programs serve theirs.",
      '',
      'The ports of the proxies that Prometheus scrapes are information, since some declare them only to have them found.',
      '',
      'The rule reports where annotations or labels of the pod itself ask for the proxy. What a namespace asks for is not seen.',
    ].join('\n'),
    instead:
      'Let the program listen on another port, or move the port of the proxy by its annotation where it has one.',
    bad: manifest(''),
    good: manifest('\n        dapr.io/metrics-port: "9091"'),
    sources: [
      'istio.io/docs/ops/deployment/application-requirements: ports used by Istio',
      'linkerd.io/2/reference/proxy-configuration',
      'docs.dapr.io/reference/arguments-annotations-overview',
      'dapr/dapr pkg/injector/sidecar/consts.go: SidecarPublicPort, SidecarInternalGRPCPort',
    ],
    covers: ['5.4-14', '5.5-4', '5.5-5'],
    verify: ['kubectl logs -l app=shop --all-containers | grep "address already in use"'],
  },
  *check(workload, graph) {
    if (graph.mayBePatched(workload)) return
    for (const pod of workload.pods)
      for (const proxy of proxiesOf(pod)) for (const port of proxy.ports) yield* clashes(pod, proxy, port)
  },
})

function* clashes(pod: PodTemplate, proxy: InjectedProxy, port: ProxyPort): Generator<Report> {
  const taken = portOfProxy(pod, port)
  if (!taken) return
  for (const served of servedPorts(pod)) {
    if (valueOf(served.container.name) === proxy.container || !isTaken(served, taken.number)) continue
    yield {
      at: spanOf(served.port.containerPort),
      message: `Container port ${containerPortText(served.port)} is taken by ${proxy.called}, which is injected here: only one of the two can listen on it.`,
      ...(port.scraped ? { certainty: 'possible' as const } : {}),
      ...(taken.set
        ? {
            related: [
              {
                at: { document: pod.document, span: taken.set.span },
                message: `The port of ${proxy.called} is set here`,
              },
            ],
          }
        : {}),
      fixes: context => move(context, pod, proxy, port, taken.set),
    }
  }
}

function isTaken({ port }: ServedPort, number: number): boolean {
  const protocol = valueOf(port.protocol)
  return valueOf(port.containerPort) === number && port.protocol.kind !== 'unknown' && protocol !== 'UDP'
}

/** The next port that neither the pod nor the proxy has. */
function move(
  context: FixContext,
  pod: PodTemplate,
  proxy: InjectedProxy,
  { annotation, number }: ProxyPort,
  set: Label | undefined,
): readonly Fix[] {
  if (annotation === undefined || !pod.annotations.span) return []
  const used = new Set([
    ...servedPorts(pod).map(({ port }) => valueOf(port.containerPort)),
    ...proxy.ports.map(port => port.number),
    ...pod.mentions,
  ])
  let free = number + 1
  while (used.has(free)) free++
  if (!isPortNumber(free)) return []
  const value = String(free)
  return fixWith(
    { title: `Move ${proxy.called} to ${value} by ${annotation}`, applicability: 'unsafe', preferred: true },
    set
      ? replaceScalar(context, pod.document, set.value, value)
      : addEntry(context, pod.document, pod.annotations.span, { key: annotation, value }),
  )
}

function manifest(annotation: string): string {
  return `apiVersion: apps/v1
kind: Deployment
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
      annotations:
        dapr.io/enabled: "true"${annotation}
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
          ports:
            - name: metrics
              containerPort: 9090
`
}

import { valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import { type Container, isLongLived, type Probe, type ProbeHandler } from '../../k8s/facts/container.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { portNumberOf, speaksHttp } from '../../k8s/knowledge/httpEvidence.ts'
import { type Report, workloadRule } from '../run/rule.ts'
import { httpGetFix } from '../support/httpGetFix.ts'

export const probeTcpOnHttp = workloadRule({
  id: 'probe-tcp-on-http',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'tcpSocket probe on a port that speaks HTTP',
    what: 'Finds tcpSocket probes on ports that speak HTTP, where httpGet would ask the app itself.',
    why: [
      'A `tcpSocket` probe passes as soon as the connection is accepted, which the operating system does for the app: it passes',
      'also while the app answers every request with 500, and while it is deadlocked, until the queue of connections that it has not',
      'taken is full. An `httpGet` probe sends a request and passes on',
      'status 200 to 399, so it tests the app and not only its socket.',
      '',
      'That a port speaks HTTP is concluded from its name, the `appProtocol` and the port name of Services that lead to it,',
      'another probe of the container, the image, the well-known number and the name of the container. Databases, caches,',
      'brokers and gRPC ports are never meant.',
    ].join('\n'),
    instead: 'Use `httpGet` with the path on which the app reports its health.',
    bad: manifest(`            tcpSocket:
              port: http
`),
    good: manifest(`            httpGet:
              path: /healthz
              port: http
`),
    sources: [
      'kubernetes pkg/probe/tcp/tcp.go: DoTCPProbe',
      'kubernetes pkg/probe/http/http.go: DoHTTPProbe (200 to 399 is success)',
    ],
    verify: ['kubectl port-forward deployment/shop 8080:8080', 'curl -i http://localhost:8080/healthz'],
  },
  *check(workload, graph) {
    const seen = new Set<number>()
    for (const pod of workload.pods) {
      for (const container of pod.containers) {
        if (!isLongLived(container)) continue
        for (const probe of container.probes) {
          for (const report of reportsOf(probe, container, pod, graph)) {
            // Containers that share a probe by alias share the finding: it is written once.
            if (!seen.has(report.at.start)) yield report
            seen.add(report.at.start)
          }
        }
      }
    }
  },
})

function* reportsOf(
  probe: Probe,
  container: Container,
  pod: PodTemplate,
  graph: Graph,
): Generator<Report & { readonly at: Span }> {
  const [handler, second] = probe.handlers
  if (!handler || second || !isTcpOnOwnPort(probe, handler)) return
  const port = valueOf(handler.port)
  if (port !== undefined && container.ports.complete && portNumberOf(container, port) === undefined) return
  const speech = port === undefined ? undefined : speaksHttp(container, port, pod, graph.servicesOf(pod), probe)
  if (port === undefined || !speech?.http || speech.certainty !== 'likely') return
  yield {
    at: handler.keySpan,
    message: `${probe.of} only connects to container port ${portText(container, port)}, which speaks HTTP (${speech.because}): an app that answers 500 passes.`,
    fixes: context => httpGetFix(context.document(pod.document), { container, probe, handler, pod, speech }),
  }
}

/** A hook with tcpSocket fails whatever it asks; a probe with a host asks somebody else. */
function isTcpOnOwnPort(probe: Probe, handler: ProbeHandler): boolean {
  const isProbe = probe.of !== 'postStart' && probe.of !== 'preStop'
  return isProbe && handler.type === 'tcpSocket' && handler.host.kind === 'absent'
}

function portText(container: Container, port: number | string): string {
  const number = portNumberOf(container, port)
  const declared = container.ports.items.find(item => valueOf(item.containerPort) === number)
  const name = typeof port === 'string' ? port : declared && valueOf(declared.name)
  if (number === undefined) return `"${port}"`
  return name === undefined ? String(number) : `${number} (${name})`
}

function manifest(handler: string): string {
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
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
${handler}            periodSeconds: 5
`
}

import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph, ListenEvidence } from '../../graph/graph.ts'
import type { Container } from '../../k8s/facts/container.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { isKnownPort } from '../../k8s/knowledge/images.ts'
import { isLoopback } from '../../k8s/listenAddresses/address.ts'
import { type Fix, type FixContext, type Related, workloadRule } from '../run/rule.ts'
import { containerText, longLived } from '../support/portFields.ts'
import { capital, resourceText } from '../support/text.ts'

export const listenLoopback = workloadRule({
  id: 'listen-loopback',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Process that listens on localhost only, where others must reach it',
    what: 'Finds containers told to listen on 127.0.0.1 or localhost, on a port that a Service or a probe goes to.',
    why: [
      'An address of 127.0.0.1, ::1 or localhost is reachable from inside of the pod only: by the other containers of the pod, and by',
      '`kubectl port-forward`, which makes the mistake hard to see. Services and the `httpGet`, `tcpSocket` and `grpc` probes of the',
      "kubelet come to the pod's own address, where nothing answers: connections are refused.",
      '',
      'Some servers for development, `uvicorn` and `flask run` among them, listen on 127.0.0.1 unless `--host` says otherwise.',
      '',
      'It is right for a program behind a proxy in the same pod, as long as no Service and no probe means its port.',
    ].join('\n'),
    instead:
      'Listen on all addresses: `0.0.0.0`, `[::]`, or none at all (`:8080`). For a probe of such a program use `exec`.',
    bad: manifest('127.0.0.1'),
    good: manifest('0.0.0.0'),
    sources: ['kubernetes pkg/kubelet/prober/prober.go: runProbe', 'k8s.io/endpointslice/utils.go: FindPort'],
    covers: ['P8'],
    verify: ['kubectl exec shop -- ss -ltn', 'kubectl describe pod shop'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      for (const container of longLived(pod.containers)) {
        for (const listen of graph.listensOf(container, pod)) {
          if (!isLoopback(listen.host) || isServedElsewhere(listen.port, container, pod, graph)) continue
          const [visitor] = visitorsOf(listen.port, container, pod, graph)
          if (!visitor || valueOf(pod.hostNetwork) === true) continue
          yield {
            at: listen.at.document === workload.document ? listen.span : workload.kindSpan,
            message: `${capital(containerText(container))} listens on ${listen.host}:${listen.port} only (${listen.by}), and ${visitor.message} cannot reach that.`,
            related: [visitor],
            fixes: context => listenEverywhere(context, listen),
          }
        }
      }
    }
  },
})

/** The host becomes the address that stands for all. */
function listenEverywhere(context: FixContext, { at, host, hostSpan, port }: ListenEvidence): readonly Fix[] {
  if (host === undefined || !hostSpan) return []
  const written = context.document(at.document).text.slice(hostSpan.start, hostSpan.end)
  if (written !== host) return []
  const all = host.includes(':') ? '[::]' : '0.0.0.0'
  const edits = [{ document: at.document, span: hostSpan, newText: all }]
  return [{ title: `Listen on ${all}:${port}, that is on every address`, applicability: 'unsafe', edits }]
}

/** Another container, or another address of this one, answers on the port. */
function isServedElsewhere(port: number, container: Container, pod: PodTemplate, graph: Graph): boolean {
  return pod.containers.some(
    each =>
      graph
        .listensOf(each, pod)
        .some(listen => listen.port === port && (each !== container || !isLoopback(listen.host))) ||
      (each !== container && mayServe(each, port)),
  )
}

function mayServe({ ports, image }: Container, port: number): boolean {
  return ports.items.some(({ containerPort }) => valueOf(containerPort) === port) || isKnownPort(valueOf(image), port)
}

function* visitorsOf(port: number, container: Container, pod: PodTemplate, graph: Graph): Generator<Related> {
  for (const probe of container.probes) {
    for (const handler of probe.handlers) {
      if (valueOf(handler.port) === port && handler.host.kind === 'absent')
        yield { at: { document: pod.document, span: spanOf(handler.port) }, message: `the ${probe.of}` }
    }
  }
  const selected = graph.podOf(pod)
  for (const service of selected ? graph.servicesOf(pod) : []) {
    for (const entry of service.ports.items) {
      const resolution = selected && graph.resolve(entry, selected)
      const number = resolution && 'number' in resolution ? resolution.number : undefined
      if (number === port)
        yield { at: { document: service.document, span: spanOf(entry.targetPort) }, message: resourceText(service) }
    }
  }
}

function manifest(host: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      args: [--listen=${host}:8080]
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
`
}

import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph, ListenEvidence } from '../../graph/graph.ts'
import type { Container } from '../../k8s/container.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import { isLoopback } from '../../k8s/listens/address.ts'
import { isPortNumber } from '../../k8s/port.ts'
import type { PodTemplate } from '../../k8s/resource.ts'
import { protocolOf } from '../../k8s/service.ts'
import { fixWith, replaceScalar } from '../edits.ts'
import { containerText, longLived } from '../portFields.ts'
import { workloadRule } from '../rule.ts'

export const listenOtherPort = workloadRule({
  id: 'listen-other-port',
  certainty: 'likely',
  since: '0.2.0',
  fix: 'always',
  docs: {
    title: 'Container port other than the one the process is told to listen on',
    what: 'Finds a container that declares one port, and whose args or env tell it to listen on another.',
    why: [
      'A declaration opens nothing: what counts is what the process listens on, and the manifest itself says so in `--port=8080`,',
      '`--listen=:8080`, `PORT: "8080"` and the like. Where the only declared port is another one, whatever goes by the declaration',
      '(a named targetPort, a named probe, a monitor) ends where nothing listens, and connections are refused.',
      '',
      'The rule looks at flags and variables that programs use for the port that they serve, when the container has exactly one such',
      'number and one declared port, and nothing else in the pod mentions the declared one.',
    ].join('\n'),
    instead: 'Declare the port that the process listens on, or change the flag.',
    bad: manifest(80),
    good: manifest(8080),
    sources: ['k8s.io/endpointslice/utils.go: FindPort', 'kubernetes pkg/probe/util.go: ResolveContainerPort'],
    covers: ['10'],
    verify: ['kubectl exec shop -- ss -ltn'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      if (!graph.podOf(pod)?.complete || pod.mentionsUnknown) continue
      for (const container of longLived(pod.containers)) {
        const evidence = onlyListen(container, pod, graph)
        const [declared, other] = container.ports.items
        const port = declared && valueOf(declared.containerPort)
        if (!evidence || !declared || other || !isPortNumber(port) || protocolOf(declared) !== 'TCP') continue
        if (port === evidence.port || isExplained(port, container, pod)) continue
        if (pod.containers.some(each => each !== container && declares(each, evidence.port))) continue
        yield {
          at: spanOf(declared.containerPort),
          message: `${containerText(container)} declares ${port}, but ${evidence.by} tells it to listen on ${evidence.port}.`,
          related: [{ at: evidence.at, message: `${evidence.by} says ${evidence.port}` }],
          fixes: context =>
            fixWith(
              { title: `Change containerPort to ${evidence.port}`, applicability: 'unsafe' },
              replaceScalar(context, pod.document, declared.containerPort, evidence.port),
            ),
        }
      }
    }
  },
})

/** The one number that the container is told to serve, if it is told only one. */
function onlyListen(container: Container, pod: PodTemplate, graph: Graph): ListenEvidence | undefined {
  const listens = graph.listensOf(container, pod).filter(each => each.purpose === 'main')
  const [first] = listens
  return new Set(listens.map(each => each.port)).size === 1 && !isLoopback(first?.host) ? first : undefined
}

function isExplained(port: number, container: Container, pod: PodTemplate): boolean {
  if (pod.mentionsBesideProbes.has(port)) return true
  return lookupImage(valueOf(container.image) ?? '')?.image.ports.some(each => each.number === port) === true
}

function declares({ ports }: Container, number: number): boolean {
  return ports.items.some(({ containerPort }) => valueOf(containerPort) === number)
}

function manifest(port: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      args: [serve, --port=8080]
      ports:
        - containerPort: ${port}
`
}

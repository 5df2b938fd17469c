import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import { type Fix, type FixContext, type Report, workloadRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { type StatedPort, statedPort, stockPorts } from '../support/listening.ts'
import { isMentioned } from '../support/portEvidence.ts'
import { containerText, longLived } from '../support/portFields.ts'
import { capital } from '../support/text.ts'

export const listenOtherPort = workloadRule({
  id: 'listen-other-port',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Container port other than the one the process is told to listen on',
    what: 'Finds a container that declares one port, while its args, env, configuration or image speak of another.',
    why: [
      'A declaration opens nothing: what counts is what the process listens on, and the manifest itself says so in `--port=8080`,',
      '`--listen=:8080`, `PORT: "8080"`, `listen 8080;` of a mounted nginx configuration and the like. Where the only declared port',
      'is another one, whatever goes by the declaration (a named targetPort, a named probe, a monitor) ends where nothing listens,',
      'and connections are refused.',
      '',
      'The rule looks at flags and variables that programs use for the port that they serve, when the container has exactly one such',
      'number and one declared port, and nothing else in the pod mentions the declared one. Without any such sign the rule goes',
      'by what well over a hundred well-known images listen on; that is information only, and silent as soon as a command, args, a mounted',
      'configuration or a telling variable may have moved the port.',
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
        const [declared, other] = container.ports.items
        const port = declared && valueOf(declared.containerPort)
        if (!declared || other || !isPortNumber(port) || protocolOf(declared) !== 'TCP') continue
        const told = statedPort(container, pod, graph)
        if (isExplained(port, told, container, pod, graph)) continue
        if (told) yield* toldReport(told, port, declared, container, pod)
        else if (graph.listensOf(container, pod).length === 0) yield* stockReport(port, declared, container, pod)
      }
    }
  },
})

function* toldReport(
  told: StatedPort,
  port: number,
  declared: ContainerPort,
  container: Container,
  pod: PodTemplate,
): Generator<Report> {
  if (port === told.port || pod.containers.some(each => each !== container && declares(each, told.port))) return
  yield {
    at: spanOf(declared.containerPort),
    message: `${capital(containerText(container))} declares ${port}, but ${told.because}.`,
    related: told.said ? [told.said] : [],
    fixes: context => changeTo(context, told.port, declared, pod),
  }
}

/** Knowledge of an image is no proof, so this never says more than information. */
function* stockReport(
  port: number,
  declared: ContainerPort,
  container: Container,
  pod: PodTemplate,
): Generator<Report> {
  const stock = stockPorts(container, pod)
  if (!stock || stock.ports.includes(port)) return
  const { only } = stock
  yield {
    at: spanOf(declared.containerPort),
    message: `${capital(containerText(container))} declares ${port}, but ${stock.because}, and nothing here tells it otherwise.`,
    certainty: 'possible',
    fixes: context => (only === undefined ? [] : changeTo(context, only, declared, pod)),
  }
}

function changeTo(context: FixContext, port: number, declared: ContainerPort, pod: PodTemplate): readonly Fix[] {
  return fixWith(
    { title: `Change containerPort to ${port}`, applicability: 'unsafe' },
    replaceScalar(context, pod.document, declared.containerPort, port),
  )
}

/**
 * Mentioned elsewhere, or where the image listens, unless what moves its port is set. In the file that says where to listen the
 * other numbers are those of others.
 */
function isExplained(
  port: number,
  told: StatedPort | undefined,
  container: Container,
  pod: PodTemplate,
  graph: Graph,
): boolean {
  const isByFile = told?.said !== undefined && told.said.at.document !== pod.document
  if (isByFile ? pod.mentionsBesideProbes.has(port) : isMentioned(port, pod, graph, 'probes do not count')) return true
  const image = lookupImage(valueOf(container.image) ?? '')?.image
  if (told && image?.changedBy.split(/,? /).includes(told.by)) return false
  return image?.ports.some(each => each.number === port) === true
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

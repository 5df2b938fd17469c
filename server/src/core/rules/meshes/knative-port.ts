import { spanOf, valueOf } from '../../base/known.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { isKnative } from '../../k8s/knowledge/knative.ts'
import { type Report, workloadRule } from '../run/rule.ts'
import { fixWith, removeValue } from '../support/edits.ts'
import { containerPortText, quote } from '../support/text.ts'

export const knativePort = workloadRule({
  id: 'knative-port',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Container port that Knative refuses',
    what: 'Finds ports of Knative Services that break the rules of their webhook: their number, name, protocol, and how many there are.',
    why: [
      'Knative sends the requests of a revision to one port. So all containers together declare one port at most (8080 counts where',
      'none is), and where there are several containers, one of them has to declare it. The name of the port chooses the protocol:',
      '`http1` or `h2c`, or none. It speaks TCP. 8008, 8012, 8013, 8022, 9090 and 9091 belong to the queue-proxy that stands before the',
      'container. The variable `PORT` tells the serving container the number, so it cannot be set by hand there. The webhook refuses what',
      'breaks this.',
    ].join('\n'),
    instead: 'Declare one port without a name, or with the name `h2c` for HTTP/2.',
    bad: manifest('web'),
    good: manifest('http1'),
    sources: [
      'knative/serving pkg/apis/serving/k8s_validation.go: validateContainersPorts, validateContainerPorts, validateEnvVar',
    ],
    covers: ['5.5-8'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload, graph) {
    if (!isKnative(workload) || graph.mayBePatched(workload)) return
    for (const pod of workload.pods) yield* problemsOf(pod)
  },
})

function* problemsOf(pod: PodTemplate): Generator<Report> {
  const containers = pod.containers.filter(({ role }) => role === 'main')
  const ports = containers.flatMap(container => container.ports.items)
  const [first, second] = ports
  if (first && second)
    yield {
      at: spanOf(second.containerPort),
      message: `Knative takes one container port in all containers together, and ${containerPortText(first)} is declared already.`,
      related: [
        { at: { document: pod.document, span: spanOf(first.containerPort) }, message: 'The first one is here' },
      ],
    }
  const [lead, another] = containers
  if (lead && another && !first && containers.every(({ ports: { complete } }) => complete))
    yield {
      at: lead.name.kind === 'known' ? lead.name.span : lead.span,
      message: 'With several containers Knative needs to know which of them serves: one has to declare its port.',
    }
  for (const container of containers) {
    const [port] = container.ports.items
    if (port) yield* problemsOfPort(pod, port)
    if (port || !another) yield* setsPort(container)
  }
}

function* problemsOfPort(pod: PodTemplate, port: ContainerPort): Generator<Report> {
  const number = valueOf(port.containerPort)
  const name = valueOf(port.name)
  const protocol = valueOf(port.protocol)
  if (typeof number === 'number' && reserved.has(number))
    yield {
      at: spanOf(port.containerPort),
      message: `Knative refuses containerPort ${number}: its queue-proxy, which stands before this container, listens there.`,
    }
  if (name !== undefined && !['', 'http1', 'h2c'].includes(name))
    yield {
      at: spanOf(port.name),
      message: `To Knative the name of a container port is its protocol: http1, h2c or none; ${quote(name)} is refused.`,
      fixes: context =>
        fixWith(
          { title: 'Remove the name, which means HTTP/1.1', applicability: 'unsafe', preferred: true },
          removeValue(context, pod.document, spanOf(port.name)),
        ),
    }
  if (protocol !== undefined && protocol !== '' && protocol !== 'TCP')
    yield { at: spanOf(port.protocol), message: `Knative takes TCP ports only; ${quote(protocol)} is refused.` }
}

function* setsPort({ env }: Container): Generator<Report> {
  for (const { name } of env)
    if (valueOf(name) === 'PORT')
      yield {
        at: spanOf(name),
        message:
          'Knative sets PORT to the container port itself and refuses one set by hand: declare containerPort instead.',
      }
}

/** HTTP, HTTP/2, administration, metrics and profiles of the queue-proxy. */
const reserved: ReadonlySet<number> = new Set([8008, 8012, 8013, 8022, 9090, 9091])

function manifest(name: string): string {
  return `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - image: example.com/shop:1
          ports:
            - name: ${name}
              containerPort: 8080
`
}

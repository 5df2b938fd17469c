import { spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import { protocolOf, type Service } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { type FixContext, type Report, resourceRule } from '../run/rule.ts'
import { fixWith, removeItem } from '../support/edits.ts'
import { hostPortKey, hostPortsOf } from '../support/hostPorts.ts'
import { containerText, longLived } from '../support/portFields.ts'
import { quote, resourceText } from '../support/text.ts'

export const portDuplicate = resourceRule({
  id: 'port-duplicate',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service port or container port declared twice',
    what: 'Finds a Service port, or a container port of a pod, that is declared twice with the same protocol.',
    why: [
      'In a Service the pair of `protocol` and `port` is the key of the list: the API server refuses a second entry',
      '(`Duplicate value`). The same number for TCP and for UDP is legal.',
      '',
      'In a pod it is accepted with a warning, `duplicate port definition`. Two containers share one network namespace, so unless',
      'both ask to share the port (SO_REUSEPORT), the second to listen fails with "address already in use". Twice in one',
      'container it is usually a copy whose number was never changed. Two different names for one container port are left as',
      'a hint, since they serve as aliases.',
      '',
      'One number for TCP and for UDP is two ports, and legal. Mind that patches find entries of a container by `containerPort`',
      'alone: client-side `kubectl apply` and strategic merge patches may change the wrong one of the two, or lose one.',
    ].join('\n'),
    instead: 'Remove the second entry, or give it the number that was meant.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 8080
    - name: metrics
      port: 8080
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 8080
    - name: metrics
      port: 9090
`,
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: ValidateService',
      'kubernetes pkg/api/pod/warnings.go: duplicate port definition (a warning, never an error)',
    ],
    covers: ['S3', 'C7', 'C16'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    if (resource.is === 'service') yield* serviceReports(resource)
    else for (const pod of resource.pods) yield* podReports(pod)
  },
})

function* serviceReports(service: Service): Generator<Report> {
  const { items, span } = service.ports
  for (const [index, entry] of items.entries()) {
    const number = valueOf(entry.port)
    const protocol = protocolOf(entry)
    if (number === undefined || protocol === undefined) continue
    const first = items.slice(0, index).find(each => valueOf(each.port) === number && protocolOf(each) === protocol)
    if (!first) continue
    yield {
      at: spanOf(entry.port),
      message: `${resourceText(service)} has Service port ${number}/${protocol} twice; the pair must be unique in a Service.`,
      related: [
        {
          at: { document: service.document, span: spanOf(first.port) },
          message: `Service port ${number}/${protocol} first stands here`,
        },
      ],
      fixes: context =>
        span
          ? fixWith(
              {
                title: `Remove the second Service port ${number}`,
                applicability: sameText(context, service.document, first.span, entry.span) ? 'safe' : 'unsafe',
              },
              removeItem(context, service.document, span, entry.span),
            )
          : [],
    }
  }
}

interface Seen {
  readonly container: Container
  readonly port: ContainerPort
}

function* podReports(pod: PodTemplate): Generator<Report> {
  const seen = new Map<string, Seen>()
  for (const container of longLived(pod.containers)) {
    for (const port of container.ports.items) {
      const number = valueOf(port.containerPort)
      const protocol = protocolOf(port)
      if (typeof number !== 'number' || number === 0 || protocol === undefined) continue
      const key = `${number}/${protocol}`
      const first = seen.get(key)
      if (!first) seen.set(key, { container, port })
      else if (!mapsToOtherHostPort(first.port, port) && !refusedForHostPort(pod, first, { container, port }))
        yield containerReport(pod, key, first, { container, port })
    }
  }
}

function containerReport(pod: PodTemplate, key: string, first: Seen, second: Seen): Report {
  const { container, port } = second
  const names = [valueOf(first.port.name), valueOf(port.name)]
  const alias = container === first.container && names.every(name => name !== undefined) && names[0] !== names[1]
  const { span } = container.ports
  const report = {
    at: spanOf(port.containerPort),
    message:
      container === first.container
        ? alias
          ? `Container port ${key} is declared twice, as ${names.map(name => quote(name ?? '')).join(' and ')}: both names lead to one port.`
          : `Container port ${key} is declared twice in ${containerText(container)}.`
        : `Container port ${key} is declared by ${containerText(first.container)} too: in one pod normally only one of them can listen.`,
    related: [
      {
        at: { document: pod.document, span: spanOf(first.port.containerPort) },
        message: `Container port ${key} first stands here`,
      },
    ],
    certainty: alias ? ('advice' as const) : ('likely' as const),
  }
  if (container !== first.container || alias || !span) return report
  return {
    ...report,
    fixes: context =>
      fixWith(
        {
          title: `Remove the second container port ${key}`,
          applicability: sameText(context, pod.document, first.port.span, port.span) ? 'safe' : 'unsafe',
        },
        removeItem(context, pod.document, span, port.span),
      ),
  }
}

/** What the API server refuses for the port of the node is the business of host-port-duplicate. */
function refusedForHostPort(pod: PodTemplate, first: Seen, second: Seen): boolean {
  if (first.container !== second.container && (first.container.role !== 'main' || second.container.role !== 'main'))
    return false
  const [a, b] = [first, second].map(({ container, port }) =>
    hostPortsOf(container, pod).find(each => each.port === port),
  )
  return a !== undefined && b !== undefined && hostPortKey(a) === hostPortKey(b)
}

/** One container port may be published on several host ports, or on several addresses of the host. */
function mapsToOtherHostPort(a: ContainerPort, b: ContainerPort): boolean {
  const differs = (x: unknown, y: unknown): boolean => x !== undefined && y !== undefined && x !== y
  if (a.hostPort.kind === 'unknown' || b.hostPort.kind === 'unknown') return true
  return differs(valueOf(a.hostPort), valueOf(b.hostPort)) || differs(valueOf(a.hostIP), valueOf(b.hostIP))
}

/** Nothing is lost with an entry that is there word by word. */
function sameText(context: FixContext, document: DocumentId, a: Span, b: Span): boolean {
  const { text } = context.document(document)
  return text.slice(a.start, a.end).trim() === text.slice(b.start, b.end).trim()
}

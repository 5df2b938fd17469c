import { spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import { isLongLived } from '../../k8s/facts/container.ts'
import { portNumberOf } from '../../k8s/knowledge/httpEvidence.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import type { ImageRole } from '../../k8s/knowledge/table/row.ts'
import { type Fix, type FixContext, workloadRule } from '../run/rule.ts'
import { httpGetToTcpSocket } from '../support/convertHandler.ts'
import { containerText } from '../support/portFields.ts'
import { handlersIn, isHook } from '../support/probeHandlers.ts'

/** What speaks a protocol of its own on most of its ports. */
const notHttp: ReadonlySet<ImageRole> = new Set<ImageRole>(['database', 'cache', 'broker'])

export const probeHttpOnDatabase = workloadRule({
  id: 'probe-http-on-database',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'httpGet probe on a port that speaks no HTTP',
    what: 'Finds httpGet probes of databases, caches and brokers on a port where their image speaks another protocol.',
    why: [
      'An `httpGet` probe sends an HTTP request and wants a status from 200 to 399. PostgreSQL, Redis, Kafka and their like answer such',
      'a request with an error of their own protocol, or close the connection, so the probe fails every time: a readinessProbe',
      'keeps the pod out of its Services, a livenessProbe restarts it forever. Some of them log each attempt as an attack.',
      '',
      'What a port speaks is known from the image. Images built from others under a name of their own are not checked, nor are ports on',
      'which the image does serve HTTP, such as the management port of RabbitMQ.',
    ].join('\n'),
    instead:
      'Ask the program in its own words with an exec probe (`pg_isready`, `redis-cli ping`), or connect with `tcpSocket`.',
    bad: manifest(`        httpGet:
          path: /
          port: 5432
`),
    good: manifest(`        exec:
          command: [pg_isready, -U, postgres]
`),
    sources: [
      'kubernetes pkg/probe/http/http.go: DoHTTPProbe (200 to 399 is success)',
      'docker-library/docs: the ports of each image',
    ],
    verify: ['kubectl describe pod db', 'kubectl get events --field-selector reason=Unhealthy'],
  },
  *check(workload, graph) {
    if (graph.mayBePatched(workload)) return
    for (const { pod, container, probe, handler } of handlersIn(workload)) {
      const port = valueOf(handler.port)
      if (handler.type !== 'httpGet' || port === undefined || isHook(probe) || !isLongLived(container)) continue
      if (handler.host.kind !== 'absent') continue
      const match = lookupImage(valueOf(container.image) ?? '')
      if (match?.by !== 'repository' || !notHttp.has(match.image.role)) continue
      const number = portNumberOf(container, port)
      const known = match.image.ports.find(each => each.protocol === 'TCP' && each.number === number)
      if (!known || /http|grpc/i.test(known.speaks)) continue
      yield {
        at: handler.keySpan,
        message: `${probe.of} sends HTTP to ${number} of ${containerText(container)}, where ${match.image.name} speaks ${speech(known.speaks, match.image.name)}.`,
        related: [
          {
            at: { document: pod.document, span: spanOf(container.image) },
            message: `The image is ${match.image.name}`,
          },
        ],
        fixes: context => toTcp(context, pod.document, handler.keySpan),
      }
    }
  },
})

function speech(protocol: string, image: string): string {
  return protocol === image ? 'its own protocol' : protocol
}

function toTcp(context: FixContext, id: DocumentId, key: Span): readonly Fix[] {
  const conversion = httpGetToTcpSocket(context.document(id), key)
  if (!conversion) return []
  const edits = conversion.edits.map(edit => ({ ...edit, document: id }))
  return [{ title: 'Convert httpGet to tcpSocket', applicability: 'unsafe', preferred: true, edits }]
}

function manifest(handler: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: postgres:17
      ports:
        - containerPort: 5432
      readinessProbe:
${handler}`
}

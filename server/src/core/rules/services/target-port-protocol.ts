import { spanOf, valueOf } from '../../base/known.ts'
import type { DeclaredPort, Graph, SelectedPod } from '../../graph/graph.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, serviceRule } from '../run/rule.ts'
import { addEntry, fixWith, type MaybeEdit, replaceScalar } from '../support/edits.ts'
import { containerText } from '../support/portFields.ts'
import { identityOf, selectedBy, workloadsOf } from '../support/selection.ts'
import { quote, resourcesText } from '../support/text.ts'

export const targetPortProtocol = serviceRule({
  id: 'target-port-protocol',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Named targetPort with another protocol',
    what: 'Finds a `targetPort` whose name the pods declare, but for another protocol than that of the Service port.',
    why: [
      'A named `targetPort` is found only where name *and* protocol are equal. Both sides default to TCP, so it is enough that',
      'one of them says `protocol: UDP` and the other says nothing: the port gets no endpoints, and no error is reported.',
      '',
      'A numeric `targetPort` is not compared with the protocol of any container port.',
    ].join('\n'),
    instead: 'Write the same `protocol` on both sides.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53
      protocol: UDP
      targetPort: dns
---
apiVersion: v1
kind: Pod
metadata:
  name: dns
  labels:
    app: dns
spec:
  containers:
    - name: dns
      image: example.com/dns:1
      ports:
        - name: dns
          containerPort: 5353
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53
      protocol: UDP
      targetPort: dns
---
apiVersion: v1
kind: Pod
metadata:
  name: dns
  labels:
    app: dns
spec:
  containers:
    - name: dns
      image: example.com/dns:1
      ports:
        - name: dns
          containerPort: 5353
          protocol: UDP
`,
    sources: ['k8s.io/endpointslice/utils.go: FindPort'],
    verify: ['kubectl get endpointslices -l kubernetes.io/service-name=dns -o yaml'],
  },
  *check(service, graph) {
    const selected = selectedBy(service, graph)
    if (!selected) return
    for (const entry of service.ports.items) {
      const right = selected.pods.filter(pod => graph.resolve(entry, pod).status === 'named')
      const reachedToo = new Set(right.map(pod => identityOf(pod.workload)))
      const wrong = selected.pods
        .filter(pod => !reachedToo.has(identityOf(pod.workload)))
        .flatMap(pod => wrongIn(entry, pod, graph))
      const [first] = wrong
      if (!first) continue
      const { port, container } = first.declared
      const protocols = { service: protocolOf(entry) ?? 'TCP', pod: protocolOf(port) ?? 'TCP' }
      const reached = [...selected.pods, ...selected.elsewhere()].some(
        pod => graph.resolve(entry, pod).status === 'named',
      )
      const where = resourcesText(workloadsOf(wrong.map(each => each.pod)))
      yield {
        at: spanOf(entry.protocol.kind === 'known' ? entry.protocol : entry.targetPort),
        message: `This Service port is ${protocols.service}${entry.protocol.kind === 'absent' ? ' (by default)' : ''}, but ${where} ${wrong.length > 1 ? 'declare' : 'declares'} ${quote(String(valueOf(entry.targetPort)))} for ${protocols.pod}: a name is found only with the same protocol.`,
        ...(reached ? { certainty: 'likely' as const } : {}),
        related: [
          {
            at: {
              document: first.pod.pod.document,
              span: spanOf(port.protocol.kind === 'known' ? port.protocol : port.name),
            },
            message: `The port of ${containerText(container)} is ${protocols.pod}${port.protocol.kind === 'absent' ? ' by default' : ''}`,
          },
        ],
        fixes: context => fixesFor(context, graph, service, entry, wrong, protocols),
      }
    }
  },
})

interface Wrong {
  readonly pod: SelectedPod
  readonly declared: DeclaredPort
}

function wrongIn(entry: ServicePort, pod: SelectedPod, graph: Graph): readonly Wrong[] {
  const resolution = graph.resolve(entry, pod)
  return resolution.status === 'missing' && resolution.otherProtocol
    ? [{ pod, declared: resolution.otherProtocol }]
    : []
}

/** Whoever wrote a protocol meant it; a side that says nothing is the likelier typo. */
function* fixesFor(
  context: FixContext,
  graph: Graph,
  service: Service,
  entry: ServicePort,
  wrong: readonly Wrong[],
  protocols: { readonly service: string; readonly pod: string },
): Generator<Fix> {
  const podsSilent = wrong.every(({ declared }) => declared.port.protocol.kind === 'absent')
  const serviceSilent = entry.protocol.kind === 'absent'
  const others = service.ports.items.filter(each => each !== entry)
  // Another port of the Service needs the container port as it is, or stands where this one would be.
  const podNeeded = others.some(other => wrong.some(each => leadsTo(other, each, graph)))
  const taken = others.some(other => protocolOf(other) === protocols.pod && valueOf(other.port) === valueOf(entry.port))
  const podEdits = wrong.map(({ pod, declared: { port } }) =>
    setProtocol(context, pod.pod.document, port, protocols.service, 'containerPort'),
  )
  if (!podNeeded)
    yield* fixWith(
      {
        title: `Set the container port's protocol to ${protocols.service}`,
        applicability: 'unsafe',
        ...(podsSilent ? { preferred: true } : {}),
      },
      ...podEdits,
    )
  if (!taken)
    yield* fixWith(
      {
        title: `Set the Service port's protocol to ${protocols.pod}`,
        applicability: 'unsafe',
        ...(serviceSilent && !podsSilent ? { preferred: true } : {}),
      },
      setProtocol(context, service.document, entry, protocols.pod, 'targetPort'),
    )
}

function leadsTo(other: ServicePort, { pod, declared }: Wrong, graph: Graph): boolean {
  const resolution = graph.resolve(other, pod)
  return resolution.status === 'named' && resolution.declared.port === declared.port
}

function setProtocol(
  context: FixContext,
  document: Service['document'],
  port: Pick<ServicePort, 'protocol' | 'span'>,
  value: string,
  after: string,
): MaybeEdit {
  if (port.protocol.kind === 'known') return replaceScalar(context, document, port.protocol, value)
  return addEntry(context, document, port.span, { key: 'protocol', value }, { after })
}

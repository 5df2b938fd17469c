import { spanOf, valueOf } from '../../base/known.ts'
import type { Container, ContainerPort, Probe, ProbeHandler } from '../../k8s/container.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import { isPortNumber } from '../../k8s/port.ts'
import type { PodTemplate } from '../../k8s/resource.ts'
import { protocolOf } from '../../k8s/service.ts'
import { declarePort } from '../declarePort.ts'
import { fixWith, replaceScalar } from '../edits.ts'
import { containerText } from '../portFields.ts'
import { handlersIn, isHook } from '../probeHandlers.ts'
import { type Fix, workloadRule } from '../rule.ts'
import { containerPortsText, containerPortText } from '../text.ts'

export const probePortUndeclared = workloadRule({
  id: 'probe-port-undeclared',
  certainty: 'likely',
  since: '0.2.0',
  fix: 'sometimes',
  docs: {
    title: 'Probe of a number that the container most likely does not serve',
    what: 'Finds numeric probe ports that contradict what the rest of the pod says about its ports.',
    why: [
      'A probe by number needs no declared container port: the kubelet just connects to the address of the pod. So an undeclared number',
      'is legal, and in released manifests nearly always right. It is suspicious only where the pod says otherwise: the image is known',
      'to listen on the very ports that are declared, and on no other; or the other probes of the container go to a declared',
      'port, and this one alone does not. Nothing else in the pod (args, env, annotations) mentions the number.',
      '',
      'Such a probe is refused a connection every time: a readinessProbe keeps the pod out of its Services, a livenessProbe restarts',
      'it for ever.',
    ].join('\n'),
    instead:
      'Probe the port that the process listens on. If it does listen on this one, declare it as a `containerPort`.',
    bad: manifest(8080),
    good: manifest(80),
    sources: [
      'kubernetes pkg/probe/util.go: ResolveContainerPort',
      'kubernetes pkg/kubelet/prober/prober.go: runProbe',
    ],
    covers: ['P6'],
    verify: ['kubectl describe pod shop', 'kubectl get events --field-selector reason=Unhealthy'],
  },
  *check(workload, graph) {
    for (const { pod, container, probe, handler } of handlersIn(workload)) {
      const number = valueOf(handler.port)
      if (!isPortNumber(number) || isHook(probe) || handler.host.kind !== 'absent' || handler.type === 'exec') continue
      if (!graph.podOf(pod)?.complete || pod.mentionsUnknown || pod.mentionsBesideProbes.has(number)) continue
      if (pod.containers.some(each => declares(each, number))) continue
      const evidence = byImage(container, number, pod) ?? byOtherProbes(container, probe)
      if (!evidence) continue
      const ports = container.ports.items
      yield {
        at: spanOf(handler.port),
        message: `${probe.of} goes to ${number}, but ${containerText(container)} declares ${containerPortsText(ports)}, and ${evidence.because}.`,
        related: evidence.ports.slice(0, 2).map(port => ({
          at: { document: pod.document, span: spanOf(port.containerPort) },
          message: `Container port ${containerPortText(port)} is declared here`,
        })),
        fixes: function* (context): Generator<Fix> {
          const [only, other] = evidence.ports
          const value = only && valueOf(only.containerPort)
          if (only && typeof value === 'number' && !other)
            yield* fixWith(
              {
                title: `Change the ${handler.type} port to ${containerPortText(only)}`,
                applicability: 'unsafe',
                preferred: true,
              },
              replaceScalar(context, pod.document, handler.port, value),
            )
          yield* fixWith(
            { title: `Declare containerPort ${number} in ${containerText(container)}`, applicability: 'unsafe' },
            declarePort(context, pod, container, number),
          )
        },
      }
    }
  },
})

interface Evidence {
  readonly because: string
  /** The declared ports that were most likely meant. */
  readonly ports: readonly ContainerPort[]
}

function declares({ ports }: Container, number: number): boolean {
  return (
    !ports.complete ||
    ports.items.some(port => valueOf(port.containerPort) === number || port.containerPort.kind === 'unknown')
  )
}

/** The image is known, is not configured from elsewhere, and listens on what is declared. */
function byImage(container: Container, number: number, pod: PodTemplate): Evidence | undefined {
  const match = lookupImage(valueOf(container.image) ?? '')
  if (match?.by !== 'repository' || pod.configuredElsewhere) return undefined
  const known = new Set(match.image.ports.map(port => port.number))
  const ports = container.ports.items.filter(
    port => protocolOf(port) === 'TCP' && known.has(Number(valueOf(port.containerPort))),
  )
  if (known.has(number) || ports.length === 0) return undefined
  return { because: `${match.image.name} listens there`, ports }
}

/** Another probe of the container goes to a declared port, so its author does probe what is declared. */
function byOtherProbes(container: Container, asking: Probe): Evidence | undefined {
  const ports = container.probes
    .filter(probe => probe !== asking && !isHook(probe))
    .flatMap(probe => probe.handlers.flatMap(handler => declaredOf(container, handler)))
  const distinct = [...new Set(ports)]
  const [first] = distinct
  return first && { because: `its other probes go to ${containerPortText(first)}`, ports: distinct }
}

function declaredOf({ ports }: Container, { port }: ProbeHandler): readonly ContainerPort[] {
  const wanted = valueOf(port)
  if (wanted === undefined) return []
  return ports.items.filter(
    each =>
      protocolOf(each) === 'TCP' && valueOf(typeof wanted === 'string' ? each.name : each.containerPort) === wanted,
  )
}

function manifest(port: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: nginx:1.27
      ports:
        - containerPort: 80
      livenessProbe:
        httpGet:
          path: /
          port: ${port}
`
}

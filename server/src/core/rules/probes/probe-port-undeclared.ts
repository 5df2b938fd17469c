import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Container, ContainerPort, Probe, ProbeHandler } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import { type Certainty, type Fix, type Related, workloadRule } from '../run/rule.ts'
import { declarePort } from '../support/containerPortFixes.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { statedPort, stockPorts } from '../support/listening.ts'
import { isEvident, servingFlag } from '../support/portEvidence.ts'
import { containerText } from '../support/portFields.ts'
import { handlersIn, isHook } from '../support/probeHandlers.ts'
import { containerPortsText, containerPortText } from '../support/text.ts'

export const probePortUndeclared = workloadRule({
  id: 'probe-port-undeclared',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Probe of a number that the container most likely does not serve',
    what: 'Finds numeric probe ports that contradict what the rest of the pod says about its ports.',
    why: [
      'A probe by number needs no declared container port: the kubelet just connects to the address of the pod. So an undeclared number',
      'is legal, and in released manifests nearly always right. It is suspicious only where the pod says otherwise: the image is known',
      'to listen on the very ports that are declared, and on no other; or the other probes of the container go to a declared',
      'port, and this one alone does not. Nothing else mentions the number: no args, env or annotation of the pod, and no ConfigMap',
      'in view that it reads.',
      '',
      'Programs often serve their health on a port of its own, so what the other probes do is information only, and nothing at all',
      'where the pod reads ConfigMaps or Secrets, which may set the port. It is a warning where the number looks like a wrong one for the declared one:',
      'a digit is missing, doubled or swapped, it is the port of the Service in front, or a port declared for health is passed by.',
      'Where args, env or the image name one port to listen on, another one in a probe is information only, too.',
      '',
      'Such a probe is refused a connection every time: a readinessProbe keeps the pod out of its Services, a livenessProbe restarts',
      'it forever.',
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
      if (!graph.podOf(pod)?.complete || pod.mentionsUnknown || pod.containers.some(hidesPorts)) continue
      if (isEvident(number, pod, graph, 'probes do not count')) continue
      const evidence =
        byImage(container, pod) ??
        byOtherProbes(container, number, probe, pod, graph) ??
        byListening(container, pod, graph)
      if (!evidence) continue
      const ports = container.ports.items
      const declared = ports.length > 0 ? `declares ${containerPortsText(ports)}, and` : 'declares no port, and'
      yield {
        at: spanOf(handler.port),
        message: `${probe.of} goes to ${number}, but ${containerText(container)} ${declared} ${evidence.because}.`,
        ...(evidence.certainty ? { certainty: evidence.certainty } : {}),
        related: [
          ...evidence.ports.slice(0, 2).map(port => ({
            at: { document: pod.document, span: spanOf(port.containerPort) },
            message: `Container port ${containerPortText(port)} is declared here`,
          })),
          ...(evidence.said ? [evidence.said] : []),
        ],
        fixes: function* (context): Generator<Fix> {
          const [only, other] = evidence.ports
          const value = only && valueOf(only.containerPort)
          const declaredHere = only && typeof value === 'number' && !other ? value : undefined
          const meant = declaredHere ?? evidence.meant
          // Health on a port of its own is usual: to change the probe would break it.
          const isWrong = evidence.certainty !== 'possible' || evidence.meant !== undefined
          if (meant !== undefined && isWrong)
            yield* fixWith(
              {
                title: `Change the ${handler.type} port to ${only ? containerPortText(only) : meant}`,
                applicability: 'unsafe',
                preferred: true,
              },
              replaceScalar(context, pod.document, handler.port, meant),
            )
          // Who is told another port does not listen on this one as well, as far as anybody can tell.
          const told = statedPort(container, pod, graph) ?? servingFlag(container)
          if ((evidence.certainty === 'possible' && isWrong) || (told && told.port !== number)) return
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
  /** Where it is not a declared port that was meant. */
  readonly meant?: number
  readonly said?: Related | undefined
  /** Only where it differs from that of the rule. */
  readonly certainty?: Certainty
}

function hidesPorts({ ports }: Container): boolean {
  return !ports.complete || ports.items.some(({ containerPort }) => containerPort.kind === 'unknown')
}

/** The image is known, is not configured from elsewhere, and listens on what is declared. */
function byImage(container: Container, pod: PodTemplate): Evidence | undefined {
  const match = lookupImage(valueOf(container.image) ?? '')
  if (match?.by !== 'repository' || pod.configuredElsewhere) return undefined
  const known = new Set(match.image.ports.map(port => port.number))
  const ports = container.ports.items.filter(
    port => protocolOf(port) === 'TCP' && known.has(Number(valueOf(port.containerPort))),
  )
  return ports.length === 0 ? undefined : { because: `${match.image.name} listens there`, ports }
}

/**
 * Args, env or configuration name one port to listen on and the image has no other, as far as anybody knows. Many programs
 * serve their health on a port of its own, so this is a possibility only.
 */
function byListening(container: Container, pod: PodTemplate, graph: Graph): Evidence | undefined {
  const ports = container.ports.items
  const told = statedPort(container, pod, graph)
  const onlyTold = told && ports.every(each => valueOf(each.containerPort) === told.port)
  if (told && onlyTold)
    return { because: told.because, ports: [], meant: told.port, said: told.said, certainty: 'possible' }
  const isSilent = ports.length === 0 && graph.listensOf(container, pod).length === 0
  const stock = isSilent ? stockPorts(container, pod) : undefined
  if (!stock) return undefined
  const meant = stock.only === undefined ? {} : { meant: stock.only }
  return { because: stock.because, ports: [], ...meant, certainty: 'possible' }
}

/**
 * Another probe of the container goes to a declared port, so its author does probe what is declared. A possibility only, and
 * none at all where the port may be set out of view, unless the number is most likely a wrong one for the declared one.
 */
function byOtherProbes(
  container: Container,
  number: number,
  asking: Probe,
  pod: PodTemplate,
  graph: Graph,
): Evidence | undefined {
  const found = container.probes
    .filter(probe => probe !== asking && !isHook(probe))
    .flatMap(probe => probe.handlers.flatMap(handler => declaredOf(container, handler)))
  const ports = [...new Set(found)]
  const [first] = ports
  if (!first || pod.configuredElsewhere) return undefined
  const because = `its other probes go to ${containerPortText(first)}`
  const isTypo = ports.some(port => isTypoOf(number, port) || isForHealth(port))
  return isTypo || isServicePort(number, ports, pod, graph)
    ? { because, ports }
    : { because, ports, certainty: 'possible' }
}

function isForHealth({ name }: ContainerPort): boolean {
  return /(?:^|-)(?:healthz?|readyz?|readiness|livez?|liveness|probes?)(?:-|$)/.test(valueOf(name) ?? '')
}

/** A digit that is missing, doubled or swapped with its neighbor: 808 or 8008 for 8080. Another last digit is another port. */
function isTypoOf(number: number, { containerPort }: ContainerPort): boolean {
  const [one, other] = [String(number), String(valueOf(containerPort) ?? '')]
  if (Math.min(one.length, other.length) < 3) return false
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const places = Array.from(long, (_, at) => at)
  if (long.length === short.length + 1) return places.some(at => long.slice(0, at) + long.slice(at + 1) === short)
  return (
    long.length === short.length &&
    one !== other &&
    places.some(at => `${one.slice(0, at)}${one[at + 1] ?? ''}${one[at] ?? ''}${one.slice(at + 2)}` === other)
  )
}

/** The number of a Service port that leads to one of the ports: probes go to the container itself. */
function isServicePort(number: number, ports: readonly ContainerPort[], pod: PodTemplate, graph: Graph): boolean {
  const selected = graph.podOf(pod)
  return graph
    .servicesOf(pod)
    .flatMap(service => service.ports.items)
    .some(entry => {
      const to = selected && valueOf(entry.port) === number ? graph.resolve(entry, selected) : undefined
      const declared = to?.status === 'named' || to?.status === 'number' ? to.declared : undefined
      return declared !== undefined && ports.includes(declared.port)
    })
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

import { contains } from '../../base/span.ts'
import type { Container, Probe } from '../../k8s/facts/container.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { portNumberOf, speaksHttp } from '../../k8s/knowledge/httpEvidence.ts'
import type { Block } from './choice.ts'
import { containerAt } from './container.ts'
import type { Mended } from './mend.ts'
import { healthPaths, probePorts } from './probe.ts'

/** Whole probes in a container, handlers in a probe that has none. */
export function probeBlocks(workload: Workload, at: Mended): readonly Block[] {
  const { path } = at
  const found = containerAt(workload, at)
  if (!found) return []
  const { container, pod } = found
  const above = path.at(-2)
  if (isContainerItem(path)) return container.role === 'init' ? [] : wholeProbes(container, pod, at)
  const probe = container.probes.find(each => each.of === above)
  const isEmpty = probe?.handlers.every(handler => !contains(handler.span, at.standIn) && handler.type === 'exec')
  return isEmpty !== false && isProbeKey(above) ? handlerBlocks(container, pod, probe, at) : []
}

/** The probes, with what each is for. */
const kinds = [
  ['readinessProbe', 'Services send nothing while it fails'],
  ['livenessProbe', 'restarts the container when it fails'],
  ['startupProbe', 'holds the other probes back until it passes'],
] as const

function isProbeKey(key: string | number | undefined): boolean {
  return kinds.some(([kind]) => kind === key)
}

/** `…containers[n].word`. */
function isContainerItem(path: Mended['path']): boolean {
  return typeof path.at(-2) === 'number' && /^(containers|initContainers)$/.test(String(path.at(-3)))
}

function wholeProbes(container: Container, pod: PodTemplate, at: Mended): readonly Block[] {
  return kinds
    .filter(([kind]) => !container.probes.some(probe => probe.of === kind))
    .flatMap(([kind, detail]) =>
      handlersFor(container, pod, undefined, at)
        .slice(0, 1)
        .map(({ type, fields, says }) => ({
          says: `${type} ${says}`,
          detail,
          content: { key: kind, value: { [type]: fields } },
        })),
    )
}

function handlerBlocks(container: Container, pod: PodTemplate, probe: Probe | undefined, at: Mended): readonly Block[] {
  return handlersFor(container, pod, probe, at).map(({ type, fields, says, asks }) => ({
    says,
    detail: asks,
    content: { key: type, value: fields },
  }))
}

interface Handler {
  readonly type: 'httpGet' | 'tcpSocket' | 'grpc'
  readonly fields: Readonly<Record<string, string | number>>
  /** In the fewest words: `/healthz on http`. */
  readonly says: string
  /** What the kubelet does. */
  readonly asks: string
}

/** HTTP where a port speaks it or nobody knows, gRPC where one speaks that; databases are asked for a connection only. */
function handlersFor(
  container: Container,
  pod: PodTemplate,
  probe: Probe | undefined,
  { graph }: Mended,
): readonly Handler[] {
  const services = graph.servicesOf(pod)
  const ports = probePorts(container, pod, 'httpGet', graph).map(({ value }) => ({
    value,
    number: portNumberOf(container, value),
    speech: speaksHttp(container, value, pod, services, probe),
  }))
  const web = ports.find(({ speech }) => speech?.http) ?? ports.find(({ speech }) => speech === undefined)
  const rpc = ports.find(({ speech }) => speech && !speech.http && speech.speaks === 'gRPC')?.number
  const any = web ?? ports[0]
  const tls = web?.speech?.http && web.speech.scheme === 'HTTPS' ? { scheme: 'HTTPS' } : {}
  const path = String(healthPaths(container, probe)[0]?.value ?? '/')
  return [
    ...(web
      ? [
          handler(
            'httpGet',
            { path, port: web.value, ...tls },
            `${path} on ${web.value}`,
            'a status of 200 to 399 passes',
          ),
        ]
      : []),
    ...(rpc === undefined
      ? []
      : [handler('grpc', { port: rpc }, String(rpc), 'the gRPC health service answers SERVING')]),
    ...(any ? [handler('tcpSocket', { port: any.value }, String(any.value), 'a connection that opens passes')] : []),
  ]
}

function handler(type: Handler['type'], fields: Handler['fields'], says: string, asks: string): Handler {
  return { type, fields, says, asks }
}

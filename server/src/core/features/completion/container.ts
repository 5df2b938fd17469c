import { valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import { type Container, type ContainerPort, isLongLived } from '../../k8s/facts/container.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import { isKnative } from '../../k8s/knowledge/knative.ts'
import { suggestContainerPortName } from '../../rules/support/portNames.ts'
import type { Choice } from './choice.ts'
import { around, type Mended } from './mend.ts'
import { distinct, undeclaredPorts } from './podPorts.ts'
import { nameDetail, protocols } from './words.ts'

/** The fields of an entry of a container's `ports`. */
export const containerPortFields = ['containerPort', 'name', 'protocol'] as const

/** The container that the cursor is in, with its pod. One in a patch has the ports of the container that it changes. */
export function containerAt(
  workload: Workload,
  at: Mended,
): { readonly pod: PodTemplate; readonly container: Container } | undefined {
  for (const pod of workload.pods) {
    const container = pod.containers.find(each => contains(each.span, at.standIn))
    if (!container) continue
    const isPatch = container.ports.items.length === 0 && at.graph.isPart(workload)
    const changed = isPatch ? changedBy(workload, container, at) : undefined
    return { pod, container: changed ? { ...container, ports: changed.ports, image: changed.image } : container }
  }
  return undefined
}

function changedBy(patch: Workload, container: Container, at: Mended): Container | undefined {
  const [name, containerName] = [valueOf(patch.name), valueOf(container.name)]
  return around(at, 'workload')
    .filter(each => each.id !== patch.id && each.kind === patch.kind && valueOf(each.name) === name)
    .flatMap(({ pods }) => pods.flatMap(pod => pod.containers))
    .find(each => containerName !== undefined && valueOf(each.name) === containerName)
}

/** What may stand in a field of the container port that is being typed. */
export function containerPortChoices(workload: Workload, field: string, at: Mended): readonly Choice[] {
  const found = containerAt(workload, at)
  const port = found?.container.ports.items.find(each => contains(each.span, at.standIn))
  if (!found || !port) return []
  const { pod, container } = found
  const ofKnative = isKnative(workload)
  switch (field) {
    case 'containerPort':
      return containerPorts(container, pod, at.graph)
    case 'name':
      return ofKnative ? knativeNames : names(port, pod, at.graph)
    case 'protocol':
      return ofKnative ? protocols.slice(0, 1) : protocols
    default:
      return []
  }
}

/** Numbers that somebody means already: the Services in front, the probes, the program itself, its image. */
export function containerPorts(container: Container, pod: PodTemplate, graph: Graph): readonly Choice[] {
  const meant = graph.servicesOf(pod).flatMap(service =>
    service.ports.items.flatMap((port): Choice[] => {
      const number = valueOf(port.targetPort)
      const name = valueOf(service.name) ?? '?'
      return typeof number === 'number'
        ? [{ value: number, kind: 'port-number', detail: `targetPort of Service ${name}` }]
        : []
    }),
  )
  const probed = container.probes.flatMap(({ of, handlers }) =>
    handlers.flatMap(({ port }): Choice[] => {
      const number = valueOf(port)
      return typeof number === 'number' ? [{ value: number, kind: 'port-number', detail: `port of ${of}` }] : []
    }),
  )
  // In one pod only one container can listen on a number.
  const all = pod.containers.filter(isLongLived).flatMap(each => each.ports.items)
  const declared = new Set(all.map(({ containerPort }) => valueOf(containerPort)))
  return distinct([...meant, ...undeclaredPorts(container, pod, graph), ...probed]).filter(
    ({ value }) => isPortNumber(value) && !declared.has(value),
  )
}

/** @see knative/serving pkg/apis/serving/k8s_validation.go: validateContainerPortBasic */
const knativeNames: readonly Choice[] = [named('http1', 'Knative sends HTTP/1.1'), named('h2c', 'Knative sends HTTP/2')]

function named(value: string, detail: string): Choice {
  return { value, kind: 'port-name', detail }
}

/** `http` where the stock image serves HTTP on the number. */
function spokenBy({ containerPort, span }: ContainerPort, pod: PodTemplate): string | undefined {
  const container = pod.containers.find(each => contains(each.span, span))
  const image = container && valueOf(container.image)
  const port =
    image === undefined
      ? undefined
      : lookupImage(image)?.image.ports.find(each => each.number === valueOf(containerPort))
  return port && /^(HTTPS?|gRPC)$/.test(port.speaks) ? port.speaks.toLowerCase() : undefined
}

/** Names that Services and probes ask for in vain, then the usual one of the number. */
function names(port: ContainerPort, pod: PodTemplate, graph: Graph): readonly Choice[] {
  const taken = pod.containers.flatMap(each => each.ports.items).filter(each => each !== port)
  const wanted = graph.servicesOf(pod).flatMap(service =>
    service.ports.items.flatMap((each): Choice[] => {
      const name = valueOf(each.targetPort)
      const detail = `targetPort of Service ${valueOf(service.name) ?? '?'}`
      return typeof name === 'string' && protocolOf(each) === protocolOf(port)
        ? [{ value: name, kind: 'port-name', detail }]
        : []
    }),
  )
  const probed = pod.containers
    .filter(container => container.ports.items.includes(port))
    .flatMap(container => container.probes)
    .flatMap(({ of, handlers }) =>
      handlers.flatMap((handler): Choice[] => {
        const name = valueOf(handler.port)
        return typeof name === 'string' ? [{ value: name, kind: 'port-name', detail: `port of ${of}` }] : []
      }),
    )
  const spoken = spokenBy(port, pod)
  const usual = suggestContainerPortName(
    port,
    taken.map(each => each.name),
  )
  const suggested = [
    ...(spoken === undefined ? [] : [named(spoken, 'what the image speaks there')]),
    ...(usual === undefined ? [] : [named(usual, nameDetail(usual, valueOf(port.containerPort)))]),
  ]
  const used = new Set(taken.map(each => valueOf(each.name)))
  return distinct([...wanted, ...probed, ...suggested]).filter(
    ({ value }) => !used.has(String(value)) && portNameProblem(String(value)) === undefined,
  )
}

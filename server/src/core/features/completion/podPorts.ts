import { distinctBy } from '../../base/distinct.ts'
import { valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { type Container, type ContainerPort, isLongLived } from '../../k8s/facts/container.ts'
import { isPortNumber, type Protocol, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import type { Choice } from './choice.ts'

/** A port that a pod declares, with who declares it. */
interface Declared {
  readonly selected: SelectedPod
  readonly container: Container
  readonly port: ContainerPort
}

/**
 * The names that ports of these pods have, those that all of them have first, then in the order of the manifest. A name in a
 * targetPort is looked up together with the protocol.
 *
 * @param protocol absent where any will do
 */
export function portNames(pods: readonly SelectedPod[], protocol?: Protocol): readonly Choice[] {
  const byName = new Map<string, Declared[]>()
  for (const each of declaredBy(pods)) {
    const name = valueOf(each.port.name)
    if (name === undefined || portNameProblem(name) !== undefined || !fits(each.port, protocol)) continue
    byName.set(name, [...(byName.get(name) ?? []), each])
  }
  return mostPodsFirst([...byName]).map(([name, declared]) => ({
    value: name,
    kind: 'port-name',
    detail: `${numbersOf(declared)} ${whose(declared, pods)}`,
  }))
}

/**
 * The numbers that containers of these pods declare, in the same order, then those that only their args, variables or images
 * tell of.
 */
export function portNumbers(pods: readonly SelectedPod[], graph: Graph, protocol?: Protocol): readonly Choice[] {
  const byNumber = new Map<number, Declared[]>()
  for (const each of declaredBy(pods)) {
    const number = valueOf(each.port.containerPort)
    if (isPortNumber(number)) byNumber.set(number, [...(byNumber.get(number) ?? []), each])
  }
  const fitting = [...byNumber].filter(([, all]) => all.some(({ port }) => fits(port, protocol)))
  const declared = mostPodsFirst(fitting).map(([number, all]): Choice => {
    const name = all.map(({ port }) => valueOf(port.name)).find(each => each !== undefined)
    return {
      value: number,
      kind: 'port-number',
      detail: `${name === undefined ? '' : `${name} `}${whose(all, pods)}`,
    }
  })
  const told = pods.flatMap(({ pod }) =>
    pod.containers.filter(isLongLived).flatMap(container => servedPorts(container, pod, graph)),
  )
  return [...declared, ...distinct(told).filter(({ value }) => !byNumber.has(Number(value)))]
}

/** The undeclared ports that somebody may well mean: what the image may open counts where the container declares nothing. */
export function servedPorts(container: Container, pod: PodTemplate, graph: Graph): readonly Choice[] {
  const isSilent = container.ports.items.length === 0
  return isSilent ? undeclaredPorts(container, pod, graph) : toldPorts(container, pod, graph)
}

/** Numbers that a container listens on by its own words, else by those of its image, and does not declare. */
export function undeclaredPorts(container: Container, pod: PodTemplate, graph: Graph): readonly Choice[] {
  if (graph.listensOf(container, pod).length > 0) return toldPorts(container, pod, graph)
  const image = valueOf(container.image)
  const match = image === undefined ? undefined : lookupImage(image)
  if (!match) return []
  const { name, ports } = match.image
  const usual = ports.map(
    ({ number, speaks }): Choice => ({
      value: number,
      kind: 'port-number',
      detail: speaks === name ? `the default of ${name}` : `${speaks}, a default of ${name}`,
    }),
  )
  return undeclared(usual, container)
}

function toldPorts(container: Container, pod: PodTemplate, graph: Graph): readonly Choice[] {
  const name = valueOf(container.name) ?? 'this container'
  const listens = graph
    .listensOf(container, pod)
    .map((each): Choice => ({ value: each.port, kind: 'port-number', detail: `${each.by} of container ${name}` }))
  return undeclared(listens, container)
}

function undeclared(choices: readonly Choice[], { ports }: Container): readonly Choice[] {
  const declared = new Set(ports.items.map(({ containerPort }) => valueOf(containerPort)))
  return distinct(choices).filter(({ value }) => isPortNumber(value) && !declared.has(value))
}

/** Choices with one value are one choice: the first. */
export function distinct<T extends Choice>(choices: readonly T[]): readonly T[] {
  return distinctBy(choices, ({ value }) => value)
}

function fits(port: ContainerPort, protocol: Protocol | undefined): boolean {
  return protocol === undefined || protocolOf(port) === protocol
}

/** Containers before sidecars, as Kubernetes looks for a name. */
function declaredBy(pods: readonly SelectedPod[]): readonly Declared[] {
  return pods.flatMap(selected =>
    (['main', 'sidecar'] as const).flatMap(role =>
      selected.pod.containers
        .filter(container => container.role === role)
        .flatMap(container => container.ports.items.map(port => ({ selected, container, port }))),
    ),
  )
}

function mostPodsFirst<T>(found: readonly (readonly [T, readonly Declared[]])[]): typeof found {
  return found.toSorted(([, a], [, b]) => podsIn(b) - podsIn(a))
}

function podsIn(declared: readonly Declared[]): number {
  return new Set(declared.map(({ selected }) => selected.pod.id)).size
}

function numbersOf(declared: readonly Declared[]): string {
  return [...new Set(declared.map(({ port }) => valueOf(port.containerPort) ?? '?'))].join(' or ')
}

function whose(declared: readonly Declared[], pods: readonly SelectedPod[]): string {
  const having = podsIn(declared)
  if (having < pods.length) return `in ${having} of ${pods.length} pod templates`
  const [first, ...others] = new Set(declared.map(({ container }) => valueOf(container.name) ?? '?'))
  return `in container ${first ?? '?'}${others.length > 0 ? ' and others' : ''}`
}

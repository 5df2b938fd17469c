import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod, Selection } from '../../graph/graph.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import { labelValue } from '../../k8s/facts/labels.ts'
import { type Protocol, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf, type Service } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import type { Related } from '../run/rule.ts'
import { addedSelector } from './kustomizeLabels.ts'
import { longLived } from './portFields.ts'
import { containerPortsText, containerPortText, resourcesText, resourceText } from './text.ts'

/** What a rule about targetPorts looks at. */
export interface Selected {
  /** At least one. */
  readonly pods: readonly SelectedPod[]
  /** Pods that match too, outside the unit of the Service. */
  readonly elsewhere: () => readonly SelectedPod[]
}

/**
 * The pods that a Service is for, or `undefined` where nobody can say, or a patch may still change the Service. Pods of Jobs
 * and of Helm tests often carry the labels of the app they belong to; they count only where nothing else is selected. So do, in
 * what was read out of a cluster, the pods and old ReplicaSets of a workload that is in view itself.
 */
export function selectedBy(service: Service, graph: Graph): Selected | undefined {
  // A selector that a build has added by mistake is told as that, and not by what it picks.
  if (graph.mayBePatched(service) || addedSelector(service, graph)) return undefined
  return lastingPods(graph.selection(service), graph)
}

function lastingPods(selection: Selection, graph: Graph): Selected | undefined {
  if (selection.status !== 'selected') return undefined
  const workloads = workloadsOf(selection.pods)
  const lasting = selection.pods.filter(
    ({ workload }) => !isPassing(workload) && !graph.isMadeForOneOf(workload, workloads),
  )
  const pods = lasting.length > 0 ? lasting : selection.pods
  return pods.length > 0 ? { pods, elsewhere: selection.elsewhere } : undefined
}

function isPassing({ kind, annotations }: Workload): boolean {
  return kind === 'Job' || kind === 'CronJob' || labelValue(annotations, 'helm.sh/hook') !== undefined
}

/** A container port, with where it stands. */
export interface ServedPort {
  readonly pod: PodTemplate
  readonly container: Container
  readonly port: ContainerPort
}

/** The ports that a pod declares and Services can reach. */
export function servedPorts(pod: PodTemplate): readonly ServedPort[] {
  return longLived(pod.containers).flatMap(container => container.ports.items.map(port => ({ pod, container, port })))
}

export function allServedPorts(pods: readonly SelectedPod[]): readonly ServedPort[] {
  return pods.flatMap(({ pod }) => servedPorts(pod))
}

/** Those with a protocol that is the wanted one, as far as it is known. */
export function ofProtocol(ports: readonly ServedPort[], protocol: Protocol | undefined): readonly ServedPort[] {
  return ports.filter(({ port }) => protocol === undefined || protocolOf(port) === protocol)
}

export function workloadsOf(pods: readonly SelectedPod[]): readonly Workload[] {
  return [...new Map(pods.map(({ workload }) => [workload.id, workload])).values()]
}

/** The other end, for at most three ports. */
export function declaredHere(ports: readonly ServedPort[], workloads: readonly Workload[]): readonly Related[] {
  return ports.slice(0, 3).map(({ pod, port }) => {
    const owner = workloads.find(workload => workload.id === pod.owner)
    const at = { document: pod.document, span: spanOf(port.name.kind === 'known' ? port.name : port.containerPort) }
    return {
      at,
      message: `${owner ? `${resourceText(owner)} declares` : 'Declared:'} container port ${containerPortText(port)}`,
    }
  })
}

/** The name by which others can refer to a container port: `undefined` also for one that the API server refuses. */
export function usableName(port: ContainerPort): string | undefined {
  const name = valueOf(port.name)
  return name !== undefined && portNameProblem(name) === undefined ? name : undefined
}

/** How a targetPort would name a container port: by its name, else by its number; `undefined` when neither is known. */
export function referenceTo(port: ContainerPort, by: 'name' | 'number'): string | number | undefined {
  const number = valueOf(port.containerPort)
  const plain = typeof number === 'number' ? number : undefined
  return by === 'name' ? (usableName(port) ?? plain) : plain
}

/** Equal for a workload that is written down twice, as variants in `dev/` and `prod/` are: only one is ever applied. */
export function identityOf({ kind, name, namespace, id }: Workload): string {
  const known = valueOf(name)
  return known === undefined ? id : `${kind} ${valueOf(namespace) ?? ''}/${known}`
}

/**
 * True for a Service with neither type nor selector: as a rule a patch, also where no kustomization in view says so. The
 * type, names and selector may then stand in the other part.
 */
export function mayBePart(service: Service): boolean {
  return service.type.kind === 'absent' && service.clusterIP.kind === 'absent' && !service.selector.span
}

/**
 * What to say of a number that some of the selected pods declare, while others declare ports and give no sign of it: they get
 * a part of the connections all the same. `undefined` where all are alike, or the same workload is written down twice.
 */
export function partlyServed(
  number: number,
  pods: readonly SelectedPod[],
  isExplained: (pod: SelectedPod) => boolean,
): string | undefined {
  const having = pods.filter(pod => allServedPorts([pod]).some(({ port }) => valueOf(port.containerPort) === number))
  const lacking = pods.filter(pod => !isExplained(pod))
  const known = new Set(having.map(({ workload }) => identityOf(workload)))
  if (having.length === 0 || lacking.length === 0 || lacking.some(({ workload }) => known.has(identityOf(workload))))
    return undefined
  const others = workloadsOf(lacking)
  const declare = others.length > 1 ? 'declare' : 'declares'
  const ports = containerPortsText(allServedPorts(lacking).map(({ port }) => port))
  return `reaches ${resourcesText(workloadsOf(having))}; ${resourcesText(others)}, selected as well, ${declare} only ${ports}.`
}

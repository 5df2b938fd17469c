import { valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { isKnownPort } from '../../k8s/knowledge/images.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { addEntry, addItem, fixWith, replaceScalar } from './edits.ts'
import { statedPort } from './listening.ts'
import { servingFlag } from './portEvidence.ts'
import { containerText, longLived } from './portFields.ts'
import { allServedPorts, referenceTo, type ServedPort } from './selection.ts'
import { hasNameOf, isPointedAt, removeServicePort, targetChoices } from './targetChoices.ts'
import { containerPortText } from './text.ts'

/** A targetPort number that the pods do not declare. */
export interface Undeclared {
  readonly service: Service
  readonly entry: ServicePort
  readonly number: number
  readonly pods: readonly SelectedPod[]
  readonly graph: Graph
  /** True where the Service was made for this very port: it leads to no other, and only the declaration is missing. */
  readonly isApart: boolean
}

/** Ways to bring the number and the declared ports together, the one first that most of what is in view speaks for. */
export function* targetNumberFixes(context: FixContext, undeclared: Undeclared): Generator<Fix> {
  const { service, entry, number, pods, graph, isApart } = undeclared
  const odd = isApart ? undefined : oddContainerPort(undeclared)
  if (odd)
    yield* fixWith(
      {
        title: `Change containerPort ${containerPortText(odd.port)} to ${number}`,
        applicability: 'unsafe',
        preferred: true,
      },
      replaceScalar(context, odd.pod.document, odd.port.containerPort, number),
    )
  const containers = pods.flatMap(({ pod }) => longLived(pod.containers).map(container => ({ pod, container })))
  const [only, another] = containers
  const told =
    only && !another ? (statedPort(only.container, only.pod, graph) ?? servingFlag(only.container)) : undefined
  const choices = choicesOf(undeclared, told)
  if (choices.size <= 3 && !isApart) {
    for (const [reference, { text, isMeant }] of choices) {
      const preferred = !odd && (isMeant || choices.size === 1)
      yield* changeTarget(context, service, entry, reference, text, preferred)
    }
  }
  // Who says another number does not listen on this one as well, as far as anybody can tell.
  const [declaring, second] = containers.filter(({ container }) => container.ports.span)
  if (declaring?.container.ports.span && !second && !told) {
    const protocol = protocolOf(entry)
    const entries = { containerPort: number, ...(protocol && protocol !== 'TCP' ? { protocol } : {}) }
    yield* fixWith(
      { title: `Declare containerPort ${number} in ${containerText(declaring.container)}`, applicability: 'unsafe' },
      addItem(context, declaring.pod.document, declaring.container.ports.span, entries),
    )
  }
  if (!isApart) yield* removeServicePort(context, service, entry, pods, graph)
}

interface Choice {
  readonly text: string
  /** The process is told to listen there, or the container port has the name of the Service port. */
  readonly isMeant: boolean
}

function choicesOf(
  { service, entry, pods, graph }: Undeclared,
  told: { readonly port: number; readonly by: string } | undefined,
): ReadonlyMap<number | string, Choice> {
  const choices = new Map<number | string, Choice>()
  const ports = targetChoices(service, entry, pods, graph)
  if (told && protocolOf(entry) === 'TCP') {
    const declared = ports.find(({ port }) => valueOf(port.containerPort) === told.port)
    choices.set(told.port, {
      text: declared ? containerPortText(declared.port) : `${told.port}, as ${told.by} says`,
      isMeant: true,
    })
  }
  for (const { port } of ports) {
    const reference = referenceTo(port, 'number')
    if (reference !== undefined && !choices.has(reference))
      choices.set(reference, { text: containerPortText(port), isMeant: !told && hasNameOf(entry, port) })
  }
  return choices
}

export function changeTarget(
  context: FixContext,
  service: Service,
  entry: ServicePort,
  reference: string | number,
  text: string,
  preferred: boolean,
): readonly Fix[] {
  const edit =
    entry.targetPort.kind === 'known'
      ? replaceScalar(context, service.document, entry.targetPort, reference)
      : addEntry(context, service.document, entry.span, { key: 'targetPort', value: reference }, { after: 'port' })
  const title = `${entry.targetPort.kind === 'known' ? 'Change targetPort to' : 'Add targetPort:'} ${text}`
  return fixWith({ title, applicability: 'unsafe', ...(preferred ? { preferred: true } : {}) }, edit)
}

/**
 * The one declared port where it is the odd one out: port and targetPort of the Service are the number, written down both, and
 * something points at that Service port, while nothing in the pod speaks of the declared number.
 */
function oddContainerPort({ service, entry, number, pods, graph }: Undeclared): ServedPort | undefined {
  const [selected, another] = pods
  const [odd, second] = allServedPorts(pods)
  const declared = odd && valueOf(odd.port.containerPort)
  if (!selected || another || !odd || second || typeof declared !== 'number') return undefined
  if (valueOf(entry.targetPort) !== number || valueOf(entry.port) !== number) return undefined
  if (protocolOf(odd.port) !== protocolOf(entry) || odd.port.hostPort.kind !== 'absent') return undefined
  const { pod } = selected
  const isSpokenOf =
    pod.mentionsBesideProbes.has(declared) ||
    isKnownPort(valueOf(odd.container.image), declared) ||
    odd.container.probes.some(({ handlers }) => handlers.some(({ port }) => valueOf(port) === declared)) ||
    graph.listensOf(odd.container, pod).length > 0 ||
    graph.servicesOf(pod).some(({ ports }) => ports.items.some(({ targetPort }) => valueOf(targetPort) === declared)) ||
    graph.referencesTo(selected.workload).some(({ reference }) => valueOf(reference.port) === declared)
  return isSpokenOf || !isPointedAt(service, entry, graph) ? undefined : odd
}

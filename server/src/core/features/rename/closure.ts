import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { behind, pointedAt } from '../symbol/ends.ts'
import { occurrencesOf } from '../symbol/occurrences.ts'
import { keyOf, type Occurrence, type PortSymbol } from '../symbol/symbol.ts'
import type { Refused } from './change.ts'
import { called } from './names.ts'

type Port = Extract<PortSymbol, { is: 'container-port' | 'service-port' }>

/** All symbols that have to change together, with everything that speaks of them. */
export interface Closure<S extends PortSymbol> {
  readonly symbols: readonly S[]
  readonly occurrences: readonly Occurrence[]
}

/**
 * Ports that one use ties together: a targetPort `http` means the port of that name in every pod that is selected, so renaming it
 * in one pod renames it in all. The same for numbers.
 *
 * @param how uses by the name, or uses by the number
 */
export function portClosure<S extends Port>(
  start: readonly S[],
  how: 'name' | 'number',
  graph: Graph,
): Closure<S> | Refused {
  const found = new Map<string, S>()
  const occurrences: Occurrence[] = []
  const queue = [...start]
  for (let symbol = queue.pop(); symbol; symbol = queue.pop()) {
    const key = keyOf(symbol)
    if (found.has(key)) continue
    found.set(key, symbol)
    const unsure = doubtAbout(symbol, graph)
    if (unsure !== undefined) return { refused: unsure }
    for (const occurrence of occurrencesOf(symbol, graph)) {
      const changed = graph.mayBePatched(occurrence.in)
      if (changed)
        return { refused: `${called(occurrence.in)} may be changed by a Kustomize patch, which is not followed.` }
      occurrences.push(occurrence)
      if (occurrence.role === 'use' && occurrence.how === how) queue.push(...meantToo(symbol, occurrence, graph))
    }
  }
  return { symbols: [...found.values()], occurrences }
}

/** What else the word of a use means. */
function meantToo<S extends Port>(symbol: S, { in: from, place, by }: Occurrence, graph: Graph): readonly S[] {
  const ports =
    from.is === 'service' && (by === 'targetPort' || by === 'port')
      ? from.ports.items
          .filter(({ targetPort }) => targetPort.kind === 'known' && targetPort.span.start === place.span.start)
          .flatMap(port => behind(from, port, graph))
      : from.references
          .filter(({ port }) => port.kind === 'known' && port.span.start === place.span.start)
          .flatMap(reference => pointedAt(reference, from, graph))
  return ports.filter((each): each is S => each.is === symbol.is)
}

/** Somebody who may speak of the symbol, in words that nobody knows. */
function doubtAbout(symbol: Port, graph: Graph): string | undefined {
  const owner = symbol.is === 'service-port' ? symbol.service : symbol.workload
  const unsure = doubtAboutOwner(owner, graph)
  if (unsure !== undefined) return unsure
  const templated = graph.referencesTo(owner).find(({ reference: { port } }) => port.kind === 'unknown')
  if (templated) return `A port of ${called(templated.from)} is filled in later: it may mean this port.`
  return symbol.is === 'container-port' ? doubtWithin(symbol, graph) : undefined
}

function doubtWithin({ pod, container }: Extract<Port, { is: 'container-port' }>, graph: Graph): string | undefined {
  const probe = container.probes.find(({ handlers }) => handlers.some(({ port }) => port.kind === 'unknown'))
  if (probe)
    return `The ${probe.of} of container ${valueOf(container.name) ?? '?'} is filled in later: it may mean this port.`
  const templated = graph
    .servicesOf(pod)
    .find(service => service.ports.items.some(({ targetPort }) => targetPort.kind === 'unknown'))
  return templated && `A targetPort of ${called(templated)} is filled in later: it may mean this port.`
}

/** Why nobody can tell all that speaks of a resource, or all that is in it. */
export function doubtAboutOwner(owner: Service | Workload, graph: Graph): string | undefined {
  if (graph.isPart(owner)) return `This is a part of ${called(owner)}: the rest of it stands elsewhere.`
  if (graph.mayBePatched(owner)) return `${called(owner)} may be changed by a Kustomize patch, which is not followed.`
  if (graph.isPatched(owner)) return `A Kustomize patch changes ${called(owner)}, and names parts of it, too.`
  return valueOf(owner.name) === undefined
    ? `The name of this ${owner.kind} is filled in later, so nobody knows what points to it.`
    : undefined
}

import type { Location, Uri } from '../base/place.ts'
import { type Span, touches } from '../base/span.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { symbolAt } from './symbol/at.ts'
import { type Hop, incoming, isSender, outgoing } from './traffic/flow.ts'
import { keyOf, placeOf, type TrafficNode, titleOf } from './traffic/node.ts'

/**
 * Call hierarchy as traffic: a packet comes in from an Ingress, goes through a Service port to a container port, and on to what that
 * container calls.
 */
export interface TrafficItem {
  readonly kind: TrafficNode['is']
  readonly name: string
  readonly detail: string
  readonly whole: Location
  readonly word: Location
}

export interface TrafficCall {
  readonly item: TrafficItem
  /** The words that say so: of an incoming call in the file of the item, of an outgoing call in the file that was asked. */
  readonly said: readonly Span[]
}

/** The stations under the cursor. A Service stands for all of its ports. */
export function prepareTraffic(workspace: Workspace, uri: Uri, offset: number): readonly TrafficItem[] {
  return nodesAt(workspace, uri, offset).map(node => itemOf(workspace, node))
}

export function incomingTraffic(workspace: Workspace, uri: Uri, offset: number): readonly TrafficCall[] {
  return callsOf(workspace, nodesAt(workspace, uri, offset), incoming)
}

export function outgoingTraffic(workspace: Workspace, uri: Uri, offset: number): readonly TrafficCall[] {
  return callsOf(workspace, nodesAt(workspace, uri, offset), outgoing)
}

function callsOf(
  workspace: Workspace,
  nodes: readonly TrafficNode[],
  next: (node: TrafficNode, graph: Workspace['graph']) => readonly Hop[],
): readonly TrafficCall[] {
  return nodes
    .flatMap(node => next(node, workspace.graph))
    .map(({ node, said }) => ({
      item: itemOf(workspace, node),
      said: said.map(place => workspace.locate(place).span),
    }))
}

function nodesAt(workspace: Workspace, uri: Uri, offset: number): readonly TrafficNode[] {
  const symbols = symbolAt(workspace, uri, offset)?.symbols ?? []
  const found = symbols.flatMap((symbol): readonly TrafficNode[] => {
    if (symbol.is === 'service-port' || symbol.is === 'container-port') return [symbol]
    if (symbol.is === 'service')
      return symbol.service.ports.items.map(port => ({ is: 'service-port', service: symbol.service, port }))
    if (symbol.is === 'listener') return [{ is: 'resource', resource: symbol.gateway }]
    return symbol.pod.containers.flatMap(container =>
      container.ports.items.map(port => ({ ...symbol, is: 'container-port' as const, container, port })),
    )
  })
  const distinct = [...new Map(found.map(node => [keyOf(node), node])).values()]
  return distinct.length > 0 ? distinct : senderAt(workspace, uri, offset)
}

/** On the kind or the name of an Ingress, a route or a monitor. */
function senderAt(workspace: Workspace, uri: Uri, offset: number): readonly TrafficNode[] {
  const [here] = workspace.at(uri, offset)
  if (!here) return []
  const at = here.offset
  const resource = here.document.facts.resources.find(
    ({ kindSpan, name }) => touches(kindSpan, at) || (name.kind === 'known' && touches(name.span, at)),
  )
  return resource && (isSender(resource) || resource.kind === 'Gateway') ? [{ is: 'resource', resource }] : []
}

function itemOf(workspace: Workspace, node: TrafficNode): TrafficItem {
  const { whole, word } = placeOf(node)
  return { kind: node.is, ...titleOf(node), whole: workspace.locate(whole), word: workspace.locate(word) }
}

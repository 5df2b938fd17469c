import type { Location, Place, Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { Graph } from '../graph/graph.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { symbolAt } from './symbol/at.ts'
import { behind } from './symbol/ends.ts'
import { declarationOf, keyOf, type PortSymbol } from './symbol/symbol.ts'

/** One end of a jump. */
export interface Destination {
  /** What the jump starts from, absolute in the file. */
  readonly origin: Span
  /** The whole thing. */
  readonly whole: Location
  /** The word in it that the cursor goes to. */
  readonly word: Location
}

/** Where what is under the cursor is declared: the container port of a targetPort, the Service port of a backend, the pods of a selector. */
export function definition(workspace: Workspace, uri: Uri, offset: number): readonly Destination[] {
  return jump(workspace, uri, offset, symbol => [symbol])
}

/** Whose it is: the workload of a container port, the Service of a Service port. */
export function typeDefinition(workspace: Workspace, uri: Uri, offset: number): readonly Destination[] {
  return jump(workspace, uri, offset, symbol => {
    if (symbol.is === 'container-port') return [{ is: 'pods', workload: symbol.workload, pod: symbol.pod }]
    return symbol.is === 'service-port' ? [{ is: 'service', service: symbol.service }] : [symbol]
  })
}

/** What answers in the end: the container ports behind a Service port, and the pods behind a Service. */
export function implementation(workspace: Workspace, uri: Uri, offset: number): readonly Destination[] {
  return jump(workspace, uri, offset, symbol => servedBy(symbol, workspace.graph))
}

function servedBy(symbol: PortSymbol, graph: Graph): readonly PortSymbol[] {
  if (symbol.is === 'service-port') return behind(symbol.service, symbol.port, graph)
  if (symbol.is !== 'service') return [symbol]
  const selection = graph.selection(symbol.service)
  return selection.status === 'selected'
    ? selection.pods.map(({ workload, pod }) => ({ is: 'pods', workload, pod }))
    : []
}

function jump(
  workspace: Workspace,
  uri: Uri,
  offset: number,
  to: (symbol: PortSymbol) => readonly PortSymbol[],
): readonly Destination[] {
  const at = symbolAt(workspace, uri, offset)
  if (!at) return []
  const ends = new Map(at.symbols.flatMap(to).map(symbol => [keyOf(symbol), symbol]))
  const locate = (place: Place): Location => workspace.locate(place)
  return [...ends.values()].map(symbol => {
    const { whole, word } = declarationOf(symbol)
    return { origin: at.span, whole: locate(whole), word: locate(word) }
  })
}

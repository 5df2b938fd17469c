import { valueOf } from '../../base/known.ts'
import { contains, type Span } from '../../base/span.ts'
import { fileNameOf } from '../../base/uri.ts'
import type { Home } from '../../deploy/unit.ts'
import { extractFacts } from '../../documents/extract.ts'
import type { Graph, ListedKind } from '../../graph/graph.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { OpenDocument } from '../../workspace/types.ts'
import { nodeAt } from '../../yaml/cursor.ts'
import { endOfLine } from '../../yaml/edit/lines.ts'
import type { YamlNode } from '../../yaml/node.ts'
import { parseDocument } from '../../yaml/parse.ts'

/**
 * The document as it would be if the word at the cursor were complete: with a stand-in for it that every parser reads. What is
 * being typed is broken more often than not, and what stands around it counts all the same.
 */
export interface Mended {
  readonly home: Home
  readonly resource: Resource
  /** From the root of the resource to the stand-in. */
  readonly path: readonly (string | number)[]
  /** What else the mapping says that holds it, by key; `undefined` for what is no plain value. */
  readonly beside: ReadonlyMap<string, string | undefined>
  /** True where no parser reads the document with the stand-in in this place. */
  readonly broken: boolean
  /** The stand-in, in the mended text. */
  readonly standIn: Span
  /** What it stands for: the word that was begun, without its quote. */
  readonly begun: string
  /** The graph as if the file said this. */
  readonly graph: Graph
}

/** Services or workloads that a pointer of the mended resource may mean. */
export function around<K extends ListedKind>(
  { graph, resource, home }: Mended,
  kind: K,
  namespace = valueOf(resource.namespace),
): ReturnType<typeof graph.candidates<K>> {
  return graph.candidates(kind, home, namespace)
}

/** What has the name of the mended resource is most likely what it means. */
export function namesakesFirst<R extends Resource>(found: readonly R[], { resource }: Mended): readonly R[] {
  const name = valueOf(resource.name)
  const isNamesake = (each: R): boolean => name !== undefined && valueOf(each.name) === name
  return [...found.filter(isNamesake), ...found.filter(each => !isNamesake(each))]
}

/** What stands for a word, and for digits. No manifest means them. */
export const word = 'portolan-stands-in'
export const digits = '65432'

export interface Change {
  /** The part of the document that gives way, relative to it. */
  readonly span: Span
  readonly newText: string
  /** The stand-in in `newText`. */
  readonly at: number
  readonly length: number
}

/**
 * `undefined` where the text cannot be read with the change, or belongs to no resource.
 *
 * @param closing what the line needs at its end to be whole
 */
export function mend(
  open: OpenDocument,
  { span, newText, at, length }: Change,
  closing: string,
  graph: Graph,
): Mended | undefined {
  const end = endOfLine(open.text, span.end)
  const text =
    open.text.slice(0, span.start) + newText + open.text.slice(span.end, end) + closing + open.text.slice(end)
  const tree = parseDocument(text)
  const start = span.start + at
  const standIn = { start, end: start + length }
  const cursor = nodeAt(tree, start + 1)
  if (!cursor || cursor.side === 'gap') return undefined
  const { resources } = extractFacts(tree, open.id, fileNameOf(open.home.uri))
  const resource = resources.find(each => contains(each.span, standIn))
  if (!resource) return undefined
  const map = cursor.parents.findLast(node => node.kind === 'map')
  const others = map?.entries.filter(entry => !contains(entry.span, standIn)) ?? []
  return {
    home: open.home,
    resource,
    path: inResource(cursor.path),
    beside: new Map(others.map(({ key, value }) => [String(key.value), textOf(value)])),
    broken: tree.status === 'broken',
    standIn,
    begun: open.text.slice(span.start, span.end).replace(/^["']|["']$/g, ''),
    graph: graph.asIf(resources, open.home),
  }
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null && !node.placeholder ? String(node.value) : undefined
}

/** Paths in the items of a `kind: List` begin at the item. */
function inResource(path: readonly (string | number)[]): readonly (string | number)[] {
  return path[0] === 'items' && typeof path[1] === 'number' ? inResource(path.slice(2)) : path
}

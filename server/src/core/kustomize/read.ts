import { parseDocument } from '../yaml/parse.ts'
import { splitDocuments } from '../yaml/segments.ts'
import { Converter, type Typing } from './convert.ts'
import { isEmpty, isMissing, Node, text } from './node.ts'
import { BuildError, NO_YAML } from './problem.ts'
import { placeOf, type SourceText } from './source.ts'

/**
 * The objects of a file of resources or patches, as kustomize reads them (kyaml/kio/byteio_reader.go, api/resource/factory.go):
 * documents are cut at lines that begin with `---`, lists are taken apart, everything else has a kind and a name.
 *
 * @throws BuildError
 */
export function readObjects(of: SourceText): readonly Node[] {
  const chunks = chunksOf(of)
  const found: Node[] = []
  for (const { start, end } of chunks) {
    const node = readDocument(of, start, end, 'v3')
    if (!node || node.isNull) continue
    const kind = text(node, 'kind')
    const items = node.kind === 'map' ? node.get('items') : undefined
    if (chunks.length === 1 && (kind === 'List' || kind === 'ResourceList') && items) found.push(...items.items)
    else found.push(node)
  }
  return withoutLists(found.filter(isObject))
}

/**
 * The first document of a text, as one node.
 *
 * @throws BuildError where no YAML reader of Go would take it
 */
export function readNode(of: SourceText, typing: Typing): Node | undefined {
  return readDocument(of, 0, of.text.length, typing)
}

interface Chunk {
  readonly start: number
  readonly end: number
}

function chunksOf(of: SourceText): readonly Chunk[] {
  const { text: whole } = of
  if (whole === '') return []
  const chunks: Chunk[] = []
  let start = 0
  for (let at = whole.indexOf('\n---'); at !== -1; at = whole.indexOf('\n---', at + 1)) {
    const end = whole.indexOf('\n', at + 1)
    if (end === -1) break
    const after = whole.slice(at + 4, end).trim()
    if (after !== '' && !after.startsWith('#'))
      throw new BuildError(
        'malformed',
        `invalid document separator: ${whole.slice(at + 1, end)}`,
        spot(of, at + 1, end),
      )
    if (at + 1 > start || chunks.length === 0) chunks.push({ start, end: at + 1 })
    start = end + 1
    at = end - 1
  }
  chunks.push({ start, end: whole.length })
  return chunks
}

function readDocument(of: SourceText, start: number, end: number, typing: Typing): Node | undefined {
  const chunk = start === 0 && end === of.text.length ? of.text : of.text.slice(start, end)
  const segment = splitDocuments(chunk)[0]
  if (!segment) return undefined
  const { root, status, message } = parseDocument(segment.text)
  const offset = start + segment.start
  if (status === 'limit') throw new BuildError('limit', message ?? 'the document is too large', spot(of, start, end))
  if (status === 'broken') throw new BuildError('malformed', NO_YAML, spot(of, start, end))
  return root && new Converter(of, offset, typing).node(root)
}

function spot(of: SourceText, start: number, end: number) {
  return of.text === '' ? undefined : placeOf({ of, start, end })
}

/** Lists within lists of documents come last, one by one. */
function withoutLists(nodes: readonly Node[]): readonly Node[] {
  const queue = [...nodes]
  const found: Node[] = []
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index]
    if (!node) break
    const items = text(node, 'kind').endsWith('List') ? node.get('items') : undefined
    if (!items) found.push(node)
    else if (items.kind === 'seq') queue.push(...items.items.filter(isObject))
    else if (!items.isNull)
      throw new BuildError('malformed', `expected array in ${text(node, 'kind')}/items`, items.place)
  }
  return found
}

/** @throws BuildError when a node has no kind or no name */
function isObject(node: Node): boolean {
  if (isEmpty(node)) return false
  const kind = text(node, 'kind')
  if (node.kind !== 'map' || (kind === '' && text(node, 'apiVersion') === '' && isMissing(node.get('metadata'))))
    throw new BuildError('malformed', 'missing Resource metadata', node.place)
  if (kind === '') throw new BuildError('malformed', 'missing kind in object', node.place)
  if (!kind.endsWith('List') && text(node, 'metadata', 'name') === '')
    throw new BuildError('malformed', `missing metadata.name in object ${kind}`, node.place)
  return true
}

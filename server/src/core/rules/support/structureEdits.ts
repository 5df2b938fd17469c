import type { DocumentId } from '../../base/place.ts'
import { contains, overlaps, type Span } from '../../base/span.ts'
import { entryWithValueAt, mapAt } from '../../yaml/edit/find.ts'
import { endOfContent, endOfLine, lineBreakOf, textBefore } from '../../yaml/edit/lines.ts'
import type { YamlDocument } from '../../yaml/node.ts'
import type { FixContext } from '../run/rule.ts'
import { addEntry, isJson, type MaybeEdit, mapHolding, removeField } from './edits.ts'

/** Edits that change how deep something stands. Each is `undefined` where the text has a form it could not keep. */

/** Replaces the entry with this key, whose value is a mapping, by the entries of that mapping. */
export function liftEntries(context: FixContext, id: DocumentId, key: Span): MaybeEdit {
  const document = context.document(id)
  const { text } = document
  const map = mapHolding(context, id, key)
  const entry = map?.entries.find(each => each.key.span.start === key.start)
  if (!map || !entry || entry.value?.kind !== 'map' || entry.value.via || hasComment(document, entry.span))
    return undefined
  const inner = entry.value.entries
  if (inner.length === 0 || inner.some(each => each.via || each.value?.kind !== 'scalar')) return undefined
  const lines = inner.map(each => text.slice(each.span.start, endOfContent(text, each.span)))
  const between = map.flow ? ', ' : lineBreakOf(text) + columnOf(text, key.start)
  const span = { start: entry.span.start, end: endOfContent(text, entry.span) }
  return { document: id, span, newText: lines.join(between) }
}

/** Puts a whole mapping one level deeper, under a key of its own. */
export function wrapEntries(context: FixContext, id: DocumentId, map: Span, key: string): MaybeEdit {
  const document = context.document(id)
  const { root, text } = document
  const node = mapAt(root, map)
  if (!node || node.via) return undefined
  const end = endOfContent(text, map)
  const written = text.slice(map.start, end)
  if (node.flow) {
    const name = isJson(document) ? `"${key}"` : key
    return { document: id, span: { start: map.start, end }, newText: `{${name}: ${written}}` }
  }
  const indent = `${columnOf(text, map.start)}  `
  const newText = `${key}:${lineBreakOf(text)}${indent}${deeper(written)}`
  return { document: id, span: { start: map.start, end }, newText }
}

/**
 * Makes neighbours in a mapping the only item of a new list: `port: 80` and `targetPort: 8080` an entry of `ports`. Nothing
 * where something else stands between them.
 */
export function wrapAsItem(
  context: FixContext,
  id: DocumentId,
  map: Span,
  keys: ReadonlySet<string>,
  list: string,
): MaybeEdit {
  const { root, text } = context.document(id)
  const node = mapAt(root, map)
  const own = node?.entries
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => keys.has(String(entry.key.value)))
  const [first, last] = [own?.[0], own?.at(-1)]
  if (!node || node.flow || node.via || !own || !first || !last) return undefined
  if (last.index - first.index !== own.length - 1 || own.some(({ entry }) => entry.via)) return undefined
  const start = first.entry.span.start
  const end = endOfContent(text, { start, end: last.entry.span.end })
  const indent = `${columnOf(text, start)}  `
  // The first line goes behind the dash, the others as deep as it stands then.
  const written = text.slice(start, end).replace(/\n(?!\r?\n|$)/g, '\n    ')
  return { document: id, span: { start, end }, newText: `${list}:${lineBreakOf(text)}${indent}- ${written}` }
}

/** Makes a mapping the only item of a list: writes the dash that is missing. */
export function addDash(context: FixContext, id: DocumentId, map: Span): MaybeEdit {
  const { root, text } = context.document(id)
  const node = mapAt(root, map)
  if (!node || node.via) return undefined
  const end = endOfContent(text, map)
  const written = text.slice(map.start, end)
  return { document: id, span: { start: map.start, end }, newText: node.flow ? `[${written}]` : `- ${deeper(written)}` }
}

/**
 * Moves the entry with this key one level up, beside the mapping that it stands in: a last block by its indentation alone, a
 * scalar by writing it anew.
 */
export function moveUp(context: FixContext, id: DocumentId, key: Span): readonly MaybeEdit[] {
  const { root, text } = context.document(id)
  const map = mapHolding(context, id, key)
  const entry = map?.entries.find(each => each.key.span.start === key.start)
  const around = map && entryWithValueAt(root, map.span)
  if (!map || !entry || !around || map.entries.length < 2) return [undefined]
  if (around.map.entries.some(each => each.key.value === entry.key.value)) return [undefined]
  if (!map.flow && map.entries.at(-1) === entry) return [dedent(text, id, entry.span, around.entry.key.span.start)]
  const value = entry.value?.kind === 'scalar' && !entry.value.via ? entry.value.value : null
  if (typeof value !== 'string' && typeof value !== 'number') return [undefined]
  const added = addEntry(
    context,
    id,
    around.map.span,
    { key: String(entry.key.value), value },
    { after: String(around.entry.key.value) },
  )
  // A comment on its line goes with it.
  const end = endOfContent(text, entry.span)
  const rest = /^[ \t]+#.*/.exec(text.slice(end, endOfLine(text, end)))?.[0] ?? ''
  if (map.flow || added === undefined) return [removeField(context, id, key), added]
  return [removeField(context, id, key), { ...added, newText: added.newText + rest }]
}

/** Moves the lines of a block as far left as `column` is, or nothing where a line has not so many blanks before it. */
function dedent(text: string, id: DocumentId, block: Span, to: number): MaybeEdit {
  const before = textBefore(text, block.start)
  const width = before.length - textBefore(text, to).length
  if (before.trim() !== '' || width <= 0) return undefined
  const start = block.start - before.length
  const end = endOfContent(text, block)
  const lines = text.slice(start, end).split('\n')
  if (lines.some(line => line.trim() !== '' && line.slice(0, width).trim() !== '')) return undefined
  const newText = lines.map(line => (line.trim() === '' ? line : line.slice(width))).join('\n')
  return { document: id, span: { start, end }, newText }
}

/** Indents entries, which follow each other right after the key, so that they stand in it. */
export function indentUnder(context: FixContext, id: DocumentId, key: Span, entries: readonly Span[]): MaybeEdit {
  const { text } = context.document(id)
  const [first, last] = [entries[0], entries.at(-1)]
  const before = first && textBefore(text, first.start)
  if (!first || !last || before?.trim() !== '' || before.length !== textBefore(text, key.start).length) return undefined
  const end = endOfContent(text, last)
  return { document: id, span: { start: first.start, end }, newText: `  ${deeper(text.slice(first.start, end))}` }
}

/** Every line but the first two columns further in. */
function deeper(block: string): string {
  return block.replace(/\n(?!\r?\n|$)/g, '\n  ')
}

/** Blanks as wide as what stands before the offset on its line. */
function columnOf(text: string, offset: number): string {
  return ' '.repeat(textBefore(text, offset).length)
}

function hasComment({ comments }: YamlDocument, span: Span): boolean {
  return comments.some(comment => contains(span, comment.span) || overlaps(span, comment.span))
}

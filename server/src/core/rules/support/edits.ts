import type { Known } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import { type Span, sameSpan } from '../../base/span.ts'
import { entryWithKeyAt, entryWithValueAt, mapAt, seqAt } from '../../yaml/edit/find.ts'
import { endOfContent, endOfLine, lineBreakOf, nextLine, textBefore } from '../../yaml/edit/lines.ts'
import type { YamlDocument, YamlEntry, YamlItem, YamlMap } from '../../yaml/node.ts'
import { typePlain } from '../../yaml/scalar.ts'
import type { DocumentEdit, Fix, FixContext } from '../run/rule.ts'

/**
 * Edits for fixes. Each changes only what it is about: quoting, indentation, comments and line ends stay as they are.
 * A function gives `undefined` where the text has a form that it cannot change without harm, such as a value that a merge
 * key brings in from another mapping.
 */
export type MaybeEdit = DocumentEdit | undefined

/** One fix, or none where one of its edits cannot be made. */
export function fixWith(fix: Omit<Fix, 'edits'>, ...edits: readonly MaybeEdit[]): readonly Fix[] {
  const made = edits.filter(edit => edit !== undefined)
  return made.length === edits.length && made.length > 0 ? [{ ...fix, edits: made }] : []
}

/** Replaces a scalar. A string keeps the quotes it has and gets them where it needs them; a number is never quoted. */
export function replaceScalar(
  context: FixContext,
  id: DocumentId,
  field: Known<unknown>,
  value: string | number,
): MaybeEdit {
  if (field.kind !== 'known') return undefined
  const document = context.document(id)
  const { text } = document
  const at = field.via ?? field.span
  const written = text.slice(at.start, at.end)
  // A value reached by `*alias` is replaced where it is used; one that came by `<<` belongs to another mapping.
  if (field.via && (!written.startsWith('*') || /<<["']?\s*:\s*(\[[^\]]*)?$/.test(text.slice(0, at.start))))
    return undefined
  const style = isJson(document) ? '"' : field.via ? '' : written
  return { document: id, span: at, newText: scalarText(value, style) }
}

/** Puts quotes around a plain number or boolean, so that it is read as the text that is written. */
export function quotePlain(context: FixContext, id: DocumentId, at: Span): MaybeEdit {
  const written = context.document(id).text.slice(at.start, at.end)
  const isTyped = written !== '' && typeof typePlain(written) !== 'string'
  return isTyped ? { document: id, span: at, newText: `"${written}"` } : undefined
}

/** Replaces a key, given by its span. */
export function renameKey(context: FixContext, id: DocumentId, key: Span, name: string): DocumentEdit {
  const { text } = context.document(id)
  return { document: id, span: key, newText: scalarText(name, text.slice(key.start, key.end)) }
}

/**
 * Adds an entry to the mapping that has exactly this span, after its entry `after`, else after its last one. A key that is
 * there without a real value gets this one.
 *
 * @param select the part of `value` that the editor selects for typing
 */
export function addEntry(
  context: FixContext,
  id: DocumentId,
  map: Span,
  entry: { readonly key: string; readonly value: string | number },
  options: { readonly after?: string; readonly select?: true } = {},
): MaybeEdit {
  const document = context.document(id)
  const node = mapAt(document.root, map)
  const own = node?.entries.filter(each => !each.via) ?? []
  const neighbour = own.find(each => each.key.value === options.after) ?? own.at(-1)
  if (!node || node.via || !neighbour) return undefined
  const value = scalarText(entry.value, isJson(document) ? '"' : '')
  const existing = own.find(each => each.key.value === entry.key)
  if (existing) return setValue(id, existing, value, document.text)
  const added = entryText(entry.key, entry.value, isJson(document))
  const edit = node.flow
    ? { document: id, span: empty(neighbour.span.end), newText: `, ${added}` }
    : insertLine(
        document,
        id,
        endOfContent(document.text, neighbour.span),
        textBefore(document.text, neighbour.key.span.start).length,
        added,
      )
  if (!edit || !options.select) return edit
  const start = edit.newText.lastIndexOf(String(entry.value))
  return { ...edit, select: { start, end: start + String(entry.value).length } }
}

/** Gives a key that is there its value: `port:` while somebody types, `name: ""` where a name belongs. */
function setValue(id: DocumentId, { key, value }: YamlEntry, newText: string, text: string): MaybeEdit {
  if (value && (value.kind !== 'scalar' || value.via)) return undefined
  if (value && value.span.end > value.span.start) return { document: id, span: value.span, newText }
  const colon = text.indexOf(':', key.span.end)
  return colon < 0 ? undefined : { document: id, span: empty(colon + 1), newText: ` ${newText}` }
}

/** Adds a mapping to the list that has exactly this span. */
export function addItem(
  context: FixContext,
  id: DocumentId,
  list: Span,
  entries: Readonly<Record<string, string | number>>,
): MaybeEdit {
  const document = context.document(id)
  const { text } = document
  const node = seqAt(document.root, list)
  const last = node?.items.at(-1)
  if (!node || node.via || !last) return undefined
  const lines = Object.entries(entries).map(([key, value]) => entryText(key, value, isJson(document)))
  if (node.flow) return { document: id, span: empty(last.span.end), newText: `, {${lines.join(', ')}}` }
  const column = textBefore(text, last.span.start).length
  const item = `- ${lines.join(`${lineBreakOf(text)}${' '.repeat(column + 2)}`)}`
  return insertLine(document, id, endOfContent(text, last.span), column, item)
}

/** Takes one entry out of the mapping that has exactly this span, with its line. Never the last one that is left. */
export function removeEntry(context: FixContext, id: DocumentId, map: Span, key: string): MaybeEdit {
  const node = mapAt(context.document(id).root, map)
  return node && takeOut(context, id, node, entry => entry.key.value === key)
}

/** Takes out the entry whose key has exactly this span. */
export function removeField(context: FixContext, id: DocumentId, key: Span): MaybeEdit {
  const map = mapHolding(context, id, key)
  return map && takeOut(context, id, map, entry => sameSpan(entry.key.span, key))
}

/** Takes out the entry whose value was written at exactly this span. */
export function removeValue(context: FixContext, id: DocumentId, value: Span): MaybeEdit {
  const found = entryWithValueAt(context.document(id).root, value)
  return found && removeField(context, id, found.entry.key.span)
}

function takeOut(context: FixContext, id: DocumentId, map: YamlMap, isMeant: (entry: YamlEntry) => boolean): MaybeEdit {
  const own = map.entries.filter(entry => !entry.via)
  const index = own.findLastIndex(isMeant)
  if (map.via || index < 0 || own.length < 2) return undefined
  return { document: id, span: removable(context.document(id).text, own, index, map.flow), newText: '' }
}

/** Takes the item that holds the mapping with exactly this span out of its list. Never the last one that is left. */
export function removeItem(context: FixContext, id: DocumentId, list: Span, item: Span): MaybeEdit {
  const document = context.document(id)
  const node = seqAt(document.root, list)
  const index = node?.items.findIndex(each => each.value !== undefined && sameSpan(each.value.span, item)) ?? -1
  if (!node || node.via || node.items.length < 2 || index < 0 || node.items[index]?.value?.via) return undefined
  return { document: id, span: removable(document.text, node.items, index, node.flow), newText: '' }
}

/** The own entry of a key in the mapping with exactly this span. */
export function entryAt(context: FixContext, id: DocumentId, map: Span, key: string): YamlEntry | undefined {
  return mapAt(context.document(id).root, map)?.entries.findLast(entry => entry.key.value === key && !entry.via)
}

/** The mapping that holds the entry with this key span: `spec` for the span of its `ports:` key. */
export function mapHolding(context: FixContext, id: DocumentId, key: Span): YamlMap | undefined {
  return entryWithKeyAt(context.document(id).root, key)?.map
}

/** A scalar as it would be written in the place of `written`, whose quotes it keeps. */
function scalarText(value: string | number, written: string): string {
  if (typeof value === 'number') return String(value)
  const mark = written.startsWith("'") ? "'" : written.startsWith('"') || needsQuotes(value) ? '"' : ''
  return mark === "'" ? `'${value.replaceAll("'", "''")}'` : mark ? JSON.stringify(value) : value
}

/** A string where nothing stands yet: in quotes only where YAML needs them. @example plainText('on') // '"on"' */
export function plainText(value: string): string {
  return scalarText(value, '')
}

/** Port names, labels and paths only: what YAML would read as a number, a boolean or null, or as more than one word. */
function needsQuotes(value: string): boolean {
  return !/^[A-Za-z_/][-\w./]*$/.test(value) || /^(true|false|yes|no|on|off|y|n|null)$/i.test(value)
}

/** In block style a part owns its lines; the first part behind a dash leaves the dash to the next one. */
function removable(text: string, parts: readonly (YamlEntry | YamlItem)[], index: number, flow: boolean): Span {
  const { span } = parts[index] ?? { span: empty(0) }
  const next = parts[index + 1]
  const before = parts[index - 1]
  if (flow && next) return { start: span.start, end: next.span.start }
  if (flow && before) return { start: before.span.end, end: span.end }
  const indent = textBefore(text, span.start)
  if (indent.trim() !== '') return { start: span.start, end: next?.span.start ?? span.end }
  return { start: span.start - indent.length, end: nextLine(text, endOfContent(text, span)) }
}

/** Where strings and keys must be quoted. */
export function isJson({ root }: YamlDocument): boolean {
  return root?.kind === 'map' && root.flow && root.entries.every(entry => entry.key.style === 'double')
}

function entryText(key: string, value: string | number, json: boolean): string {
  return json ? `"${key}": ${JSON.stringify(value)}` : `${key}: ${scalarText(value, '')}`
}

/** Puts a line below the one that `offset` is in, so that a comment at its end stays there. */
function insertLine(
  document: YamlDocument,
  id: DocumentId,
  offset: number,
  column: number,
  line: string,
): DocumentEdit {
  const end = endOfLine(document.text, offset)
  return { document: id, span: empty(end), newText: `${lineBreakOf(document.text)}${' '.repeat(column)}${line}` }
}

function empty(offset: number): Span {
  return { start: offset, end: offset }
}

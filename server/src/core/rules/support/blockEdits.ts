import type { DocumentId } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import { endOfContent, endOfLine, lineBreakOf, textBefore } from '../../yaml/edit/lines.ts'
import type { YamlDocument, YamlNode } from '../../yaml/node.ts'
import type { FixContext } from '../run/rule.ts'
import { isJson, type MaybeEdit, mapHolding, plainText } from './edits.ts'

/** What a whole new block says. */
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data }

export interface NewEntry {
  readonly key: string
  readonly value: Data
}

/** Writes an entry before the one with this key, in the style of the document: as a block, in flow style, or as JSON. */
export function insertEntry(context: FixContext, id: DocumentId, before: Span, entry: NewEntry): MaybeEdit {
  const document = context.document(id)
  const { text } = document
  const map = mapHolding(context, id, before)
  if (!map || map.via) return undefined
  const span = { start: before.start, end: before.start }
  if (map.flow) return { document: id, span, newText: `${inFlow(entry, document)}, ` }
  const lineBreak = lineBreakOf(text) + columnOf(text, before.start)
  return {
    document: id,
    span,
    newText: linesOf(entry, document)
      .map(line => line + lineBreak)
      .join(''),
  }
}

/** The same at the end of the mapping that holds the key. */
export function appendEntry(context: FixContext, id: DocumentId, key: Span, entry: NewEntry): MaybeEdit {
  const document = context.document(id)
  const { text } = document
  const map = mapHolding(context, id, key)
  const last = map?.entries.findLast(each => !each.via)
  if (!map || map.via || !last) return undefined
  const end = map.flow ? last.span.end : endOfLine(text, endOfContent(text, last.span))
  const lineBreak = lineBreakOf(text) + columnOf(text, last.key.span.start)
  const newText = map.flow
    ? `, ${inFlow(entry, document)}`
    : linesOf(entry, document)
        .map(line => lineBreak + line)
        .join('')
  return { document: id, span: { start: end, end }, newText }
}

/** The lines of an entry, the deeper ones indented. Lists stand as far to the right as the others of the document. */
export function linesOf({ key, value }: NewEntry, document: YamlDocument): readonly string[] {
  const dash = ' '.repeat(dashIndent(document.root, document.text) ?? 2)
  const entry = (name: string, data: Data): readonly string[] => {
    if (isList(data)) return [`${plainText(name)}:`, ...data.flatMap(item)]
    if (typeof data === 'object')
      return [
        `${plainText(name)}:`,
        ...Object.entries(data)
          .flatMap(([each, below]) => entry(each, below))
          .map(line => `  ${line}`),
      ]
    return [`${plainText(name)}: ${inline(data)}`]
  }
  const item = (data: Data): readonly string[] => {
    const lines =
      typeof data === 'object' && !isList(data)
        ? Object.entries(data).flatMap(([each, below]) => entry(each, below))
        : [inline(data)]
    return lines.map((line, index) => `${dash}${index === 0 ? '- ' : '  '}${line}`)
  }
  return entry(key, value)
}

/** An entry, or an item of a list, on one line. @example inFlow({key: 'selector', value: {app: 'web'}}, …) // 'selector: {app: web}' */
export function inFlow(content: NewEntry | { readonly item: Data }, document: YamlDocument): string {
  const quote = isJson(document) ? (text: string) => JSON.stringify(text) : plainText
  return 'item' in content ? inline(content.item, quote) : `${quote(content.key)}: ${inline(content.value, quote)}`
}

function inline(data: Data, quote: (text: string) => string = plainText): string {
  if (isList(data)) return `[${data.map(each => inline(each, quote)).join(', ')}]`
  if (typeof data !== 'object') return typeof data === 'string' ? quote(data) : String(data)
  const entries = Object.entries(data).map(([key, value]) => `${quote(key)}: ${inline(value, quote)}`)
  return `{${entries.join(', ')}}`
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data)
}

/** How much further to the right than their key the first list below `node` has its dashes. */
function dashIndent(node: YamlNode | undefined, text: string): number | undefined {
  if (!node || node.via || (node.kind !== 'scalar' && node.kind !== 'unknown' && node.flow)) return undefined
  const below =
    node.kind === 'map'
      ? node.entries.filter(entry => !entry.via)
      : node.kind === 'seq'
        ? node.items.map(each => ({ key: undefined, value: each.value }))
        : []
  for (const { key, value } of below) {
    const [first] = value?.kind === 'seq' && !value.flow && !value.via ? value.items : []
    if (key && first) {
      const width = columnOf(text, first.span.start).length - columnOf(text, key.span.start).length
      if (width >= 0) return width
    }
    const found = dashIndent(value, text)
    if (found !== undefined) return found
  }
  return undefined
}

/** Blanks as wide as what stands before the offset on its line. */
function columnOf(text: string, offset: number): string {
  return ' '.repeat(textBefore(text, offset).length)
}

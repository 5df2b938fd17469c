import type { TextEdit } from '../../base/edit.ts'
import { overlaps, type Span, span } from '../../base/span.ts'
import type { YamlDocument, YamlEntry, YamlMap, YamlScalar } from '../node.ts'
import { endOfContent, endOfLine, lineBreakOf, nextLine, textBefore } from './lines.ts'

/** Small edits of one mapping, in block and in flow style. All give `undefined` where they cannot keep what stands around. */

/** Keeps the quotes of the old key: `"tcpSocket"` becomes `"httpGet"`. */
export function renameKey(document: YamlDocument, entry: YamlEntry, name: string): TextEdit {
  const quoted = quoteOf(document, entry) !== ''
  const { start, end } = entry.key.span
  return { span: quoted ? span(start + 1, end - 1) : entry.key.span, newText: name }
}

/** Replaces a scalar with its quotes; one that came by alias is replaced where it is used. */
export function replaceScalar(scalar: YamlScalar, text: string): TextEdit {
  return { span: scalar.via ?? scalar.span, newText: text }
}

/** The value of an entry as it is written in the entry: of `port: *p` the alias. `undefined` without a value. */
export function ownValueSpan(entry: YamlEntry): Span | undefined {
  return entry.value && (entry.value.via ?? entry.value.span)
}

/** Inserts `key: value` before an entry of the mapping; `value` of the result is where the value stands in `newText`. */
export function insertBefore(
  document: YamlDocument,
  map: YamlMap,
  entry: YamlEntry,
  key: string,
  value: string,
): (TextEdit & { readonly value: Span }) | undefined {
  const { text } = document
  const at = entry.key.span.start
  const indent = textBefore(text, at)
  const ownLine = indent.trim() === ''
  if (!ownLine && !map.flow) return undefined
  const written = pair(quoteOf(document, entry), key, value, map.flow)
  const separator = map.flow ? (ownLine ? `,${lineBreakOf(text)}${indent}` : ', ') : lineBreakOf(text) + indent
  const start = written.text.length - written.valueLength + written.margin
  return {
    span: span(at, at),
    newText: written.text + separator,
    value: span(start, start + written.valueLength - 2 * written.margin),
  }
}

/** Adds `key: value` on the line after an entry (block style), or at the end of the mapping (flow style). */
export function appendEntry(
  document: YamlDocument,
  map: YamlMap,
  after: YamlEntry,
  key: string,
  value: string,
): readonly TextEdit[] | undefined {
  const { text } = document
  const indent = textBefore(text, after.key.span.start)
  const written = pair(quoteOf(document, after), key, value, map.flow).text
  if (map.flow) {
    const last = map.entries.at(-1) ?? after
    const end = ownValueSpan(last)?.end ?? last.key.span.end
    const ownLine = textBefore(text, last.key.span.start)
    const separator = ownLine.trim() === '' ? `,${lineBreakOf(text)}${ownLine}` : ', '
    return [{ span: span(end, end), newText: separator + written }]
  }
  const own = ownValueSpan(after)
  if (indent.trim() !== '' || !own) return undefined
  const end = endOfLine(text, own.end)
  return [{ span: span(end, end), newText: lineBreakOf(text) + indent + written }]
}

/** Removes entries with their lines or commas. A comment at the end of a removed line stays on a line of its own. */
export function removeEntries(
  document: YamlDocument,
  map: YamlMap,
  gone: readonly YamlEntry[],
): readonly TextEdit[] | undefined {
  if (gone.length === 0) return []
  if (gone.length === map.entries.length) return undefined
  return map.flow ? removeFromFlow(document, map, gone) : removeFromBlock(document, gone)
}

function removeFromBlock(document: YamlDocument, gone: readonly YamlEntry[]): readonly TextEdit[] | undefined {
  const { text } = document
  const cuts: Span[] = []
  for (const entry of gone) {
    const start = entry.key.span.start
    const indent = textBefore(text, start)
    if (indent.trim() !== '') return undefined
    const end = endOfContent(text, span(start, ownValueSpan(entry)?.end ?? entry.span.end))
    const stop = endOfLine(text, end)
    const rest = text.slice(end, stop)
    const comment = /^\s*:?\s*(?=#)/.exec(rest)
    if (comment) cuts.push(span(start, end + comment[0].length))
    else if (/^\s*:?\s*$/.test(rest)) addLines(cuts, span(start - indent.length, nextLine(text, stop)))
    else return undefined
  }
  return cuts.map(cut => ({ span: withoutLastBreak(text, cut), newText: '' }))
}

/** Neighbouring lines go in one cut. */
function addLines(cuts: Span[], lines: Span): void {
  const last = cuts.at(-1)
  if (last && last.end === lines.start) cuts[cuts.length - 1] = span(last.start, lines.end)
  else cuts.push(lines)
}

/** Where the text ends without a line break, the one before the cut goes instead, so that none is left over. */
function withoutLastBreak(text: string, cut: Span): Span {
  if (cut.end < text.length || text.endsWith('\n')) return cut
  return span(text.slice(0, cut.start).replace(/\r?\n$/, '').length, cut.end)
}

function removeFromFlow(
  document: YamlDocument,
  map: YamlMap,
  gone: readonly YamlEntry[],
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = []
  const { entries } = map
  const isGone = (entry: YamlEntry | undefined): boolean => entry !== undefined && gone.includes(entry)
  for (let from = 0; from < entries.length; from++) {
    if (!isGone(entries[from])) continue
    let to = from
    while (isGone(entries[to + 1])) to++
    const kept = entries[to + 1]
    const first = entries[from]
    const last = entries[to]
    const before = entries[from - 1]
    if (!first || !last) return undefined
    const cut = kept
      ? span(first.key.span.start, kept.key.span.start)
      : before && span(ownValueSpan(before)?.end ?? before.span.end, ownValueSpan(last)?.end ?? last.span.end)
    if (!cut || document.comments.some(comment => overlaps(comment.span, cut))) return undefined
    edits.push({ span: cut, newText: '' })
    from = to
  }
  return edits
}

interface WrittenPair {
  readonly text: string
  readonly valueLength: number
  /** Quotes on each side of the value. */
  readonly margin: number
}

/** Quoted like its neighbours: in JSON both halves are. */
function pair(quote: string, key: string, value: string, flow: boolean): WrittenPair {
  const wrap = quote !== '' ? quote : isPlain(value, flow) ? '' : '"'
  const written = wrap === '"' ? JSON.stringify(value) : wrap + value.replaceAll("'", wrap === "'" ? "''" : "'") + wrap
  return { text: `${quote}${key}${quote}: ${written}`, valueLength: written.length, margin: wrap.length }
}

function isPlain(value: string, flow: boolean): boolean {
  return (flow ? /^[/A-Za-z][\w./~%?=&+@-]*$/ : /^[/A-Za-z][\w./~%?=&+@,;!$-]*$/).test(value)
}

function quoteOf(document: YamlDocument, entry: YamlEntry): string {
  const first = document.text[entry.key.span.start]
  return first === '"' || first === "'" ? first : ''
}

import type { Span } from '../../base/span.ts'
import { nodeAt } from '../../yaml/cursor.ts'
import { endOfLine, textBefore } from '../../yaml/edit/lines.ts'
import type { YamlDocument } from '../../yaml/node.ts'

/** What somebody is typing: the word at the cursor with its surroundings on the line, read without a parser. */
export interface Typed {
  /** `value`: behind a key and its colon. `entry`: where a key or the item of a list begins, nothing or a part of it written. */
  readonly at: 'value' | 'entry'
  /** All that belongs to the word, its quotes included, relative to the document. */
  readonly token: Span
  /** The quote that it begins with. */
  readonly quote: '' | '"' | "'"
  /** True directly behind a colon or a dash: a blank must come first. */
  readonly gap: boolean
  /** The brackets around it: `{ports: [` is `{[`. Empty in block style. */
  readonly brackets: string
  /** What closes, at the end of the line, the brackets that it leaves open, for text that is to be parsed. */
  readonly closing: string
  /** How far to the right a key begins here: what stands below it is indented more. */
  readonly column: number
  /** True behind a dash on the same line. */
  readonly dash: boolean
}

/**
 * The word at the cursor, or `undefined` in a comment, behind a finished value, and in text of several lines.
 *
 * @param offset relative to the document
 * @example in `targetPort: ht|` the token is `ht`, at `value`
 */
export function typedAt(document: YamlDocument, offset: number): Typed | undefined {
  const { text } = document
  const before = textBefore(text, offset)
  const start = offset - before.length
  const read = scan(before, bracketsAt(document, start))
  if (!read) return undefined
  const rest = text.slice(offset, endOfLine(text, offset))
  const token = { start: start + read.from, end: offset + restOfToken(rest, read) }
  // A key that has its colon is not being typed; what it means is changed at its value.
  if (read.at === 'entry' && /^\s*:(\s|$)/.test(text.slice(token.end, endOfLine(text, offset)))) return undefined
  const opened = read.brackets.slice(read.around)
  const closed = closes(text.slice(token.end, endOfLine(text, offset)))
  const left = opened.slice(0, Math.max(0, opened.length - closed))
  const closing = Array.from(left, bracket => (bracket === '{' ? '}' : ']'))
    .reverse()
    .join('')
  return { ...read, token, closing }
}

interface Read extends Pick<Typed, 'at' | 'quote' | 'gap' | 'brackets' | 'column' | 'dash'> {
  readonly from: number
  /** How many of the brackets were open before the line. */
  readonly around: number
}

/** Reads a line up to the cursor. */
function scan(line: string, around: string): Read | undefined {
  const lead = around === '' ? (/^\s*(?:-(?:\s+|$))*/.exec(line)?.[0] ?? '') : (/^\s*/.exec(line)?.[0] ?? '')
  let brackets = around
  let at: Typed['at'] = 'entry'
  let from = lead.length
  let gap = lead.endsWith('-')
  for (let i = from; i < line.length; i++) {
    const c = line.charAt(i)
    const word = line.slice(from, i).trim()
    if (c === '#' && /\s/.test(line[i - 1] ?? ' ')) return undefined
    if ((c === '"' || c === "'") && word === '') {
      const end = closingQuote(line, i)
      if (end === -1)
        return { at, quote: c, gap, brackets, from: i, around: around.length, column: lead.length, dash: isDash(lead) }
      i = end
    } else if (c === ':' && at === 'entry' && word !== '' && endsKey(line[i + 1], brackets)) {
      at = 'value'
      from = i + 1
      gap = true
    } else if ((c === '{' || c === '[') && word === '') {
      brackets += c
      at = 'entry'
      from = i + 1
      gap = false
    } else if (c === ',' && brackets !== '') {
      at = 'entry'
      from = i + 1
      gap = true
    } else if ((c === '}' || c === ']') && brackets !== '') {
      brackets = brackets.slice(0, -1)
      at = 'value'
      from = i + 1
    }
    if (/\s/.test(c) && line.slice(from, i + 1).trim() === '') gap = false
  }
  while (from < line.length && /\s/.test(line.charAt(from))) from++
  if (at === 'value') from += /^(?:&\S+\s+)?/.exec(line.slice(from))?.[0].length ?? 0
  // Behind the closing quote or bracket the value is done.
  if (/^["'\]}|>&*!]/.test(line.slice(from))) return undefined
  if (/[\]}]\s*$/.test(line.slice(0, from))) return undefined
  return { at, quote: '', gap, brackets, from, around: around.length, column: lead.length, dash: isDash(lead) }
}

function isDash(lead: string): boolean {
  return lead.trim() !== ''
}

function endsKey(next: string | undefined, brackets: string): boolean {
  return next === undefined || /\s/.test(next) || (brackets !== '' && /[,[\]{}"']/.test(next))
}

/** Where the quote that opens at `start` closes on the line, or -1. */
function closingQuote(line: string, start: number): number {
  const quote = line.charAt(start)
  for (let i = start + 1; i < line.length; i++) {
    if (quote === '"' && line[i] === '\\') i++
    else if (line[i] === quote) {
      if (quote === '"' || line[i + 1] !== "'") return i
      i++
    }
  }
  return -1
}

/** How many characters behind the cursor belong to the word. */
function restOfToken(rest: string, { quote, brackets, at }: Read): number {
  const end = quote === '' ? -1 : rest.indexOf(quote)
  if (end !== -1) return end + 1
  const stop = brackets !== '' ? /[,\]}]|\s#|:(?=\s|$)/ : at === 'entry' ? /:(?=\s|$)|\s#/ : /\s#/
  const stops = rest.search(stop)
  return (stops === -1 ? rest : rest.slice(0, stops)).trimEnd().length
}

/** How many brackets a text closes that it does not open. */
function closes(text: string): number {
  let open = 0
  let closed = 0
  for (const c of text) {
    if (c === '{' || c === '[') open++
    else if ((c === '}' || c === ']') && open > 0) open--
    else if (c === '}' || c === ']') closed++
  }
  return closed
}

/** The brackets that are open where a line begins, as far as the parser could tell. */
function bracketsAt(document: YamlDocument, start: number): string {
  const cursor = nodeAt(document, start)
  if (!cursor) return ''
  const around =
    cursor.node.kind === 'map' || cursor.node.kind === 'seq' ? [...cursor.parents, cursor.node] : cursor.parents
  return around
    .map(node =>
      (node.kind === 'map' || node.kind === 'seq') && node.flow && node.span.start < start && start < node.span.end
        ? node.kind === 'map'
          ? '{'
          : '['
        : '',
    )
    .join('')
}

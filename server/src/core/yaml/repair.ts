import type { Span } from '../base/span.ts'

/** A quoted scalar or flow collection in which `yaml` lost its way. */
export interface CutOff {
  readonly kind: 'quoted' | 'flow'
  readonly start: number
}

/**
 * Blanks out the line breaks inside what was cut off, one blank for each character, and the comments inside brackets, which are
 * added to `comments`. The same text comes back when nothing can be done.
 *
 * Only the first one is certain. What was cut off further down is repaired in the same go when it begins on a later line and
 * where a value begins: a wrong guess there would turn text inside out.
 */
export function repair(text: string, cutOffs: readonly CutOff[], comments: Span[]): string {
  let repaired = ''
  let done = 0
  for (const { kind, start } of cutOffs) {
    if (done > 0 && !beginsValueBelow(text, done, start)) continue
    const end = kind === 'quoted' ? closeOfQuoted(text, start) : closeOfFlow(text, start)
    if (end === -1 || MARKER.test(text.slice(start, end))) break
    const inside = kind === 'quoted' ? text.slice(start, end) : maskComments(text, start, end, comments)
    repaired += text.slice(done, start) + inside.replace(/[\r\n]/g, ' ')
    done = end
  }
  return repaired + text.slice(done)
}

/** Where the quote stands that never closes, or -1. Only the first cut-off tells: what follows it may be its own end. */
export function openQuote(text: string, cutOffs: readonly CutOff[]): number {
  const first = cutOffs[0]
  return first?.kind === 'quoted' && closeOfQuoted(text, first.start) === -1 ? first.start : -1
}

function beginsValueBelow(text: string, above: number, start: number): boolean {
  const line = text.lastIndexOf('\n', start - 1) + 1
  return line > above && BEGINS_VALUE.test(text.slice(line, start))
}

/** What stands before a value on its line: dashes, and a key. */
const BEGINS_VALUE = /^[ \t]*(?:- +)*(?:[^\s"'#[{][^"'#[{]*: +|- +)$/
const MARKER = /\n(?:---|\.\.\.)(?:\s|$)/

/** Offset just after the quote that closes the scalar which starts at `start`, or -1 when none does. */
export function closeOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start)
  let at = text.indexOf(quote, start + 1)
  while (at !== -1) {
    if (quote === "'" && text.charAt(at + 1) === "'") at = text.indexOf(quote, at + 2)
    else if (quote === '"' && isEscaped(text, start, at)) at = text.indexOf(quote, at + 1)
    else return at + 1
  }
  return -1
}

function isEscaped(text: string, start: number, at: number): boolean {
  let backslashes = 0
  while (at - 1 - backslashes > start && text.charAt(at - 1 - backslashes) === '\\') backslashes++
  return backslashes % 2 === 1
}

/** Offset just after the bracket that closes the flow collection which starts at `start`, or -1 when none does. */
function closeOfFlow(text: string, start: number): number {
  let depth = 0
  for (const match of text.slice(start).matchAll(FLOW_PART)) {
    const part = match[0]
    if (part === '[' || part === '{') depth++
    else if ((part === ']' || part === '}') && --depth === 0) return start + match.index + 1
  }
  return -1
}

function maskComments(text: string, start: number, end: number, comments: Span[]): string {
  return text.slice(start, end).replace(FLOW_PART, (part, offset: number) => {
    const comment = part.indexOf('#')
    if (comment === -1 || !COMMENT.test(part)) return part
    comments.push({ start: start + offset + comment, end: start + offset + part.length })
    return ' '.repeat(part.length)
  })
}

/** A bracket, a comment, or a quoted scalar with what makes it one: plain scalars may hold quotes and `#` too. */
const FLOW_PART = /[[\]{}]|\s#[^\r\n]*|(?<=[\s[{,:])(?:"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*')/g
const COMMENT = /^\s#/

import type { Span } from '../../base/span.ts'

/** What stands on the line before an offset: for the first thing on a line its indentation. */
export function textBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
}

/** The offset just before the line break, or the end of the text. */
export function endOfLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset)
  const end = found < 0 ? text.length : found
  return text[end - 1] === '\r' && end > offset ? end - 1 : end
}

/** Where the next line starts, or the text ends. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

/** A block may be said to end on a later line than its last word stands on. */
export function endOfContent(text: string, { start, end }: Span): number {
  return start + text.slice(start, end).trimEnd().length
}

/** The line break that the text uses, as its first line shows. */
export function lineBreakOf(text: string): string {
  const newline = text.indexOf('\n')
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n'
}

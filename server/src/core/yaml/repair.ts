import type { Span } from '../base/span.ts'

/** Offset just after the quote that closes the scalar which starts at `start`, or -1 when none does. */
export function closeOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start)
  let at = start + 1
  for (;;) {
    at = text.indexOf(quote, at)
    if (at === -1) return -1
    if (quote === "'" && text.charAt(at + 1) === "'") at += 2
    else if (quote === '"' && isEscaped(text, start, at)) at += 1
    else return hasMarker(text, start, at) ? -1 : at + 1
  }
}

/** Offset just after the bracket that closes the flow collection which starts at `start`, or -1 when none does. */
export function closeOfFlow(text: string, start: number): number {
  let depth = 0
  let at = start
  while (at < text.length) {
    const c = text.charAt(at)
    if (c === '#' && isBlank(text.charAt(at - 1))) {
      const end = text.indexOf('\n', at)
      if (end === -1) return -1
      at = end
      continue
    }
    if ((c === '"' || c === "'") && OPENS_TOKEN.test(text.charAt(at - 1))) {
      at = closeOfQuoted(text, at)
      if (at === -1) return -1
      continue
    }
    if (c === '[' || c === '{') depth++
    else if ((c === ']' || c === '}') && --depth === 0) return hasMarker(text, start, at) ? -1 : at + 1
    at++
  }
  return -1
}

/** Blanks out line breaks between the offsets, and comments too, which are then added to `comments`, when they may occur. */
export function maskLines(text: string, start: number, end: number, comments: Span[] | undefined): string {
  let inside = text.slice(start, end)
  if (comments) {
    inside = inside.replace(COMMENT_OR_QUOTED, (found, before: string, comment: string | undefined, offset: number) => {
      if (comment === undefined) return found
      const at = start + offset + before.length
      comments.push({ start: at, end: at + comment.length })
      return before + ' '.repeat(comment.length)
    })
  }
  return text.slice(0, start) + inside.replace(/[\r\n]/g, ' ') + text.slice(end)
}

const OPENS_TOKEN = /[\s[{,:?]/
const COMMENT_OR_QUOTED = /([\s[{,:])(?:(#[^\r\n]*)|"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*')/g
const MARKER = /\n(?:---|\.\.\.)(?:\s|$)/

function isEscaped(text: string, start: number, at: number): boolean {
  let backslashes = 0
  while (at - 1 - backslashes > start && text.charAt(at - 1 - backslashes) === '\\') backslashes++
  return backslashes % 2 === 1
}

function isBlank(c: string): boolean {
  return c === ' ' || c === '\t' || c === '\n'
}

function hasMarker(text: string, start: number, end: number): boolean {
  return MARKER.test(text.slice(start, end + 1))
}

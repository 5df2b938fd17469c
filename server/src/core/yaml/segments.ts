/** One document of a stream, as text with its offset in the file. */
export interface Segment {
  readonly start: number
  readonly text: string
}

/**
 * Cuts a stream exactly where documents end: before a line that begins with `---`, after a line that begins with `...`.
 * Segments follow each other without a gap: joined, they are the file. There is always at least one.
 *
 * A marker at the start of a line ends a document wherever it stands, inside scalars too (YAML 1.2.2, production 206,
 * c-forbidden), so no knowledge of the content is needed. Comments, blank lines and directives before a `---` belong to
 * the document that it opens; comments and blank lines after a last `...` stay with the document before them.
 *
 * @example splitDocuments('a: 1\n---\nb: 2\n') // [{ start: 0, text: 'a: 1\n' }, { start: 5, text: '---\nb: 2\n' }]
 */
export function splitDocuments(text: string): readonly Segment[] {
  const segments: Segment[] = []
  let start = 0
  let opened = false
  let dashes = firstMarker(text, '---')
  let dots = firstMarker(text, '...')
  while (dashes < text.length || dots < text.length) {
    const at = Math.min(dashes, dots)
    const holdsDocument = opened || !isPrefix(text, start, at)
    if (dashes < dots) {
      if (holdsDocument) {
        segments.push({ start, text: text.slice(start, at) })
        start = at
      }
      opened = true
      dashes = nextMarker(text, '\n---', at)
    } else {
      if (holdsDocument) {
        const end = nextLine(text, at)
        segments.push({ start, text: text.slice(start, end) })
        start = end
        opened = false
      }
      dots = nextMarker(text, '\n...', at)
    }
  }
  const last = segments.at(-1)
  if (!last || opened || !isPrefix(text, start, text.length)) segments.push({ start, text: text.slice(start) })
  else segments[segments.length - 1] = { start: last.start, text: text.slice(last.start) }
  return segments
}

const BYTE_ORDER_MARK = '\uFEFF'

function firstMarker(text: string, marker: string): number {
  const first = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0
  return text.startsWith(marker, first) && endsWord(text, first + 3) ? first : nextMarker(text, `\n${marker}`, 0)
}

/** Offset of the next marker that stands alone at the start of a line, or the end of the text. */
function nextMarker(text: string, marker: string, from: number): number {
  let at = text.indexOf(marker, from)
  while (at !== -1 && !endsWord(text, at + 4)) at = text.indexOf(marker, at + 4)
  return at === -1 ? text.length : at + 1
}

function endsWord(text: string, at: number): boolean {
  return at >= text.length || ' \t\r\n'.includes(text.charAt(at))
}

/** A blank line, a comment, a directive or a stray end marker, up to its end. */
const PREFIX_LINE = /(?:%[^\n]*|\.\.\.(?:[ \t\r][^\n]*)?|[ \t]*(?:#[^\n]*|\r?))(?:\n|$)/y

/** True when nothing that makes a document stands between the offsets, both at the start of a line. */
function isPrefix(text: string, start: number, end: number): boolean {
  let at = text.startsWith(BYTE_ORDER_MARK, start) ? start + 1 : start
  while (at < end) {
    PREFIX_LINE.lastIndex = at
    if (!PREFIX_LINE.test(text)) return false
    at = PREFIX_LINE.lastIndex
  }
  return true
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end + 1
}

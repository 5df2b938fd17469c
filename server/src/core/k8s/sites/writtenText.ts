import type { Span } from '../../base/span.ts'

/** What a scalar says, with the way back to where it says so. */
export interface WrittenText {
  readonly text: string
  /**
   * The place of a range of `text` in the scalar as it is written; `undefined` where what is written there differs (`\x38` for
   * an 8), because nobody could point at it or replace it.
   */
  place(range: Span): Span | undefined
}

/**
 * Takes quotes, escapes and the header of a block scalar off. Line ends and indentation stay as they are: to whoever looks for
 * words in a text they are white space, however YAML folds them.
 *
 * @param written the scalar as it stands in the document
 * @example writtenText('"a\\nshop:80"').text // 'a', a line end, 'shop:80'
 */
export function writtenText(written: string): WrittenText {
  switch (written[0]) {
    case '"':
      if (!written.includes('\\')) return plain(inQuotes(written))
      return escaped(inQuotes(written), /\\(?:\r?\n[ \t]*|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])/g, unescape)
    case "'":
      return escaped(inQuotes(written), /''/g, () => "'")
    case '|':
    case '>': {
      const header = /^[^\n]*\n?/.exec(written)?.[0].length ?? 0
      return plain({ text: written.slice(header), start: header })
    }
    default:
      return plain({ text: written, start: 0 })
  }
}

interface Part {
  readonly text: string
  /** Where it begins in the scalar. */
  readonly start: number
}

/** A text that somebody is typing may lack its closing quote. */
function inQuotes(written: string): Part {
  const isClosed = written.length > 1 && written.at(-1) === written[0]
  return { text: written.slice(1, isClosed ? -1 : undefined), start: 1 }
}

function plain({ text, start }: Part): WrittenText {
  return { text, place: range => ({ start: range.start + start, end: range.end + start }) }
}

function escaped(part: Part, pattern: RegExp, read: (escape: string) => string): WrittenText {
  let text = ''
  let copied = 0
  const escapes: { readonly at: number; readonly end: number; readonly longer: number }[] = []
  for (const { 0: escape, index } of part.text.matchAll(pattern)) {
    text += part.text.slice(copied, index)
    const says = read(escape)
    escapes.push({ at: text.length, end: text.length + says.length, longer: escape.length - says.length })
    text += says
    copied = index + escape.length
  }
  if (escapes.length === 0) return plain(part)
  text += part.text.slice(copied)
  return {
    text,
    place: ({ start, end }) => {
      let shift = part.start
      for (const escape of escapes) {
        if (escape.at >= end) break
        // One that says nothing (a line end after a backslash) is in the range where both neighbours are.
        if (escape.end > start || (escape.at === escape.end && escape.at > start)) return undefined
        shift += escape.longer
      }
      return { start: start + shift, end: end + shift }
    },
  }
}

const shortEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001b',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}

function unescape(escape: string): string {
  const sign = escape[1] ?? ''
  if (/^\\\r?\n/.test(escape)) return ''
  if (escape.length > 2) {
    const code = Number.parseInt(escape.slice(2), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  }
  return shortEscapes[sign] ?? sign
}

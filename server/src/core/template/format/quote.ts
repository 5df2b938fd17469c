/**
 * A text in double quotes as Go's `strconv.Quote` writes it, which `quote` and `%q` use.
 *
 * @example quoteGo('a"b\n') // '"a\\"b\\n"'
 */
export function quoteGo(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : `"${escapeGo(text, '"')}"`
}

const PLAIN = /^[ !#-[\]-~]*$/

/** A character in single quotes, as `%q` writes an integer. */
export function quoteRune(code: number): string {
  const isCode = Number.isInteger(code) && code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return `'${escapeGo(isCode ? String.fromCodePoint(code) : '\uFFFD', "'")}'`
}

/** Characters that Go escapes: quotes, backslashes, and what does not print. */
export function escapeGo(text: string, quote: '"' | "'"): string {
  let escaped = ''
  for (const letter of text) escaped += escapeLetter(letter, quote)
  return escaped
}

export function escapeLetter(letter: string, quote: '"' | "'"): string {
  if (letter === quote || letter === '\\') return `\\${letter}`
  const code = letter.codePointAt(0) ?? 0
  if (code >= 32 && code < 127) return letter
  const named = NAMED.get(code)
  if (named) return named
  if (code < 32 || code === 127) return `\\x${hex(code, 2)}`
  if (isPrinted(letter, code)) return letter
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
}

const NAMED = new Map([
  [7, '\\a'],
  [8, '\\b'],
  [12, '\\f'],
  [10, '\\n'],
  [13, '\\r'],
  [9, '\\t'],
  [11, '\\v'],
])

/** Letters, marks, numbers, punctuation and symbols print; spaces other than the ASCII one and controls do not. */
const PRINTED = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u

/** Tokens stand for a text that is not known, and are kept as they are. */
function isPrinted(letter: string, code: number): boolean {
  return PRINTED.test(letter) || (code >= 0xe600 && code <= 0xe61f)
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

/** What a string literal of a template stands for, or `undefined` when Go refuses it. */
export function unquoteGo(quoted: string): string | undefined {
  const inner = quoted.slice(1, -1)
  if (quoted.startsWith('`')) return inner.replaceAll('\r', '')
  if (!inner.includes('\\')) return inner
  const quote = quoted.charAt(0)
  let valid = true
  const text = inner.replace(ESCAPE, (whole, body: string) => {
    const simple = ESCAPED.get(body)
    if (simple !== undefined) return simple
    if (body === quote) return body
    const code = /^[xuU]/.test(body) ? Number.parseInt(body.slice(1), 16) : Number.parseInt(body, 8)
    if (whole.length < 2 || !COMPLETE.test(body) || code > 0x10ffff) valid = false
    return valid ? String.fromCodePoint(code) : ''
  })
  return valid ? text : undefined
}

const ESCAPE = /\\(x[\da-fA-F]{0,2}|u[\da-fA-F]{0,4}|U[\da-fA-F]{0,8}|[0-7]{1,3}|.?)/gs
const COMPLETE = /^(?:x..|u.{4}|U.{8}|[0-7]{3})$/
const ESCAPED = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
])

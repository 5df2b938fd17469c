import { quoteGo } from './format/quote.ts'

export type TokenKind =
  | 'space'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'string'
  | 'raw'
  | 'rune'
  | 'variable'
  | 'field'
  | 'dot'
  | 'number'
  | 'complex'
  | 'identifier'
  | 'keyword'
  | 'bool'
  | 'nil'
  | 'open'
  | 'close'
  | 'other'
  | 'end'
  | 'error'

export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** As written; of an error its message. */
  readonly text: string
}

/**
 * Cuts the inside of one action into tokens, as text/template's lexer does. The last token is its end (`}}` or ` -}}`) or the
 * error at which that lexer stops.
 *
 * @param from just behind `{{` or `{{- `
 */
export function lexAction(text: string, from: number): readonly Token[] {
  const tokens: Token[] = []
  let depth = 0
  let at = from
  const push = (kind: TokenKind, end: number): void => {
    tokens.push({ kind, start: at, end, text: text.slice(at, end) })
    at = end
  }
  const fail = (message: string, end = at): readonly Token[] => {
    tokens.push({ kind: 'error', start: at, end, text: message })
    return tokens
  }
  for (;;) {
    const length = closeLength(text, at)
    if (length > 0) {
      if (depth > 0) return fail('unclosed left paren', at + length)
      push('end', at + length)
      return tokens
    }
    if (at >= text.length) return fail('unclosed action')
    const code = text.charCodeAt(at)
    switch (code) {
      case 32:
      case 9:
      case 10:
      case 13: {
        let end = at + 1
        while (isSpace(text.charCodeAt(end)) && closeLength(text, end) !== 4) end++
        push('space', end)
        continue
      }
      case 61: // =
        push('assign', at + 1)
        continue
      case 58: // :
        if (text.charCodeAt(at + 1) !== 61) return fail('expected :=', at + 1)
        push('declare', at + 2)
        continue
      case 124: // |
        push('pipe', at + 1)
        continue
      case 34: {
        const end = quotedEnd(text, at, 34)
        if (end < 0) return fail('unterminated quoted string')
        push('string', end)
        continue
      }
      case 39: {
        const end = quotedEnd(text, at, 39)
        if (end < 0) return fail('unterminated character constant')
        push('rune', end)
        continue
      }
      case 96: {
        const end = text.indexOf('`', at + 1)
        if (end < 0) return fail('unterminated raw quoted string')
        push('raw', end + 1)
        continue
      }
      case 40:
        depth++
        push('open', at + 1)
        continue
      case 41:
        if (--depth < 0) return fail('unexpected right paren', at + 1)
        push('close', at + 1)
        continue
      default:
    }
    const isVariable = code === 36
    if (isVariable || (code === 46 && !isDigit(text.charCodeAt(at + 1)))) {
      const end = wordEnd(text, at + 1)
      if (!endsWord(text, end)) return fail(badCharacter(text, end), end)
      push(isVariable ? 'variable' : end === at + 1 ? 'dot' : 'field', end)
      continue
    }
    if (isDigit(code) || code === 46 || code === 43 || code === 45) {
      const end = numberEnd(text, at)
      const isComplex = end > 0 && (text.charCodeAt(end) === 43 || text.charCodeAt(end) === 45)
      const last = isComplex ? numberEnd(text, end) : end
      if (last < 0 || (isComplex && text.charCodeAt(last - 1) !== 105)) {
        return fail(`bad number syntax: ${quoteGo(text.slice(at, wordEnd(text, at + 1)))}`, wordEnd(text, at + 1))
      }
      push(isComplex ? 'complex' : 'number', last)
      continue
    }
    const end = wordEnd(text, at)
    if (end > at) {
      if (!endsWord(text, end)) return fail(badCharacter(text, end), end)
      push(wordKind(text.slice(at, end)), end)
      continue
    }
    if (code < 32 || code > 126) return fail(`unrecognized character in action: ${unicodeOf(text, at)}`, at + 1)
    push('other', at + 1)
  }
}

/** Length of what closes an action here: 2 for `}}`, 4 for ` -}}`, 0 for nothing. */
function closeLength(text: string, at: number): 0 | 2 | 4 {
  const code = text.charCodeAt(at)
  if (code === 125) return text.charCodeAt(at + 1) === 125 ? 2 : 0
  if (isSpace(code) && text.startsWith('-}}', at + 1)) return 4
  return 0
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

const LETTER = /[\p{L}\p{Nd}_]/u

function wordEnd(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95) at++
    else if (code > 127) {
      const letter = String.fromCodePoint(text.codePointAt(at) ?? 0)
      if (!LETTER.test(letter)) return at
      at += letter.length
    } else return at
  }
}

/** Whether a word, a field or a variable may end here. */
function endsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return at >= text.length || isSpace(code) || '.,|:)('.includes(text.charAt(at)) || text.startsWith('}}', at)
}

function quotedEnd(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    if (code === 10 || (code === 92 && text.charCodeAt(++at) === 10)) return -1
  }
  return -1
}

const NUMBER = /[+-]?(?:0[xX][\da-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[\d_]*)(?:\.[\da-fA-F_]*)?(?:[eEpP][+-]?[\d_]*)?i?/y

/** Where a number ends, or -1 when letters follow that make it none. */
function numberEnd(text: string, start: number): number {
  NUMBER.lastIndex = start
  NUMBER.test(text)
  const end = NUMBER.lastIndex
  return wordEnd(text, end) > end ? -1 : end
}

const KEYWORDS = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'])

function wordKind(word: string): TokenKind {
  if (KEYWORDS.has(word)) return 'keyword'
  if (word === 'true' || word === 'false') return 'bool'
  return word === 'nil' ? 'nil' : 'identifier'
}

function badCharacter(text: string, at: number): string {
  return `bad character ${unicodeOf(text, at)}`
}

/** As `%#U` prints it. */
function unicodeOf(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return code < 32 || code === 127 ? number : `${number} '${String.fromCodePoint(code)}'`
}

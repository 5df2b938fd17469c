import { quoteGo, unquoteGo } from './format/quote.ts'
import type { Token } from './lex.ts'
import type { NumberOperand } from './nodes.ts'

/**
 * A number literal as Go reads it: `0x1F`, `0o17`, `017`, `0b1`, `1_000`, `'a'`, `1e3`, `0x1p60`.
 *
 * @returns Go's message when it is none
 */
export function numberOf({ kind, text, start, end }: Token): NumberOperand | string {
  const span = { start, end }
  if (kind === 'rune') {
    const letter = unquoteGo(text) ?? ''
    const code = letter.codePointAt(0)
    if (code === undefined || String.fromCodePoint(code) !== letter) return `malformed character constant: ${text}`
    return { kind: 'number', span, text, type: 'int', value: code, isInt: true }
  }
  if (kind === 'complex' || text.endsWith('i'))
    return { kind: 'number', span, text, type: 'complex128', value: 0, isInt: false }
  const integer = parseInteger(text)
  if (integer !== undefined) return { kind: 'number', span, text, type: 'int', value: integer, isInt: true }
  const value = parseFloatGo(text)
  if (value === undefined) return `illegal number syntax: ${quoteGo(text)}`
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quoteGo(text)}`
  return {
    kind: 'number',
    span,
    text,
    type: 'float64',
    value,
    isInt: Number.isInteger(value) && Math.abs(value) < 2 ** 63,
  }
}

const INTEGER = /^([+-]?)(?:0[xX]((?:_?[\da-fA-F])+)|0[oO]?((?:_?[0-7])+)|0[bB]((?:_?[01])+)|(0|[1-9](?:_?\d)*))$/

/** An integer in any base that Go reads from a text (`strconv.ParseInt` with base 0), within 64 bits. */
export function parseInteger(text: string): number | undefined {
  const match = INTEGER.exec(text)
  if (!match) return undefined
  const [, sign, hex, octal, binary, decimal] = match
  const digits = (hex ?? octal ?? binary ?? decimal ?? '').replaceAll('_', '')
  const value = Number.parseInt(digits, hex ? 16 : octal ? 8 : binary ? 2 : 10)
  if (value >= 2 ** 63) return undefined
  return sign === '-' ? -value : value
}

const FLOAT = /^[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?$/

const HEX_FLOAT = /^([+-]?)0[xX]([\da-fA-F_]*)(?:\.([\da-fA-F_]*))?[pP]([+-]?\d+)$/

/** @example `0x1p60` is two to the power of 60 */
function hexFloat([, sign, whole = '', fraction = '', power = '0']: RegExpExecArray): number | undefined {
  const digits = (whole + fraction).replaceAll('_', '')
  if (digits === '') return undefined
  const places = fraction.replaceAll('_', '').length
  const size = Number.parseInt(digits, 16) * 2 ** (Number(power) - 4 * places)
  return sign === '-' ? -size : size
}

/** A number as `strconv.ParseFloat` reads it, `inf` and `nan` among them. */
export function parseFloatGo(text: string): number | undefined {
  if (FLOAT.test(text)) return Number(text.replaceAll('_', ''))
  const hex = HEX_FLOAT.exec(text)
  if (hex) return hexFloat(hex)
  const match = /^([+-]?)(inf|infinity|nan)$/i.exec(text)
  if (!match) return undefined
  if (match[2]?.toLowerCase() === 'nan') return Number.NaN
  return match[1] === '-' ? -Infinity : Infinity
}

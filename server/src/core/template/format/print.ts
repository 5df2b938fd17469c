import { encodeUtf8 } from '../../base/utf8.ts'
import { sortedKeys } from '../keys.ts'
import type { Value } from '../value.ts'
import { formatFloat } from './float.ts'
import { escapeLetter, quoteGo, quoteRune } from './quote.ts'
import { typeName } from './typeName.ts'

/** Flags of a verb: `%-08.3f` has `minus`, `zero`, a width of 8 and a precision of 3. */
export interface Flags {
  readonly minus: boolean
  readonly plus: boolean
  readonly sharp: boolean
  readonly space: boolean
  readonly zero: boolean
  readonly width: number | undefined
  readonly precision: number | undefined
}

export const noFlags: Flags = {
  minus: false,
  plus: false,
  sharp: false,
  space: false,
  zero: false,
  width: undefined,
  precision: undefined,
}

/** How a value that nobody knows is written. */
export type TokenOf = (value: Value & { kind: 'unknown' }) => string

/** A value as `fmt.Sprint` writes it: `map[a:1 b:[x y]]`, `<nil>`. */
export function printValue(value: Value, token: TokenOf): string {
  return value.kind === 'string' && !value.type ? value.text : formatVerb(value, 'v', noFlags, token)
}

/** A value as a verb of `fmt.Sprintf` writes it, `%!d(string=x)` when it does not suit. */
export function formatVerb(value: Value, verb: string, given: Flags, token: TokenOf, depth = 0): string {
  const flags = verb === 'v' && given.plus ? { ...given, plus: false } : given
  switch (value.kind) {
    case 'unknown':
      return token(value)
    case 'nil':
    case 'invalid':
      return verb === 'v' || verb === 'T' || depth > 0 ? pad('<nil>', flags) : `%!${verb}(<nil>)`
    default:
  }
  if (verb === 'T') return pad(typeName(value), flags)
  switch (value.kind) {
    case 'bool':
      return verb === 'v' || verb === 't' ? pad(String(value.value), flags) : bad(value, verb, token)
    case 'float':
      return formatNumber(value.value, verb, flags) ?? bad(value, verb, token)
    case 'int':
      return formatInteger(value.value, verb, flags) ?? bad(value, verb, token)
    case 'string':
      return formatString(value.text, verb, flags) ?? bad(value, verb, token)
    case 'list': {
      const inner = flags.sharp && verb === 'v' ? ', ' : ' '
      const items = value.items.map(item => formatVerb(item, verb, flags, token, depth + 1)).join(inner)
      return flags.sharp && verb === 'v' ? `${typeName(value)}{${items}}` : `[${items}]`
    }
    case 'map': {
      const parts = sortedKeys(value).map(key => {
        const name = formatString(key, verb, flags) ?? `%!${verb}(string=${key})`
        const entry = value.entries.get(key)
        return `${name}:${entry ? formatVerb(entry.value, verb, flags, token, depth + 1) : ''}`
      })
      return flags.sharp && verb === 'v' ? `${typeName(value)}{${parts.join(', ')}}` : `map[${parts.join(' ')}]`
    }
    case 'host': {
      if (value.data) return formatVerb(value.data, verb, flags, token, depth)
      const fields = [...(value.fields?.values() ?? [])].map(field => formatVerb(field, verb, flags, token, depth + 1))
      return `${value.type.startsWith('*') && depth === 0 ? '&' : ''}{${fields.join(' ')}}`
    }
  }
}

function bad(value: Value, verb: string, token: TokenOf): string {
  return `%!${verb}(${typeName(value)}=${formatVerb(value, 'v', noFlags, token)})`
}

function formatString(text: string, verb: string, flags: Flags): string | undefined {
  const cut = flags.precision === undefined ? text : Array.from(text).slice(0, flags.precision).join('')
  switch (verb) {
    case 'v':
      return flags.sharp ? pad(quoteGo(cut), flags) : pad(cut, flags)
    case 's':
      return pad(cut, flags)
    case 'q':
      return pad(
        flags.sharp && !/[`\p{Cc}]/u.test(cut) ? `\`${cut}\`` : flags.plus ? quoteAscii(cut) : quoteGo(cut),
        flags,
      )
    case 'x':
    case 'X': {
      const hex = [...encodeUtf8(text)].map(byte => byte.toString(16).padStart(2, '0')).join(flags.space ? ' ' : '')
      return pad(verb === 'X' ? hex.toUpperCase() : hex, flags)
    }
    default:
      return undefined
  }
}

function quoteAscii(text: string): string {
  let quoted = ''
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 128) quoted += escapeLetter(letter, '"')
    else
      quoted += code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  }
  return `"${quoted}"`
}

function formatInteger(value: number, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
    case 'd':
      return signed(value, String(Math.abs(value)), flags)
    case 'b':
      return signed(value, Math.abs(value).toString(2), flags)
    case 'o':
      return signed(value, (flags.sharp ? '0' : '') + Math.abs(value).toString(8), flags)
    case 'O':
      return signed(value, `0o${Math.abs(value).toString(8)}`, flags)
    case 'x':
      return signed(value, (flags.sharp ? '0x' : '') + Math.abs(value).toString(16), flags)
    case 'X':
      return signed(value, (flags.sharp ? '0X' : '') + Math.abs(value).toString(16).toUpperCase(), flags)
    case 'c':
      return pad(value >= 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '\uFFFD', flags)
    case 'q':
      return pad(quoteRune(value), flags)
    case 'U':
      return pad(`U+${value.toString(16).toUpperCase().padStart(4, '0')}`, flags)
    default:
      return undefined
  }
}

function formatNumber(value: number, verb: string, flags: Flags): string | undefined {
  const size = Math.abs(value)
  switch (verb) {
    case 'v':
      return signed(value, formatFloat(size, 'g', flags.precision ?? -1), flags)
    case 'g':
    case 'G':
      return signed(value, caseOf(formatFloat(size, 'g', flags.precision ?? -1), verb), flags)
    case 'e':
    case 'E':
      return signed(value, caseOf(formatFloat(size, 'e', flags.precision ?? 6), verb), flags)
    case 'f':
    case 'F':
      return signed(value, formatFloat(size, 'f', flags.precision ?? 6), flags)
    default:
      return undefined
  }
}

function caseOf(text: string, verb: string): string {
  return verb === verb.toUpperCase() ? text.toUpperCase() : text
}

function signed(value: number, digits: string, flags: Flags): string {
  const isNegative = value < 0 || Object.is(value, -0)
  const sign = isNegative ? '-' : flags.plus ? '+' : flags.space ? ' ' : ''
  const body = digits.replace('+Inf', flags.plus || isNegative ? 'Inf' : '+Inf')
  if (flags.zero && !flags.minus && flags.width !== undefined)
    return sign + body.padStart(flags.width - sign.length, '0')
  return pad(sign + body, flags)
}

export function pad(text: string, { width, minus, zero }: Flags): string {
  if (width === undefined) return text
  const missing = width - Array.from(text).length
  if (missing <= 0) return text
  return minus ? text + ' '.repeat(missing) : (zero ? '0' : ' ').repeat(missing) + text
}

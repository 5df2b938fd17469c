import { isNumber, isTime } from '../yaml/print/typed.ts'
import type { Tag } from './node.ts'

/**
 * The type of a plain scalar as go-yaml v3 resolves it, which kustomize reads with: `yes` and `on` are strings, octal `010`
 * and `1_000` are numbers, a time is a type of its own that prints as it is written.
 */
export function tagOf(text: string): Tag {
  const first = text.charCodeAt(0)
  if (Number.isNaN(first)) return 'null'
  const isDigit = first >= 48 && first <= 57
  if (isDigit || first === 43 || first === 45 || first === 46) return numberTag(text)
  return WORDS.get(text) ?? 'str'
}

const WORDS = new Map<string, Tag>([
  ...['~', 'null', 'Null', 'NULL'].map(word => [word, 'null'] as const),
  ...['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].map(word => [word, 'bool'] as const),
  ...['.nan', '.NaN', '.NAN', '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF'].map(
    word => [word, 'float'] as const,
  ),
])

function numberTag(text: string): Tag {
  const word = WORDS.get(text)
  if (word) return word
  return isTime(text) ? 'timestamp' : (isNumber(text) ?? 'str')
}

/** The value of a number that `tagOf` has recognized. Whole ones are exact. */
export function numberOf(text: string): number | bigint {
  const plain = text.replaceAll('_', '')
  const parts = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(\d+))$/.exec(plain)
  if (!parts) return WORDS.get(text) === 'float' ? infinite(text) : Number(plain)
  const [, sign, hex, binary, octal, decimal] = parts
  const size = BigInt(hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : (decimal ?? '0'))
  if (size >= 2n ** 64n) return Number(plain)
  return sign === '-' ? -size : size
}

function infinite(text: string): number {
  if (/nan/i.test(text)) return Number.NaN
  return text.startsWith('-') ? -Infinity : Infinity
}

/**
 * A time in the form that Go writes into JSON, which a plain one of an object becomes.
 *
 * @example timeOf('2001-1-2 3:04:05') // '2001-01-02T03:04:05Z'
 */
export function timeOf(text: string): string {
  const [, year = '', month = '', day = '', clock = '', zone = 'Z'] =
    /^(\d+)-(\d+)-(\d+)(?:[Tt ]+([\d:.,]+)(Z|[-+][\d:]+)?)?$/.exec(text) ?? []
  const [seconds = '0:0:0', fraction = ''] = clock === '' ? [] : clock.split(/[.,]/)
  const time = seconds.split(':').map(twoDigits).join(':')
  const part = fraction.slice(0, 9).replace(/0+$/, '')
  const offset = zone === '+00:00' || zone === '-00:00' ? 'Z' : zone
  return `${year}-${twoDigits(month)}-${twoDigits(day)}T${time}${part === '' ? '' : `.${part}`}${offset}`
}

function twoDigits(number: string): string {
  return number.padStart(2, '0')
}

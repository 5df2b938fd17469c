import { encodeUtf8 } from '../../base/utf8.ts'
import { quoteText } from '../format/quoteText.ts'
import {
  anyArg,
  type Calling,
  fail,
  type GoFunction,
  isList,
  layout,
  numberArg,
  plain,
  strict,
  textArg,
} from '../function.ts'
import { replaceText } from '../replace.ts'
import { slice, TextBuilder, withText } from '../text.ts'
import { bool, type ListValue, list, type StringValue, string, type Value } from '../value.ts'
import { textOf } from '../written.ts'
import { tokensOf } from './builtin.ts'

/** Functions of texts that keep where each part of a text was written. */
export const stringFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['trim', layout('string', args => trimmed(textArg(args, 0), isGoSpace))],
  ['trimAll', layout('string, string', args => trimmedOf(args, true, true))],
  ['trimall', layout('string, string', args => trimmedOf(args, true, true))],
  ['trimPrefix', layout('string, string', args => withoutPrefix(textArg(args, 1), textArg(args, 0).text))],
  ['trimSuffix', layout('string, string', args => withoutSuffix(textArg(args, 1), textArg(args, 0).text))],
  ['trunc', strict('int, string', 'string', args => truncated(textArg(args, 1), numberArg(args, 0)))],
  [
    'substr',
    strict('int, int, string', 'string', args => part(textArg(args, 2), numberArg(args, 0), numberArg(args, 1))),
  ],
  ['upper', layout('string', args => withText(textArg(args, 0), textArg(args, 0).text.toUpperCase()))],
  ['lower', layout('string', args => withText(textArg(args, 0), textArg(args, 0).text.toLowerCase()))],
  ['title', layout('string', args => withText(textArg(args, 0), titled(textArg(args, 0).text)))],
  ['untitle', layout('string', args => withText(textArg(args, 0), untitled(textArg(args, 0).text)))],
  ['repeat', layout('int, string', args => repeated(textArg(args, 1), numberArg(args, 0)))],
  [
    'replace',
    layout('string, string, string', args => replaceText(textArg(args, 2), textArg(args, 0).text, textArg(args, 1))),
  ],
  ['indent', layout('int, string', args => indented(textArg(args, 1), numberArg(args, 0), ''))],
  ['nindent', layout('int, string', args => indented(textArg(args, 1), numberArg(args, 0), '\n'))],
  ['quote', layout('...any', (args, calling) => eachOf(args, calling, quoteText))],
  ['squote', layout('...any', (args, calling) => eachOf(args, calling, squoted))],
  ['cat', layout('...any', (args, calling) => eachOf(args, calling, value => value))],
  ['join', layout('string, any', joined)],
  ['toString', layout('any', (args, calling) => textOf(anyArg(args, 0), tokensOf(calling)))],
  ['toStrings', strict('any', 'list', (args, calling) => list(textsOf(anyArg(args, 0), calling), '[]string'))],
  ['contains', strict('string, string', 'bool', args => bool(textArg(args, 1).text.includes(textArg(args, 0).text)))],
  [
    'hasPrefix',
    strict('string, string', 'bool', args => bool(textArg(args, 1).text.startsWith(textArg(args, 0).text))),
  ],
  ['hasSuffix', strict('string, string', 'bool', args => bool(textArg(args, 1).text.endsWith(textArg(args, 0).text)))],
  [
    'splitList',
    strict('string, string', 'list', args => list(splitText(textArg(args, 1), textArg(args, 0).text), '[]string')),
  ],
  ['split', strict('string, string', 'map', args => numbered(splitText(textArg(args, 1), textArg(args, 0).text)))],
  [
    'splitn',
    strict('string, int, string', 'map', args =>
      numbered(splitText(textArg(args, 2), textArg(args, 0).text, numberArg(args, 1))),
    ),
  ],
  [
    'sortAlpha',
    strict('any', 'list', (args, calling) => list(sortedTexts(textsOf(anyArg(args, 0), calling)), '[]string')),
  ],
])

/** What Go's `strings.TrimSpace` takes for white space. */
function isGoSpace(letter: string): boolean {
  return /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(letter)
}

function trimmed(value: StringValue, isCut: (letter: string) => boolean, atStart = true, atEnd = true): StringValue {
  const { text } = value
  let start = 0
  let end = text.length
  if (atStart) while (start < end && isCut(text.charAt(start))) start++
  if (atEnd) while (end > start && isCut(text.charAt(end - 1))) end--
  return slice(value, start, end)
}

function trimmedOf(args: readonly Value[], atStart: boolean, atEnd: boolean): StringValue {
  const cut = textArg(args, 0).text
  return trimmed(textArg(args, 1), letter => cut.includes(letter), atStart, atEnd)
}

function withoutPrefix(value: StringValue, prefix: string): StringValue {
  return value.text.startsWith(prefix) ? slice(value, prefix.length) : value
}

function withoutSuffix(value: StringValue, suffix: string): StringValue {
  return suffix !== '' && value.text.endsWith(suffix) ? slice(value, 0, value.text.length - suffix.length) : value
}

/** Lengths are bytes in Go. A letter that is cut in two is left out. */
function truncated(value: StringValue, count: number): StringValue {
  const length = byteLength(value.text)
  if (count < 0) return length + count > 0 ? slice(value, offsetOf(value.text, length + count)) : value
  return length > count ? slice(value, 0, offsetOf(value.text, count)) : value
}

function part(value: StringValue, start: number, end: number): StringValue {
  const { text } = value
  if (start < 0) return slice(value, 0, offsetOf(text, end))
  if (end < 0 || end > byteLength(text)) return slice(value, offsetOf(text, start))
  return slice(value, offsetOf(text, start), offsetOf(text, end))
}

const ASCII = /^[\0-\x7f]*$/

function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : encodeUtf8(text).length
}

/** The offset of the letter that a byte is in. */
function offsetOf(text: string, bytes: number): number {
  if (ASCII.test(text)) return bytes
  let passed = 0
  let at = 0
  for (const letter of text) {
    passed += encodeUtf8(letter).length
    if (passed > bytes) return at
    at += letter.length
  }
  return at
}

/** As Go's `strings.Title`: letters that follow no letter, digit, `_` or `'`. */
function titled(text: string): string {
  return text.replace(
    /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
}

function untitled(text: string): string {
  return text.replace(
    /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toLowerCase(),
  )
}

function repeated(value: StringValue, count: number): StringValue {
  const built = new TextBuilder()
  if (count < 0) fail('strings: negative Repeat count')
  const most = value.text === '' ? 0 : Math.min(count, Math.ceil(MOST_REPEATED / value.text.length))
  for (let index = 0; index < most; index++) built.add(value)
  return built.finish()
}

const MOST_REPEATED = 2_000_000

function indented(value: StringValue, spaces: number, before: string): StringValue {
  const pad = ' '.repeat(Math.max(0, Math.min(spaces, 1000)))
  const built = new TextBuilder()
  if (value.uncertain) built.doubt()
  built.addMade(before + pad)
  const { text } = value
  let from = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
    built.add(slice(value, from, at + 1))
    built.addMade(pad)
    from = at + 1
  }
  built.add(slice(value, from))
  return built.finish()
}

function squoted(value: StringValue): StringValue {
  const built = new TextBuilder()
  built.addMade("'")
  built.add(value)
  built.addMade("'")
  return built.finish()
}

function eachOf(args: readonly Value[], calling: Calling, change: (value: StringValue) => StringValue): StringValue {
  const built = new TextBuilder()
  let isFirst = true
  for (const value of args) {
    if (value.kind === 'nil') continue
    if (!isFirst) built.addMade(' ')
    isFirst = false
    built.add(change(textOf(value, tokensOf(calling))))
  }
  return built.finish()
}

function joined(args: readonly Value[], calling: Calling): StringValue {
  const separator = textArg(args, 0)
  const built = new TextBuilder()
  textsOf(anyArg(args, 1), calling).forEach((text, index) => {
    if (index > 0) built.add(separator)
    built.add(text)
  })
  const list = plain(anyArg(args, 1))
  if (list.kind === 'list' && list.open) {
    if (list.items.length > 0) built.add(separator)
    built.add(textOf(list.open, tokensOf(calling)))
  }
  return built.finish()
}

/** The items of a list as texts without nil; anything else is one text. */
export function textsOf(value: Value, calling: Calling): readonly StringValue[] {
  const items = plain(value)
  if (items.kind === 'nil') return []
  if (!isList(items)) return [textOf(items, tokensOf(calling))]
  return items.items.filter(item => item.kind !== 'nil').map(item => textOf(item, tokensOf(calling)))
}

function splitText(value: StringValue, separator: string, most = -1): readonly StringValue[] {
  const parts: StringValue[] = []
  const { text } = value
  if (most === 0) return []
  let from = 0
  while (most < 0 || parts.length < most - 1) {
    const at = separator === '' ? nextLetter(text, from) : text.indexOf(separator, from)
    if (at === -1 || (separator === '' && at >= text.length)) break
    parts.push(slice(value, from, at))
    from = at + separator.length
  }
  if (separator !== '' || from < text.length) parts.push(slice(value, from))
  return parts
}

function nextLetter(text: string, from: number): number {
  return from + String.fromCodePoint(text.codePointAt(from) ?? 0).length
}

/** `_0`, `_1` and so on. */
function numbered(parts: readonly StringValue[]): Value {
  const entries = new Map(parts.map((value, index) => [`_${index}`, { key: string(`_${index}`), value }]))
  return { kind: 'map', entries, type: 'map[string]string' }
}

function sortedTexts(texts: readonly StringValue[]): ListValue['items'] {
  return texts.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
}

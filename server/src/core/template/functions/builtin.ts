import { encodeUtf8 } from '../../base/utf8.ts'
import { sprintf } from '../format/sprintf.ts'
import { typeName } from '../format/typeName.ts'
import { anyArg, type Calling, fail, type GoFunction, layout, lazy, plain, strict, textArg } from '../function.ts'
import { TextBuilder } from '../text.ts'
import { unknown } from '../unknown.ts'
import { int, nil, type StringValue, string, type Value } from '../value.ts'
import { textOf } from '../written.ts'

/** Functions of text/template itself, but for comparisons. `and` and `or` are computed where they are called. */
export const builtinFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['and', lazy('any, ...any', args => anyArg(args, 0))],
  ['or', lazy('any, ...any', args => anyArg(args, 0))],
  ['index', lazy('any, ...any', indexOf)],
  ['len', strict('any', 'number', args => int(lengthOf(plain(anyArg(args, 0)))))],
  ['print', layout('...any', (args, calling) => printAll(args, calling, false))],
  ['println', layout('...any', (args, calling) => printAll(args, calling, true))],
  ['printf', layout('string, ...any', (args, calling) => sprintf(textArg(args, 0), args.slice(1), tokensOf(calling)))],
  ['html', strict('...any', 'string', (args, calling) => string(escapeHtml(evaluated(args, calling))))],
  ['js', strict('...any', 'string', (args, calling) => string(escapeScript(evaluated(args, calling))))],
  ['urlquery', strict('...any', 'string', (args, calling) => string(escapeQuery(evaluated(args, calling))))],
  ['call', strict('any, ...any', 'any', args => fail(`non-function ${typeName(anyArg(args, 0))}`))],
])

/** How unknown values are written on behalf of a caller. */
export function tokensOf(calling: Calling): (value: Value & { kind: 'unknown' }) => string {
  return value => calling.token(value)
}

function evaluated(args: readonly Value[], calling: Calling): string {
  return printAll(args, calling, false).text
}

/** `fmt.Sprint` puts a blank between two operands when neither is a string, `fmt.Sprintln` between all. */
function printAll(args: readonly Value[], calling: Calling, asLine: boolean): StringValue {
  const built = new TextBuilder()
  args.forEach((value, index) => {
    const before = args[index - 1]
    if (before && (asLine || (before.kind !== 'string' && value.kind !== 'string'))) built.addMade(' ')
    built.add(textOf(value, tokensOf(calling)))
  })
  if (asLine) built.addMade('\n')
  return built.finish()
}

function indexOf(args: readonly Value[], calling: Calling): Value {
  let item = anyArg(args, 0)
  if (item.kind === 'nil') fail('index of untyped nil')
  for (const index of args.slice(1)) {
    if (item.kind === 'unknown') return item
    if (index.kind === 'unknown') return unknown(index.cause)
    item = indexOnce(plain(item), index, calling)
  }
  return item
}

function indexOnce(item: Value, index: Value, calling: Calling): Value {
  switch (item.kind) {
    case 'nil':
    case 'invalid':
      return fail('index of nil pointer')
    case 'map': {
      if (index.kind === 'nil') fail(`value is nil; should be of type string`)
      if (index.kind !== 'string') return fail(`value has type ${typeName(index)}; should be string`)
      if (index.uncertain) return unknown({ why: 'condition' })
      calling.readKey(item, index.text)
      const missing = item.type === 'map[string]string' ? string('') : nil
      return item.entries.get(index.text)?.value ?? item.open ?? missing
    }
    case 'list': {
      calling.readWhole(item)
      const at = position(index, item.items.length)
      return item.items[at] ?? item.open ?? fail(`index out of range: ${at}`)
    }
    case 'string': {
      if (item.uncertain) return unknown({ why: 'condition' })
      const bytes = encodeUtf8(item.text)
      return int(bytes[position(index, bytes.length)] ?? 0, 'uint8')
    }
    default:
      return fail(`can't index item of type ${typeName(item)}`)
  }
}

function position(index: Value, length: number): number {
  if (index.kind === 'nil') fail('cannot index slice/array with nil')
  if (index.kind !== 'int') return fail(`cannot index slice/array with type ${typeName(index)}`)
  if (index.value < 0 || index.value >= length) fail(`index out of range: ${index.value}`)
  return index.value
}

function lengthOf(value: Value): number {
  switch (value.kind) {
    case 'string':
      return encodeUtf8(value.text).length
    case 'list':
      return value.items.length
    case 'map':
      return value.entries.size
    case 'nil':
    case 'invalid':
      return fail('len of nil pointer')
    default:
      return fail(`len of type ${typeName(value)}`)
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\0]/g, letter => HTML.get(letter) ?? letter)
}

const HTML = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&#34;'],
  ["'", '&#39;'],
  ['\0', '\uFFFD'],
])

function escapeScript(text: string): string {
  return text.replace(/[\\'"<>&=\0-\x1f]/g, letter => {
    const simple = SCRIPT.get(letter)
    return simple ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  })
}

const SCRIPT = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['"', '\\"'],
])

/** As Go's `url.QueryEscape`. */
export function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, escapeByte)
    .replaceAll('%20', '+')
}

function escapeByte(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
}

import { hasToken } from '../../base/token.ts'
import { jsonNumber } from '../../yaml/print/numbers.ts'
import { printYaml, printYamlPieces } from '../../yaml/print/print.ts'
import type { Printed, PrintedText } from '../../yaml/print/printed.ts'
import { anyArg, type Calling, fail, type GoFunction, layout, lazy, strict, textArg } from '../function.ts'
import { readYaml, yamlOfText } from '../readYaml.ts'
import { piecesOf, type Run, type Tracked } from '../run.ts'
import { slice } from '../text.ts'
import { type ListValue, list, type MapValue, map, type StringValue, string, type Value } from '../value.ts'
import { textOf } from '../written.ts'
import { tokensOf } from './builtin.ts'
import { readJson, writeJson } from './json.ts'

/** From and to YAML and JSON. `toYaml` prints as sigs.k8s.io/yaml does, and keys, values and items keep where they were written. */
export const yamlFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ...['toYaml', 'mustToYaml'].map(name => [name, lazy('any', toYaml)] as const),
  ['toYamlPretty', strict('any', 'string', (_, calling) => calling.unknown('unsupported', 'toYamlPretty', 'string'))],
  ['fromYaml', strict('string', 'map', fromYaml)],
  ['fromYamlArray', strict('string', 'list', fromYamlArray)],
  ...['toJson', 'mustToJson'].map(
    name => [name, layout('any', (args, calling) => json(args, calling, '', true))] as const,
  ),
  ...['toPrettyJson', 'mustToPrettyJson'].map(
    name => [name, layout('any', (args, calling) => json(args, calling, '  ', true))] as const,
  ),
  ...['toRawJson', 'mustToRawJson'].map(
    name => [name, layout('any', (args, calling) => json(args, calling, '', false))] as const,
  ),
  ['fromJson', strict('string', 'map', args => fromJson(args, 'map'))],
  ['mustFromJson', strict('string', 'any', args => mustFromJson(args))],
  ['fromJsonArray', strict('string', 'list', args => fromJson(args, 'list'))],
  ...['toToml', 'mustToToml', 'fromToml'].map(
    name => [name, strict('any', 'any', (_, calling) => calling.unknown('unsupported', name, 'any'))] as const,
  ),
])

function toYaml(args: readonly Value[], calling: Calling): Value {
  const value = anyArg(args, 0)
  calling.readWhole(value)
  const read = (each: Value): Printed<Value> => printed(each, calling)
  if (!hasRuns(value, 0)) {
    const text = printYaml(value, read).replace(/\n$/, '')
    return doubtful({ kind: 'string', text })
  }
  const { text, pieces } = printYamlPieces(value, read, calling.action)
  const runs: Run[] = []
  let begin = 0
  for (const { end, from, ...rest } of pieces) {
    const length = end - begin
    runs.push(from === calling.action && !rest.copied ? { length, copied: false } : { ...rest, from, length })
    begin = end
  }
  return doubtful(slice(string(text, runs), 0, text.endsWith('\n') ? text.length - 1 : text.length))
}

function doubtful(value: StringValue): StringValue {
  return hasToken(value.text) ? { ...value, uncertain: true } : value
}

/** Whether anything in a value knows where it was written. */
function hasRuns(value: Value, depth: number): boolean {
  if (depth > 20) return false
  switch (value.kind) {
    case 'map':
      for (const { key, value: inner } of value.entries.values()) if (key.runs || hasRuns(inner, depth + 1)) return true
      return false
    case 'list':
      return value.items.some(item => hasRuns(item, depth + 1))
    case 'string':
      return value.runs !== undefined
    case 'bool':
    case 'int':
    case 'float':
      return value.written?.runs !== undefined
    case 'host':
      return value.data !== undefined && hasRuns(value.data, depth + 1)
    default:
      return false
  }
}

function printed(value: Value, calling: Calling): Printed<Value> {
  switch (value.kind) {
    case 'nil':
    case 'invalid':
      return { kind: 'plain', text: 'null', ...(value.kind === 'nil' && value.at ? { maker: { from: value.at } } : {}) }
    case 'bool':
      return { kind: 'plain', ...told({ text: String(value.value) }, value.written, calling) }
    case 'int':
      return { kind: 'plain', ...told({ text: String(value.value) }, value.written, calling) }
    case 'float':
      return { kind: 'plain', ...told({ text: jsonNumber(value.value) }, value.written, calling) }
    case 'string':
      if (value.runs?.some(({ guard }) => guard)) return tokenFor(value, calling)
      return { kind: 'string', ...told(value, value, calling) }
    case 'unknown':
      return { kind: 'plain', text: calling.token(value) }
    case 'list': {
      const items: readonly Value[] = value.open ? [...value.items, value.open] : value.items
      return { kind: 'seq', items: items.map(item => ({ value: item })) }
    }
    case 'map':
      return printedMap(value, calling)
    case 'host':
      if (value.data) return printed(value.data, calling)
      return printedMap(map([...(value.fields ?? [])]), calling)
  }
}

/** A text of which parts stand under conditions is unknown as a whole. */
function tokenFor(_: StringValue, calling: Calling): Printed<Value> {
  return { kind: 'plain', text: calling.token(calling.unknown('condition', '', 'string')) }
}

function printedMap(value: MapValue, calling: Calling): Printed<Value> {
  const entries = [...value.entries.values()].map(entry => ({
    key: told(entry.key, entry.key, calling),
    value: entry.value,
  }))
  if (value.open) entries.push({ key: { text: calling.token(value.open) }, value: value.open })
  return { kind: 'map', entries }
}

function told({ text }: Tracked, written: Tracked | undefined, calling: Calling): Told {
  if (!written?.runs || text === '') return { text }
  const pieces = piecesOf(written.runs, calling.action)
  if (written.text === text) return { text, pieces }
  const [first] = pieces
  return first ? { text, maker: { from: first.from } } : { text }
}

type Told = Omit<PrintedText, 'kind'>

function fromYaml(args: readonly Value[], calling: Calling): Value {
  const read = readYaml(yamlOfText(textArg(args, 0)))
  if (!read) return spoiled(calling, 'fromYaml', 'error converting YAML to JSON: yaml: the text cannot be read')
  if (read.kind === 'map') return read
  if (read.kind === 'nil') return map()
  return map([['Error', string(mismatch(read, 'map[string]interface {}'))]])
}

function fromYamlArray(args: readonly Value[], calling: Calling): Value {
  const read = readYaml(yamlOfText(textArg(args, 0)))
  if (!read) return spoiled(calling, 'fromYamlArray', 'error converting YAML to JSON: yaml: the text cannot be read')
  if (read.kind === 'list') return read
  if (read.kind === 'nil') return list([])
  return list([string(mismatch(read, '[]interface {}'))])
}

/** Helm gives the error as a value. Its words are those of a reader that is not run here. */
function spoiled(calling: Calling, name: string, message: string): Value {
  if (calling.mode === 'judged') return calling.unknown('unsupported', name, 'any')
  return name === 'fromYaml' ? map([['Error', string(message)]]) : list([string(message)])
}

function mismatch(value: Value, type: string): string {
  const kind =
    value.kind === 'float' ? 'number' : value.kind === 'list' ? 'array' : value.kind === 'map' ? 'object' : value.kind
  return `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type ${type}`
}

function json(args: readonly Value[], calling: Calling, indent: string, escapes: boolean): Value {
  const value = anyArg(args, 0)
  calling.readWhole(value)
  const text = writeJson(value, indent, escapes, tokensOf(calling))
  return doubtful({ ...textOf(string(text), tokensOf(calling)) })
}

/** Helm leaves this one as it is in sprig: any JSON, and an error for what is none. */
function mustFromJson(args: readonly Value[]): Value {
  const read = readJson(textArg(args, 0).text)
  return typeof read === 'string' ? fail(read) : read
}

function fromJson(args: readonly Value[], shape: 'map' | 'list'): Value {
  const read = readJson(textArg(args, 0).text)
  if (typeof read === 'string') return shape === 'map' ? map([['Error', string(read)]]) : list([string(read)])
  if (read.kind === shape) return read
  const none: MapValue | ListValue = shape === 'map' ? map() : list([])
  if (read.kind === 'nil') return none
  const kind =
    read.kind === 'float' ? 'number' : read.kind === 'list' ? 'array' : read.kind === 'map' ? 'object' : read.kind
  const type = shape === 'map' ? 'map[string]interface {}' : '[]interface {}'
  const message = `json: cannot unmarshal ${kind} into Go value of type ${type}`
  return shape === 'map' ? map([['Error', string(message)]]) : list([string(message)])
}

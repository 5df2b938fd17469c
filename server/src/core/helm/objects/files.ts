import { encodeUtf8 } from '../../base/utf8.ts'
import { TemplateFailure } from '../../template/failure.ts'
import { copied } from '../../template/run.ts'
import {
  type HostValue,
  int,
  type ListValue,
  list,
  type MapEntry,
  type StringValue,
  string,
  type Value,
} from '../../template/value.ts'
import { printYaml } from '../../yaml/print/print.ts'
import type { ChartFile } from '../chart/chart.ts'
import { globOf } from '../files/glob.ts'
import { base64 } from './base64.ts'

/** `.Files`: the files of a chart that are no templates, and what charts do with them (engine/files.go). */
export function filesObject(files: readonly ChartFile[]): HostValue {
  const byName = new Map(files.map(file => [file.name, file]))
  const nameArg = (args: readonly Value[]) => (args[0]?.kind === 'string' ? args[0].text : '')
  const method = (call: (name: string) => Value) => ({
    parameters: ['string'],
    call: (args: readonly Value[]) => call(nameArg(args)),
  })
  return {
    kind: 'host',
    type: 'engine.files',
    methods: new Map([
      ['Get', method(name => textOf(byName.get(name)))],
      ['GetBytes', method(name => bytesOf(byName.get(name)))],
      ['Lines', method(name => linesOf(byName.get(name)))],
      ['Glob', method(pattern => filesObject(files.filter(({ name }) => globOf(pattern)(name))))],
      ['AsConfig', { parameters: [], call: () => asConfig(files, file => file.text) }],
      ['AsSecrets', { parameters: [], call: () => asConfig(files, file => base64(encodeUtf8(file.text))) }],
    ]),
    data: { kind: 'map', type: 'engine.files', entries: new Map(files.map(file => [file.name, entryOf(file)])) },
  }
}

function textOf(file: ChartFile | undefined): StringValue {
  if (!file) return string('')
  const { text, uri } = file
  return string(text, [copied({ uri, span: { start: 0, end: text.length } })])
}

function bytesOf(file: ChartFile | undefined): ListValue {
  return list(
    [...encodeUtf8(file?.text ?? '')].map(byte => int(byte, 'uint8')),
    '[]uint8',
  )
}

/** Read only when somebody asks, as a folder may hold large files. */
function entryOf(file: ChartFile): MapEntry {
  let bytes: ListValue | undefined
  return {
    key: string(file.name),
    get value() {
      bytes ??= bytesOf(file)
      return bytes
    },
  }
}

/** A line feed at the very end opens no line. Helm fails on an empty file. */
function linesOf(file: ChartFile | undefined): ListValue {
  if (!file) return list([], '[]string')
  const { text, uri } = file
  if (text === '') throw new TemplateFailure('runtime error: index out of range [-1]')
  let start = 0
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => {
      const span = { start, end: start + line.length }
      start += line.length + 1
      return string(line, [copied({ uri, span })])
    })
  return list(lines, '[]string')
}

function asConfig(files: readonly ChartFile[], content: (file: ChartFile) => string): StringValue {
  const byName = new Map(files.map(file => [file.name.slice(file.name.lastIndexOf('/') + 1), content(file)]))
  const entries = [...byName].map(([name, text]) => ({ key: { text: name }, value: text }))
  const printed = printYaml<string | undefined>(undefined, value =>
    value === undefined ? { kind: 'map', entries } : { kind: 'string', text: value },
  )
  return string(printed.replace(/\n$/, ''))
}

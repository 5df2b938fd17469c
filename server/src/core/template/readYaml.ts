import type { Location, Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { YamlNode, YamlScalar } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import { splitDocuments } from '../yaml/segments.ts'
import { printValue } from './format/print.ts'
import { copied, type Run, type Tracked } from './run.ts'
import { madeOf, sliceRuns } from './text.ts'
import type { MapEntry, StringValue, Value } from './value.ts'

/** A text of YAML, and where its parts were written. */
export interface YamlSource {
  readonly text: string
  readonly runs: (span: Span) => readonly Run[] | undefined
  /** Where a map or a list stands. */
  readonly place: (span: Span) => Location | undefined
}

/** The text of a file, or of a part that begins at an offset. */
export function yamlOfFile(uri: Uri, text: string, start = 0): YamlSource {
  const place = (span: Span): Location => ({ uri, span: { start: span.start + start, end: span.end + start } })
  return { text, place, runs: span => [copied(place(span))] }
}

/** A text that a template made. */
export function yamlOfText({ text, runs }: Tracked): YamlSource {
  return {
    text,
    runs: span => runs && sliceRuns(runs, span.start, span.end),
    place: span => runs && sliceRuns(runs, span.start, span.end).find(({ from }) => from)?.from,
  }
}

/**
 * The first document of a text as Go values, with where each key and value was written: numbers are float64, as after a round trip
 * through JSON.
 *
 * @returns `undefined` when no reader that Helm uses would take it
 */
export function readYaml(source: YamlSource): Value | undefined {
  const [first] = splitDocuments(source.text)
  const { root, status } = parseDocument(first?.text ?? '')
  if (status !== 'ok') return undefined
  return root ? valueOfYaml(root, source) : { kind: 'nil' }
}

/** A node of a document that begins where the source does. */
export function valueOfYaml(node: YamlNode | undefined, source: YamlSource): Value {
  if (!node) return { kind: 'nil' }
  switch (node.kind) {
    case 'map': {
      const entries = new Map<string, MapEntry>()
      for (const { key, value } of node.entries) {
        const name = textOfScalar(key, source)
        entries.set(name.text, { key: name, value: valueOfYaml(value, source) })
      }
      const at = source.place(node.span)
      return at ? { kind: 'map', entries, at } : { kind: 'map', entries }
    }
    case 'seq': {
      const items = node.items.map(({ value }) => valueOfYaml(value, source))
      const at = source.place(node.span)
      return at ? { kind: 'list', items, at } : { kind: 'list', items }
    }
    case 'scalar':
      return valueOfScalar(node, source)
    case 'unknown':
      return { kind: 'nil' }
  }
}

function valueOfScalar(scalar: YamlScalar, source: YamlSource): Value {
  const { value, span } = scalar
  switch (typeof value) {
    case 'string':
      return textOfScalar(scalar, source)
    case 'number':
      return { kind: 'float', value, written: written(span, source) }
    case 'boolean':
      return { kind: 'bool', value, written: written(span, source) }
    default: {
      const at = source.place(span)
      return at ? { kind: 'nil', at } : { kind: 'nil' }
    }
  }
}

function written(span: Span, source: YamlSource): Tracked {
  const text = source.text.slice(span.start, span.end)
  const runs = source.runs(span)
  return runs ? { text, runs } : { text }
}

function textOfScalar(scalar: YamlScalar, source: YamlSource): StringValue {
  const { span, style } = scalar
  const text = typeof scalar.value === 'string' ? scalar.value : printValue(valueOfScalar(scalar, source), () => '')
  if (text === '') return { kind: 'string', text }
  const quotes = style === 'single' || style === 'double' ? 1 : 0
  const inner = { start: span.start + quotes, end: span.end - quotes }
  const runs =
    inner.end - inner.start === text.length && source.text.startsWith(text, inner.start)
      ? source.runs(inner)
      : style === 'literal'
        ? linesOf(text, scalar, source)
        : made(text.length, span, source)
  return runs ? { kind: 'string', text, runs } : { kind: 'string', text }
}

function made(length: number, span: Span, source: YamlSource): readonly Run[] | undefined {
  const runs = source.runs(span)
  return runs && [madeOf(runs, length)]
}

/** Each line of a block scalar is copied from its own line. */
function linesOf(text: string, { span }: YamlScalar, source: YamlSource): readonly Run[] | undefined {
  const runs: Run[] = []
  let at = source.text.indexOf('\n', span.start) + 1
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end < 0 ? text.length : end + 1)
    const lineEnd = source.text.indexOf('\n', at)
    const next = lineEnd < 0 ? source.text.length : lineEnd + 1
    const start = source.text.slice(at, next).endsWith(line) ? next - line.length : -1
    const part = start >= at ? source.runs({ start, end: start + line.length }) : made(line.length, span, source)
    if (!part) return undefined
    runs.push(...part)
    from += line.length
    at = next
  }
  return runs
}

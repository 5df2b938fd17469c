import { listOf } from './kustomization.ts'
import { type Node, text } from './node.ts'
import { BuildError } from './problem.ts'
import { part, type Source, type SourceText, within } from './source.ts'

/** A key of a generator, with its value and where both were written. */
export interface Pair {
  readonly key: string
  readonly value: string
  readonly keySource: Source
  readonly source: Source
}

/** Reads a file that an entry names. @throws BuildError when it cannot be had */
export type Load = (path: string, entry: Node) => SourceText

/** All that an entry of a generator lists, in kustomize's order: env files, literals, files (api/kv/kv.go). */
export function keyValues(entry: Node, load: Load): readonly Pair[] {
  const single = entry.get('env')
  const envs = [...listOf(entry, 'envs'), ...(single && text(entry, 'env') !== '' ? [single] : [])]
  return [
    ...envs.flatMap(path => fromLines(load(path.value, path))),
    ...listOf(entry, 'literals').map(fromLiteral),
    ...listOf(entry, 'files').map(file => fromFile(file, load)),
  ]
}

function fromLines(of: SourceText): readonly Pair[] {
  const pairs: Pair[] = []
  let start = 0
  for (const written of of.text.split('\n')) {
    const line = start === 0 ? written.replace(/^\ufeff/, '') : written
    const content = line.replace(/^[\s\u0085]+/, '').replace(/\r$/, '')
    const at = start + written.replace(/\r$/, '').length - content.length
    start += written.length + 1
    if (content === '' || content.startsWith('#')) continue
    const equals = content.indexOf('=')
    const keyEnd = equals === -1 ? content.length : equals
    const key = content.slice(0, keyEnd)
    if (key === '') continue
    const value = equals === -1 ? '' : content.slice(equals + 1)
    pairs.push({
      key,
      value,
      keySource: { of, start: at, end: at + keyEnd },
      source: { of, start: value === '' ? at : at + equals + 1, end: at + content.length },
    })
  }
  return pairs
}

function fromLiteral(literal: Node): Pair {
  const { value: written } = literal
  const equals = written.indexOf('=')
  if (equals < 1)
    throw new BuildError('generator', `the literal ${written} is not of the form key=value`, literal.place)
  const of = within(literal.source, written)
  const first = written.charAt(equals + 1)
  const isQuoted = written.length - equals > 2 && (first === '"' || first === "'") && written.endsWith(first)
  const start = equals + (isQuoted ? 2 : 1)
  const end = written.length - (isQuoted ? 1 : 0)
  return {
    key: written.slice(0, equals),
    value: written.slice(start, end),
    keySource: { of, start: 0, end: equals },
    source: start === end ? { of, start: 0, end: written.length } : { of, start, end },
  }
}

function fromFile(file: Node, load: Load): Pair {
  const { value: written } = file
  const parts = written.split('=')
  const [first = '', second] = parts
  if (parts.length > 2) throw new BuildError('generator', `${written} has more than one =`, file.place)
  if (second !== undefined && first === '')
    throw new BuildError('generator', `${written} has no key before the =`, file.place)
  if (second === '') throw new BuildError('generator', `${written} has no path after the =`, file.place)
  const path = second ?? first
  const trimmed = path.replace(/\/+$/, '')
  const key = second === undefined ? trimmed.slice(trimmed.lastIndexOf('/') + 1) : first
  const content = load(path, file)
  const keyStart = second === undefined ? trimmed.length - key.length : 0
  const of = within(file.source, written)
  return {
    key,
    value: content.text,
    keySource: key === '' ? file.source : { of, start: keyStart, end: keyStart + key.length },
    source:
      content.text === ''
        ? file.source
        : { of: part(content, 0, content.text.length), start: 0, end: content.text.length },
  }
}

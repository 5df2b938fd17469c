import { typeName } from '../format/typeName.ts'
import { anyArg, type Calling, fail, type GoFunction, lazy, mapArg, plain, strict, textArg } from '../function.ts'
import { sortedKeys } from '../keys.ts'
import { unknown } from '../unknown.ts'
import { bool, list, type MapEntry, type MapValue, nil, string, type Value } from '../value.ts'
import { textOf } from '../written.ts'
import { tokensOf } from './builtin.ts'
import { copyDeep, merge } from './merge.ts'
import { textsOf } from './strings.ts'

/** Functions of maps. Entries keep where their key and their value were written. */
export const dictFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['dict', lazy('...any', dict)],
  ['get', lazy('map, string', get)],
  ['set', lazy('map, string, any', set)],
  ['unset', lazy('map, string', unset)],
  ['hasKey', lazy('map, string', hasKey)],
  ['pluck', strict('string, ...map', 'list', pluck)],
  [
    'keys',
    strict('...map', 'list', args =>
      list(
        args.flatMap((_, index) => keysOf(mapArg(args, index))),
        '[]string',
      ),
    ),
  ],
  ['values', strict('map', 'list', args => list(valuesOf(mapArg(args, 0))))],
  ['pick', lazy('map, ...string', (args, calling) => chosen(args, calling, true))],
  ['omit', lazy('map, ...string', (args, calling) => chosen(args, calling, false))],
  ...['merge', 'mustMerge'].map(
    name => [name, lazy('map, ...map', (args, calling) => mergeAll(args, calling, false))] as const,
  ),
  ...['mergeOverwrite', 'mustMergeOverwrite'].map(
    name => [name, lazy('map, ...map', (args, calling) => mergeAll(args, calling, true))] as const,
  ),
  ...['deepCopy', 'mustDeepCopy'].map(
    name =>
      [
        name,
        lazy('any', args =>
          anyArg(args, 0).kind === 'nil'
            ? fail('reflect: call of reflect.Value.Type on zero Value')
            : copyDeep(anyArg(args, 0)),
        ),
      ] as const,
  ),
  ['dig', lazy('...any', dig)],
])

function dict(args: readonly Value[], calling: Calling): Value {
  const entries = new Map<string, MapEntry>()
  for (let index = 0; index < args.length; index += 2) {
    const key = textOf(anyArg(args, index), tokensOf(calling))
    entries.set(key.text, { key, value: index + 1 < args.length ? anyArg(args, index + 1) : string('') })
  }
  return { kind: 'map', entries }
}

/** A map that is not known is one about whose entries nothing is known. */
function mapOf(value: Value): MapValue {
  const within = plain(value)
  if (within.kind === 'map') return within
  if (within.kind === 'unknown') return { kind: 'map', entries: new Map(), open: unknown(within.cause) }
  return { kind: 'map', entries: new Map() }
}

function get(args: readonly Value[], calling: Calling): Value {
  const from = mapOf(anyArg(args, 0))
  const key = textArg(args, 1)
  if (args[1]?.kind === 'unknown' || key.uncertain) return unknown({ why: 'condition' })
  calling.readKey(from, key.text)
  return from.entries.get(key.text)?.value ?? from.open ?? string('')
}

function set(args: readonly Value[], calling: Calling): Value {
  const target = anyArg(args, 0)
  if (target.kind === 'unknown') return target
  const into = mapArg(args, 0)
  const key = textArg(args, 1)
  into.entries.set(key.text, { key, value: calling.write(into, anyArg(args, 2)) })
  return target
}

function unset(args: readonly Value[], calling: Calling): Value {
  const target = anyArg(args, 0)
  if (target.kind === 'unknown') return target
  const from = mapArg(args, 0)
  const key = textArg(args, 1)
  const entry = from.entries.get(key.text)
  const left = calling.write(from, nil)
  if (!entry) return target
  if (left.kind === 'unknown') entry.value = left
  else from.entries.delete(key.text)
  return target
}

function hasKey(args: readonly Value[], calling: Calling): Value {
  const from = mapOf(anyArg(args, 0))
  const key = textArg(args, 1)
  if (args[1]?.kind === 'unknown' || key.uncertain) return unknown({ why: 'condition' }, 'bool')
  calling.readKey(from, key.text)
  if (from.entries.has(key.text)) return bool(true)
  return from.open ? unknown(from.open.cause, 'bool') : bool(false)
}

function pluck(args: readonly Value[], calling: Calling): Value {
  const key = textArg(args, 0).text
  const found: Value[] = []
  for (let index = 1; index < args.length; index++) {
    const from = mapArg(args, index)
    calling.readKey(from, key)
    const entry = from.entries.get(key)
    if (entry) found.push(entry.value)
  }
  return list(found)
}

/** Go gives them in random order. */
function keysOf(from: MapValue): readonly Value[] {
  return sortedKeys(from).flatMap(key => from.entries.get(key)?.key ?? [])
}

function valuesOf(from: MapValue): readonly Value[] {
  return sortedKeys(from).flatMap(key => from.entries.get(key)?.value ?? [])
}

function chosen(args: readonly Value[], calling: Calling, picks: boolean): Value {
  const from = mapOf(anyArg(args, 0))
  const names = new Set(args.slice(1).map(arg => (arg.kind === 'string' ? arg.text : '')))
  calling.readWhole(from)
  const entries = new Map<string, MapEntry>()
  if (picks) {
    for (const name of names) {
      const entry = from.entries.get(name)
      if (entry) entries.set(name, { ...entry })
      else if (from.open) entries.set(name, { key: string(name), value: from.open })
    }
    return { kind: 'map', entries }
  }
  for (const [key, entry] of from.entries) if (!names.has(key)) entries.set(key, { ...entry })
  return from.open ? { kind: 'map', entries, open: from.open } : { kind: 'map', entries }
}

function mergeAll(args: readonly Value[], calling: Calling, overwrites: boolean): Value {
  const target = anyArg(args, 0)
  if (target.kind === 'unknown') return target
  const into = mapArg(args, 0)
  let doubt: Value | undefined
  for (const arg of args.slice(1)) {
    calling.readWhole(arg)
    if (arg.kind === 'unknown') doubt ??= arg
    else merge(into, mapOf(arg), overwrites, calling)
  }
  if (doubt?.kind !== 'unknown') return target
  return { kind: 'map', entries: into.entries, open: unknown(doubt.cause) }
}

function dig(args: readonly Value[], calling: Calling): Value {
  if (args.length < 3) fail('dig needs at least three arguments')
  const fallback = anyArg(args, args.length - 2)
  let value = plain(anyArg(args, args.length - 1))
  for (const step of args.slice(0, -2)) {
    if (value.kind === 'unknown') return value
    if (value.kind !== 'map')
      fail(
        `interface conversion: interface {} is ${value.kind === 'nil' ? 'nil' : typeName(value)}, not map[string]interface {}`,
      )
    const [name] = textsOf(step, calling)
    calling.readKey(value, name?.text ?? '')
    const entry = value.entries.get(name?.text ?? '')
    if (!entry) return value.open ?? fallback
    value = plain(entry.value)
  }
  return value
}

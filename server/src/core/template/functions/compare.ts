import { formatVerb, noFlags } from '../format/print.ts'
import { typeName } from '../format/typeName.ts'
import { anyArg, fail, type GoFunction, lazy, plain } from '../function.ts'
import { compareBytes } from '../keys.ts'
import { truth } from '../truth.ts'
import type { Unknown } from '../unknown.ts'
import { bool, type Value } from '../value.ts'

/** `eq`, `lt` and the like, and `not`, with Go's errors where kinds differ: an int is never compared with a float64. */
export const compareFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['eq', lazy('any, ...any', args => equal(args))],
  ['ne', lazy('any, any', args => opposite(equal(args)))],
  ['lt', lazy('any, any', args => ordered(args, order => order < 0))],
  ['le', lazy('any, any', args => ordered(args, order => order <= 0))],
  ['gt', lazy('any, any', args => ordered(args, order => order > 0))],
  ['ge', lazy('any, any', args => ordered(args, order => order >= 0))],
  ['not', lazy('any', args => opposite(truthOf(anyArg(args, 0))))],
])

function truthOf(value: Value): Value {
  const isTrue = truth(value)
  return isTrue === undefined ? doubtOf(value) : bool(isTrue)
}

function opposite(value: Value): Value {
  return value.kind === 'bool' ? bool(!value.value) : value
}

/** True when a comparison with a value cannot be known. */
function isDoubtful(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'string' && value.uncertain === true)
}

function doubtOf(value: Value): Unknown {
  const cause = value.kind === 'unknown' ? value.cause : ({ why: 'condition' } as const)
  return { kind: 'unknown', cause, shape: 'bool' }
}

/** Equal to one of the others. */
function equal(args: readonly Value[]): Value {
  const one = anyArg(args, 0)
  if (args.length < 2) fail('missing argument for comparison')
  if (isDoubtful(one)) return doubtOf(one)
  let doubt: Value | undefined
  for (const other of args.slice(1)) {
    if (isDoubtful(other)) doubt = doubtOf(other)
    else if (isEqual(one, other)) return bool(true)
  }
  return doubt ?? bool(false)
}

type Basic = 'none' | 'bool' | 'int' | 'float' | 'string' | 'other'

function basicKind(value: Value): Basic {
  switch (value.kind) {
    case 'nil':
    case 'invalid':
      return 'none'
    case 'bool':
    case 'int':
    case 'float':
    case 'string':
      return value.kind
    default:
      return 'other'
  }
}

function isEqual(a: Value, b: Value): boolean {
  const kind = basicKind(a)
  const other = basicKind(b)
  if (kind !== other) {
    if (kind === 'none' || other === 'none') return false
    return fail('incompatible types for comparison')
  }
  if (kind === 'none') return true
  if (kind === 'other') return refuse(a)
  return 'value' in a && 'value' in b ? a.value === b.value : textOf(a) === textOf(b)
}

function refuse(value: Value): never {
  return fail(`non-comparable type ${formatVerb(plain(value), 's', noFlags, () => '')}: ${typeName(value)}`)
}

function textOf(value: Value): string {
  return value.kind === 'string' ? value.text : ''
}

function ordered(args: readonly Value[], holds: (order: number) => boolean): Value {
  const a = anyArg(args, 0)
  const b = anyArg(args, 1)
  if (isDoubtful(a)) return doubtOf(a)
  if (isDoubtful(b)) return doubtOf(b)
  const kind = basicKind(a)
  if (kind === 'none' || kind === 'other' || basicKind(b) === 'none' || basicKind(b) === 'other')
    fail('invalid type for comparison')
  if (kind !== basicKind(b)) fail('incompatible types for comparison')
  if (a.kind === 'string' && b.kind === 'string') return bool(holds(compareBytes(a.text, b.text)))
  if ((a.kind === 'int' || a.kind === 'float') && (b.kind === 'int' || b.kind === 'float'))
    return bool(holds(a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
  return fail('invalid type for comparison')
}

import { anyArg, fail, type GoFunction, lazy } from '../function.ts'
import { truth } from '../truth.ts'
import { unknown } from '../unknown.ts'
import { bool, nil, type Value } from '../value.ts'

/** Functions that choose among values. The value that is chosen keeps where it was written. */
export const defaultFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['default', lazy('any, ...any', args => chosen(anyArg(args, 0), args[1]))],
  ['empty', lazy('any', args => known(isEmpty(anyArg(args, 0)), args[0]))],
  ['coalesce', lazy('...any', coalesced)],
  ['ternary', lazy('any, any, bool', ternary)],
  ['all', lazy('...any', args => fold(args, false))],
  ['any', lazy('...any', args => fold(args, true))],
  ['required', lazy('string, any', required)],
  ['fail', lazy('string', args => fail(args[0]?.kind === 'string' ? args[0].text : ''))],
])

/** As sprig takes it: `undefined` where nobody knows. */
export function isEmpty(value: Value): boolean | undefined {
  if (value.kind === 'host' && !value.data) return false
  const isTrue = truth(value)
  return isTrue === undefined ? undefined : !isTrue
}

function known(is: boolean | undefined, of: Value | undefined): Value {
  if (is !== undefined) return bool(is)
  return unknown(of?.kind === 'unknown' ? of.cause : { why: 'condition' }, 'bool')
}

/** Of an unknown value nobody knows whether the default counts. */
function chosen(fallback: Value, given: Value | undefined): Value {
  if (!given) return fallback
  switch (isEmpty(given)) {
    case true:
      return fallback
    case false:
      return given
    default:
      return given.kind === 'unknown' ? given : unknown({ why: 'condition' }, 'string')
  }
}

function coalesced(args: readonly Value[]): Value {
  for (const value of args) {
    const empty = isEmpty(value)
    if (empty === undefined) return value.kind === 'unknown' ? value : unknown({ why: 'condition' })
    if (!empty) return value
  }
  return nil
}

function ternary(args: readonly Value[]): Value {
  const condition = anyArg(args, 2)
  if (condition.kind === 'unknown') return unknown(condition.cause)
  return anyArg(args, condition.kind === 'bool' && condition.value ? 0 : 1)
}

/** `any`: one is not empty. `all`: none is empty. */
function fold(args: readonly Value[], isAny: boolean): Value {
  let doubt: Value | undefined
  for (const value of args) {
    const empty = isEmpty(value)
    if (empty === undefined) doubt ??= value
    else if (empty !== isAny) return bool(isAny)
  }
  return doubt ? known(undefined, doubt) : bool(!isAny)
}

/** Helm refuses nil and the empty text. */
function required(args: readonly Value[]): Value {
  const message = args[0]?.kind === 'string' ? args[0].text : ''
  const value = anyArg(args, 1)
  if (value.kind === 'nil' || (value.kind === 'string' && value.text === '' && !value.uncertain)) fail(message)
  return value
}

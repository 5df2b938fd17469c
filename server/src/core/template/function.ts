import type { Location } from '../base/place.ts'
import { TemplateFailure } from './failure.ts'
import type { Shape, Unknown, UnknownCause } from './unknown.ts'
import type { ListValue, MapValue, StringValue, Value } from './value.ts'

/** A function that templates can call. */
export interface GoFunction {
  /** The Go types of its parameters; one that begins with `...` takes any number. */
  readonly parameters: readonly ParameterType[]
  readonly rest: ParameterType | undefined
  /**
   * What it does with what is not known. `strict`: its result is unknown, too. `layout`: it takes an unknown text for a word
   * and keeps it. `lazy`: it looks for itself.
   */
  readonly unknowns: 'strict' | 'layout' | 'lazy'
  /** Of its result, when that is unknown. */
  readonly result: Shape
  /** @throws TemplateFailure with Go's message */
  readonly call: (args: readonly Value[], calling: Calling) => Value
}

export type ParameterType =
  | 'interface {}'
  | 'string'
  | 'int'
  | 'int64'
  | 'int32'
  | 'float64'
  | 'bool'
  | 'map[string]interface {}'
  | '[]interface {}'
  | '[]string'

/** What a function may ask of whoever runs the template. */
export interface Calling {
  readonly mode: 'exact' | 'judged'
  /** The action that calls. */
  readonly action: Location
  /** An unknown that this action makes. */
  unknown(why: UnknownCause['why'], name: string, shape: Shape): Unknown
  /** The text that stands for an unknown value. */
  token(value: Unknown): string
  include(name: StringValue, dot: Value): Value
  tpl(text: StringValue, dot: Value): Value
  /** A function changed a map, or is about to. Gives the value to put there: unknown where nobody knows whether it happens. */
  write(target: MapValue, value: Value): Value
  /** A map or list of the values counts as a whole. */
  readWhole(value: Value): void
  readKey(target: MapValue, key: string): void
  /** A stand-in for a random text of as many letters of an alphabet. */
  random(length: number, alphabet: string): string
}

type Call = GoFunction['call']

/** @param signature the types of the parameters: `int, string`, `...any` */
export function strict(signature: string, result: Shape, call: Call): GoFunction {
  return declare(signature, 'strict', result, call)
}

export function layout(signature: string, call: Call): GoFunction {
  return declare(signature, 'layout', 'string', call)
}

export function lazy(signature: string, call: Call): GoFunction {
  return declare(signature, 'lazy', 'any', call)
}

function declare(signature: string, unknowns: GoFunction['unknowns'], result: Shape, call: Call): GoFunction {
  const words = signature.split(',').map(word => word.trim())
  const last = words.at(-1) ?? ''
  const rest = last.startsWith('...') ? typeOf(last.slice(3)) : undefined
  const parameters = words.filter(word => word !== '' && !word.startsWith('...')).map(typeOf)
  return { parameters, rest, unknowns, result, call }
}

function typeOf(word: string): ParameterType {
  switch (word) {
    case 'string':
    case 'int':
    case 'int64':
    case 'int32':
    case 'float64':
    case 'bool':
    case '[]string':
      return word
    case 'map':
      return 'map[string]interface {}'
    case 'list':
      return '[]interface {}'
    default:
      return 'interface {}'
  }
}

const empty: StringValue = { kind: 'string', text: '' }

/** The argument at an index, whose type the caller has made sure of. */
export function textArg(args: readonly Value[], index: number): StringValue {
  const value = args[index]
  return value?.kind === 'string' ? value : empty
}

export function numberArg(args: readonly Value[], index: number): number {
  const value = args[index]
  return value?.kind === 'int' || value?.kind === 'float' ? value.value : 0
}

export function mapArg(args: readonly Value[], index: number): MapValue {
  const value = args[index]
  if (value?.kind === 'map') return value
  if (value?.kind === 'host' && value.data?.kind === 'map') return value.data
  return { kind: 'map', entries: new Map() }
}

export function anyArg(args: readonly Value[], index: number): Value {
  return args[index] ?? { kind: 'nil' }
}

export function fail(message: string): never {
  throw new TemplateFailure(message)
}

/** What a host object is to functions that take lists and maps. */
export function plain(value: Value): Value {
  return value.kind === 'host' && value.data ? value.data : value
}

export function isList(value: Value): value is ListValue {
  return value.kind === 'list'
}

import type { Location } from '../base/place.ts'
import type { Run, Tracked } from './run.ts'
import type { Unknown } from './unknown.ts'

/**
 * A value as a Go template sees it, with where it was written. Kinds are those of Go's `reflect` as far as templates can tell them
 * apart: values of YAML and JSON are `float`, never `int`; literals and most functions give `int`.
 */
export type Value =
  | NilValue
  | InvalidValue
  | BoolValue
  | FloatValue
  | IntValue
  | StringValue
  | MapValue
  | ListValue
  | HostValue
  | Unknown

/** A nil in an interface: a missing key, `null` in YAML. To ask it for a field is an error. */
export interface NilValue {
  readonly kind: 'nil'
  readonly at?: Location
}

/** No value at all: what a pipeline makes of nil. To ask it for a field gives no value again. Printed as `<no value>`. */
export interface InvalidValue {
  readonly kind: 'invalid'
}

export interface BoolValue {
  readonly kind: 'bool'
  readonly value: boolean
  /** The text that it was read from, so that what prints the same text leads back there. */
  readonly written?: Tracked
}

export interface FloatValue {
  readonly kind: 'float'
  readonly value: number
  readonly written?: Tracked
}

/** Integers beyond 2^53 lose digits. */
export interface IntValue {
  readonly kind: 'int'
  readonly type: 'int' | 'int64' | 'int32' | 'uint8' | 'uint32' | 'uint64'
  readonly value: number
  readonly written?: Tracked
}

export interface StringValue extends Tracked {
  readonly kind: 'string'
  /** A named type, such as `semver.Version`. Go's own `string` when absent. */
  readonly type?: string
  /**
   * True when part of the text is unknown: it holds a token, or stretches that stand under unknown conditions. To lay it out
   * is safe, to compute with it is not.
   */
  readonly uncertain?: true
}

/** A map with string keys. Maps are shared, as in Go: `set` changes what everybody sees who holds it. */
export interface MapValue {
  readonly kind: 'map'
  readonly entries: Map<string, MapEntry>
  /** As `typeOf` says, `map[string]interface {}` when absent. In a `map[string]string` what is missing is `""`. */
  readonly type?: string
  readonly at?: Location
  /** Steps from `.Values`, for maps of the values: what is read of them is recorded. Empty for `.Values` itself. */
  readonly path?: readonly string[]
  /** True for what templates share beyond one execution. To change it is recorded as a write. */
  readonly shared?: true
  /** There may be entries besides those in view. */
  readonly open?: Unknown
}

export interface MapEntry {
  readonly key: StringValue
  value: Value
}

/** Lists are shared, too, but no function of a chart changes one. */
export interface ListValue {
  readonly kind: 'list'
  readonly items: readonly Value[]
  /** As `typeOf` says, `[]interface {}` when absent. */
  readonly type?: string
  readonly at?: Location
  readonly path?: readonly string[]
  /** There may be items besides those in view. */
  readonly open?: Unknown
}

/** An object of whoever runs the template: a Go struct, or a map or list of a named type with methods. */
export interface HostValue {
  readonly kind: 'host'
  /** As `typeOf` says, for example `*chart.Metadata`. */
  readonly type: string
  /** Fields of a struct. They come before entries of `data`. */
  readonly fields?: ReadonlyMap<string, Value>
  readonly methods?: ReadonlyMap<string, HostMethod>
  /** What it is to `range`, `len`, `index`, `toYaml` and the like. A struct without it is printed by its fields. */
  readonly data?: MapValue | ListValue | StringValue
}

export interface HostMethod {
  /** Go types of the parameters, the last one with `...` in front if there may be many: `['string']`, `['...string']`. */
  readonly parameters: readonly string[]
  /** @throws TemplateFailure with Go's message when the method returns an error */
  readonly call: (args: readonly Value[]) => Value
}

export const nil: NilValue = { kind: 'nil' }
export const invalid: InvalidValue = { kind: 'invalid' }

export function bool(value: boolean): BoolValue {
  return value ? yes : no
}

const yes: BoolValue = { kind: 'bool', value: true }
const no: BoolValue = { kind: 'bool', value: false }

export function int(value: number, type: IntValue['type'] = 'int'): IntValue {
  return { kind: 'int', type, value }
}

export function float(value: number): FloatValue {
  return { kind: 'float', value }
}

export function string(text: string, runs?: readonly Run[]): StringValue {
  return runs ? { kind: 'string', text, runs } : { kind: 'string', text }
}

export function list(items: readonly Value[], type?: string): ListValue {
  return type ? { kind: 'list', items, type } : { kind: 'list', items }
}

/** A new map of these entries. Their keys were written nowhere. */
export function map(entries: Iterable<readonly [string, Value]> = []): MapValue {
  const made = new Map<string, MapEntry>()
  for (const [key, value] of entries) made.set(key, { key: string(key), value })
  return { kind: 'map', entries: made }
}

import type { Span } from './span.ts'

/**
 * What a manifest says about one field. The certainty rule rests on this type: only `known` values are judged, an
 * `absent` one only where the API requires the field, an `unknown` one never.
 */
export type Known<T> = KnownValue<T> | Absent | Unknown

export interface KnownValue<T> {
  readonly kind: 'known'
  readonly value: T
  /** The value as written, quotes included. */
  readonly span: Span
  /** Where the value is used from, when it was written elsewhere: the alias, or the merge key. */
  readonly via?: Span
}

export interface Absent {
  readonly kind: 'absent'
  /** The nearest thing that is there, usually the parent mapping: where a fix would insert. */
  readonly near: Span
}

export interface Unknown {
  readonly kind: 'unknown'
  readonly span: Span
  readonly why: UnknownWhy
}

/** `placeholder`: template or variable text. `type`: not the kind of value this field takes. `alias`: points nowhere. */
export type UnknownWhy = 'placeholder' | 'type' | 'alias'

export function known<T>(value: T, span: Span, via?: Span): KnownValue<T> {
  return via ? { kind: 'known', value, span, via } : { kind: 'known', value, span }
}

export function absent(near: Span): Absent {
  return { kind: 'absent', near }
}

export function unknown(span: Span, why: UnknownWhy): Unknown {
  return { kind: 'unknown', span, why }
}

/** The value, or `undefined` when it is absent or unknown. */
export function valueOf<T>(field: Known<T>): T | undefined {
  return field.kind === 'known' ? field.value : undefined
}

/** The value, the default when the field is absent, and `undefined` when nobody can know. */
export function valueOr<T>(field: Known<T>, whenAbsent: T): T | undefined {
  return field.kind === 'known' ? field.value : field.kind === 'absent' ? whenAbsent : undefined
}

/** Where a reader would look for the field: its use when it came by alias, else the value, else where it would stand. */
export function spanOf(field: Known<unknown>): Span {
  return field.kind === 'known' ? (field.via ?? field.span) : field.kind === 'absent' ? field.near : field.span
}

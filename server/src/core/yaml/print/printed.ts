import type { Piece } from '../../base/origin.ts'

/** What wrote a stretch of the printed text: a piece without the end that only the printer knows. */
export type Maker = Pick<Piece, 'from' | 'action' | 'call' | 'inputs'>

/**
 * A value as the printer sees it. Whoever prints gives a function that turns their own values into this, one level at a time,
 * so that JSON data, Go values of a template and the nodes of a build are printed by the same code.
 *
 * `T` is the type of the values inside maps and sequences.
 */
export type Printed<T> = PrintedText | PrintedPlain | PrintedMap<T> | PrintedSeq<T>

/** A string. The printer quotes it where the reader would take it for something else. */
export interface PrintedText extends Told {
  readonly kind: 'string'
  readonly text: string
}

/** A number, a boolean or null, in the very letters that are printed. `jsonNumber` makes those of a float. */
export interface PrintedPlain extends Told {
  readonly kind: 'plain'
  readonly text: string
}

export interface PrintedMap<T> {
  readonly kind: 'map'
  readonly entries: readonly PrintedEntry<T>[]
  readonly maker?: Maker
}

export interface PrintedEntry<T> {
  readonly key: Omit<PrintedText, 'kind'>
  readonly value: T
}

export interface PrintedSeq<T> {
  readonly kind: 'seq'
  readonly items: readonly PrintedItem<T>[]
  readonly maker?: Maker
}

export interface PrintedItem<T> {
  readonly value: T
  /** What wrote the dash. Absent: what wrote the value, or the sequence. */
  readonly maker?: Maker
}

interface Told {
  /** Where the characters of `text` come from, as in an origin map: without gaps, the last one ends with the text. */
  readonly pieces?: readonly Piece[]
  /** What wrote the rest: quotes, escapes, line ends of folding. Absent: that of the first piece, or of what is around. */
  readonly maker?: Maker
}

import type { Span } from '../../base/span.ts'

/**
 * A mistake in the structure of a manifest: a field in the wrong mapping, a missing dash, a line that is there twice. The API server refuses it or drops the field, and everything else that one sees is only the effect.
 */
export type Mistake = MisplacedField | WrongType | DuplicateKey | EmptyField

/** A key that the mapping it stands in does not have. */
export interface MisplacedField {
  readonly is: 'misplaced'
  readonly key: string
  readonly keySpan: Span
  /** From the key to the end of the value. */
  readonly span: Span
  /** What the mapping is, as messages call it: "metadata", "the spec of the pod". */
  readonly where: string
  /** Where the field belongs, as messages call it: "a container", "spec". */
  readonly belongs: string | undefined
  /** The field that was most likely meant, where the key is a misspelling. */
  readonly meant: string | undefined
  /** True where the field belongs one level up, beside the mapping that it stands in. */
  readonly above: boolean
  /** Labels right under `selector` of a Deployment, or under `matchLabels` of a Service's `selector`. */
  readonly selector?: 'flat' | 'nested'
}

/** A list field that holds something else, or a list of mappings with an item that is none. */
export interface WrongType {
  readonly is: 'wrongType'
  /** The list field: `ports`, `containers`. */
  readonly key: string
  readonly keySpan: Span
  /** The value that is no list, or the item that is no mapping. */
  readonly span: Span
  /** `entry`: a mapping that looks like one entry of the list, whose dash is missing. */
  readonly found: 'entry' | 'mapping' | 'value' | 'item'
  /** The field of an item that a bare number must be: `port`, `containerPort`. */
  readonly itemField: string | undefined
  /** The number that stands there bare, if one does. */
  readonly number: number | undefined
}

/** A key that one mapping has twice, with different values: the last counts. */
export interface DuplicateKey {
  readonly is: 'duplicate'
  readonly key: string
  /** The key of the entry that is lost. */
  readonly lostKey: Span
  /** The key and the value of the entry that counts. */
  readonly keptKey: Span
  readonly keptValue: Span
  /** True for `apiVersion` or `kind` of a whole resource: two of them, without `---` between. */
  readonly resource: boolean
}

/** A key with nothing after it, whose fields stand right below at its own depth. */
export interface EmptyField {
  readonly is: 'empty'
  readonly key: string
  readonly keySpan: Span
  /** The fields that belong in it, at least one, each from its key to the end of its value. */
  readonly fields: readonly { readonly key: string; readonly span: Span }[]
}

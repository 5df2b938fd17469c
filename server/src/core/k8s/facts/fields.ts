import { type Known } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'

/**
 * What a mapping says, key by key, for rules that ask whether a field is there at all: fields that a Service type forbids,
 * the settings of a probe. YAML null and empty
 * lists and mappings count as absent, as they do for the API server.
 */
export type Fields = ReadonlyMap<string, Field>

export interface Field {
  /** Maps and lists are `unknown` of type, with their span: only scalars are kept. */
  readonly value: Known<string | number | boolean>
  readonly keySpan: Span
  /** From the key to the end of the value. */
  readonly span: Span
}

export const noFields: Fields = new Map()

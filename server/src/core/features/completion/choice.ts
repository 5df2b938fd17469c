import type { Data } from '../../rules/support/blockEdits.ts'

/** Something that may stand at the cursor, before it is text. */
export interface Choice {
  readonly value: string | number
  readonly kind: ChoiceKind
  /** Says in a few words what it is: `8080 in container api`. */
  readonly detail: string
  /** A number that is a string in this field: `prometheus.io/port: "8080"`. */
  readonly text?: true
}

/** `node-port`: of many free ones a few. `schema-word`: one that the schema of the Kubernetes API lists, too. */
export type ChoiceKind =
  | 'port-name'
  | 'port-number'
  | 'node-port'
  | 'service'
  | 'label'
  | 'word'
  | 'schema-word'
  | 'path'

/** A field with its value, where its key is being typed. */
export interface Pair extends Choice {
  readonly key: string
}

/** Several lines at once: a probe, a selector, an entry of `ports`. */
export interface Block {
  /** Behind the key, in the fewest words; of an item all that is shown. */
  readonly says: string
  readonly detail: string
  /** What is written: a key with all below it, or the item of a list. */
  readonly content: { readonly key: string; readonly value: Data } | { readonly item: Data }
}

import type { Known } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'

export interface Label {
  readonly key: string
  /** Values that YAML reads as numbers or booleans are given as their text; the API server refuses them (`typed`). */
  readonly value: Known<string>
  readonly typed: boolean
  readonly keySpan: Span
  /** From the key to the end of the value. */
  readonly span: Span
}

/** A flat map of strings: labels, annotations, or a Service's selector. */
export interface Labels {
  readonly pairs: readonly Label[]
  /** False when placeholders may hide pairs. */
  readonly complete: boolean
  /** The mapping, or `undefined` where there is none. */
  readonly span: Span | undefined
  /** The key that holds the mapping (`labels:`), or the nearest thing there is. */
  readonly near: Span
}

/** `spec.selector` of a workload: pairs and, where written, set-based expressions. */
export interface LabelSelector {
  readonly matchLabels: Labels
  readonly matchExpressions: readonly LabelExpression[]
  readonly span: Span
}

export interface LabelExpression {
  readonly key: Known<string>
  readonly operator: Known<string>
  readonly values: readonly Known<string>[]
  readonly span: Span
}

export function labelValue(labels: Labels, key: string): Label | undefined {
  return labels.pairs.find(pair => pair.key === key)
}

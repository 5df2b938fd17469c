import type { Span } from '../base/span.ts'
import type { ResourceId } from '../k8s/resource.ts'

/** What somebody has asked not to be told: one rule, in some part of a document. */
export interface Suppression {
  readonly rule: string
  /** The id of the rule where it is written. */
  readonly at: Span
  /** Findings that begin here are left out; those of one resource for an annotation. */
  readonly covers: Span | ResourceId
  /** The comment, or the value of the annotation, with all the rules that it names. */
  readonly written: Span
  /** How many rules it names. */
  readonly companions: number
}

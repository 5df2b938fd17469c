import type { OriginMap } from '../base/origin.ts'
import type { Location } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { UnknownCause } from './unknown.ts'

/** What came of running one template. */
export interface Execution {
  /** Unknown parts are tokens (`base/token.ts`). After a problem in exact mode: as far as it came. */
  readonly text: string
  /** Where each character was written. */
  readonly origins: OriginMap
  /** In the order in which they came up. Helm stops at the first one. */
  readonly problems: readonly ExecutionProblem[]
  /** By the numbers of the tokens. */
  readonly unknowns: readonly UnknownCause[]
  /** Parts of the text that stand under unknown conditions, the outer before the inner. */
  readonly guards: readonly Guard[]
  readonly reads: ReadSet
  /** True when it changed a map that other templates see. */
  readonly writes: boolean
}

export interface ExecutionProblem {
  /** Go's words without the position: `nil pointer evaluating interface {}.port`. */
  readonly message: string
  /** The part of an action that failed. */
  readonly at: Location
  /**
   * The position as Go says it, the outermost template first:
   * `template: web/templates/a.yaml:3:12: executing "web/templates/a.yaml" at <.Values.a.b>: ` and so on, then the message.
   */
  readonly trace: string
  /** `failed`: by `fail` or `required`, in the words of the chart's authors. `limit`: stopped here, not by Go. */
  readonly kind: 'error' | 'failed' | 'limit'
  /** True when it happens under a condition that is unknown: perhaps not at all. */
  readonly guarded: boolean
}

/** A part of the text that is there if a condition holds that nobody knows. */
export interface Guard {
  /** The same for both branches of one `if`. */
  readonly condition: number
  /** `each`: the body of a `range` over something unknown: there any number of times. */
  readonly branch: 'then' | 'else' | 'each'
  readonly span: Span
}

/** What a template looked at: while none of it changes, it prints the same. */
export interface ReadSet {
  /** Values that were read, as steps from `.Values` joined by `.`, with `\` before a `.` or `\` within a step. Also absent ones. */
  readonly values: ReadonlySet<string>
  /** Values of which all entries count: printed, ranged over, handed to a function. */
  readonly wholes: ReadonlySet<string>
  /** Names that were included, also those that are not defined. */
  readonly templates: ReadonlySet<string>
  /** Fields of the root other than `.Values`: `Release.Name`, `Capabilities`. */
  readonly objects: ReadonlySet<string>
  /** Arguments of methods of host objects: `Files.Get config/app.conf`. */
  readonly calls: ReadonlySet<string>
}

export interface ExecuteOptions {
  /**
   * `exact`: as `helm template` prints it, random values and the clock by stand-ins of the same form; ends at the first problem.
   * `judged`: what cannot be known is unknown, and a problem makes only its action unknown.
   */
  readonly mode: 'exact' | 'judged'
  readonly limits?: Partial<Limits>
}

export interface Limits {
  /** Nodes that are walked and functions that are called. */
  readonly steps: number
  /** Templates inside templates. Helm stops at 1,000 `include`s of one name. */
  readonly depth: number
  /** Characters of output, those of `include`s counted, too. */
  readonly output: number
}

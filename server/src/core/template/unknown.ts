import type { Location } from '../base/place.ts'

/** A value that nobody can know without running the real thing. It is never wrong: what is computed with it is unknown, too. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly cause: UnknownCause
  readonly shape: Shape
}

/** What is known of an unknown value. */
export type Shape = 'any' | 'string' | 'number' | 'bool' | 'map' | 'list'

export interface UnknownCause {
  /**
   * - `template-missing`: an `include` of a name that is defined nowhere in view
   * - `chart-missing`: a dependency that is not there
   * - `value-missing`: values that cannot be read
   * - `file-missing`: a file of the chart that is not in view
   * - `random`: random values, certificates, salted hashes
   * - `clock`: the time at which it runs
   * - `cluster`: what a cluster would answer
   * - `unsupported`: a function or a pattern that is not computed here
   * - `failed`: an action that ends in an error, of which a problem tells
   * - `condition`: what was assigned under an unknown condition
   * - `limit`: too many steps, too deep, too large
   */
  readonly why:
    | 'template-missing'
    | 'chart-missing'
    | 'value-missing'
    | 'file-missing'
    | 'random'
    | 'clock'
    | 'cluster'
    | 'unsupported'
    | 'failed'
    | 'condition'
    | 'limit'
  /** The template, function, file or dependency. */
  readonly name?: string
  /** The action that asked for it. */
  readonly at?: Location
}

export function unknown(cause: UnknownCause, shape: Shape = 'any'): Unknown {
  return { kind: 'unknown', cause, shape }
}

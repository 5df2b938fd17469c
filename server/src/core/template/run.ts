import type { Call, Piece } from '../base/origin.ts'
import type { Location } from '../base/place.ts'

/**
 * A stretch of a text on its way through a template, and what it was made from: a `Piece` that does not know yet where it will
 * end up. Runs never change, so texts that are joined or cut share them.
 */
export interface Run {
  /** In UTF-16 units. */
  readonly length: number
  /** Absent where a function made the stretch; the action that prints it stands in. */
  readonly from?: Location
  /** True where each character was copied from `from`. */
  readonly copied: boolean
  readonly action?: Location
  readonly call?: Call
  readonly inputs?: readonly Location[]
  /** The conditions nobody knows under which the stretch is there, the innermost first. */
  readonly guard?: RunGuard
}

/** One branch of an `if`, `with` or `range` whose condition is unknown. */
export interface RunGuard {
  /** Numbers the conditions of one execution: both branches of an `if` have the same. */
  readonly condition: number
  /** `then`: there if the condition holds. `else`: there if it does not. `each`: there any number of times. */
  readonly branch: 'then' | 'else' | 'each'
  readonly outer?: RunGuard
}

/** A text and the runs that cover it. */
export interface Tracked {
  readonly text: string
  /** Their lengths add up to that of the text. Absent where nothing is known of where it was written. */
  readonly runs?: readonly Run[]
}

/** The run of characters that stand in a file as they are. */
export function copied(at: Location): Run {
  return { length: at.span.end - at.span.start, from: at, copied: true }
}

/** The runs of a text that was computed. */
export function madeRuns(length: number, inputs: readonly Location[]): readonly Run[] | undefined {
  if (length === 0 || inputs.length === 0) return undefined
  return [{ length, copied: false, inputs }]
}

/** Everything that is known of where the characters of some runs were written. */
export function locationsOf(runs: readonly Run[] | undefined): readonly Location[] {
  if (!runs) return []
  const found: Location[] = []
  for (const { from, inputs } of runs) {
    if (from) found.push(from)
    if (inputs) found.push(...inputs)
  }
  return found
}

/** Runs that know where they will end up. `action` stands in for those that a function made. */
export function piecesOf(runs: readonly Run[], action: Location): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { length, from, copied, guard: _, ...rest } of runs) {
    if (length === 0) continue
    end += length
    pieces.push({ ...rest, end, from: from ?? rest.action ?? action, copied: copied && from !== undefined })
  }
  return pieces
}

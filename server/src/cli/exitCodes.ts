/** What the process says to scripts. Stable. */
export const exitCodes = {
  /** Nothing at or above `--fail-on`. */
  ok: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** Wrong usage, something named that cannot be read, a manifest that is no YAML, or a defect of Portolan. */
  failure: 2,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Something the user can put right; the message says how. Ends the run with `exitCodes.failure`. */
export class UsageError extends Error {
  /** Shown under the message. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

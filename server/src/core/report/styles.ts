import type { Severity } from '../rules/run/rule.ts'

/** How the parts of a text report look. The words are the same in every style. */
export type Styles = Readonly<Record<StyledPart, (text: string) => string>>

export type StyledPart =
  | Severity
  /** The message of a finding. */
  | 'message'
  /** A file with line and column. */
  | 'place'
  /** Rule ids, and what can be skipped at first reading. */
  | 'dim'
  /** Line numbers and the bar beside the source. */
  | 'gutter'
  /** Underlines and words for related places. */
  | 'related'
  /** What mends it. */
  | 'fix'

const same = (text: string): string => text

export const plainStyles: Styles = {
  error: same,
  warning: same,
  information: same,
  hint: same,
  message: same,
  place: same,
  dim: same,
  gutter: same,
  related: same,
  fix: same,
}

/** The sixteen colours that every terminal has, so that the user's own theme decides what they look like. */
export const ansiStyles: Styles = {
  error: sgr(1, 31),
  warning: sgr(1, 33),
  information: sgr(1, 34),
  hint: sgr(1, 36),
  message: sgr(1),
  place: sgr(4),
  dim: sgr(2),
  gutter: sgr(2),
  related: sgr(34),
  fix: sgr(32),
}

function sgr(...codes: readonly number[]): (text: string) => string {
  return text => (text === '' ? '' : `\u001b[${codes.join(';')}m${text}\u001b[0m`)
}

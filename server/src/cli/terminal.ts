import { ansiStyles, plainStyles, type Styles } from '../core/report/styles.ts'

/** The world around a command, so that tests can be one. */
export interface Terminal {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Stream
  readonly stderr: Stream
}

export interface Stream {
  /** Bytes for what may be no text at all. */
  write(text: string | Uint8Array): void
  readonly isTTY: boolean
}

/**
 * Colours where a terminal shows them. `FORCE_COLOR` and `NO_COLOR` decide over that, in this order, as in Node itself.
 *
 * @see https://no-color.org
 */
export function stylesFor(stream: Stream, env: Terminal['env']): Styles {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forced === '0' || forced === 'false' ? plainStyles : ansiStyles
  if (env['NO_COLOR']) return plainStyles
  return stream.isTTY && env['TERM'] !== 'dumb' ? ansiStyles : plainStyles
}

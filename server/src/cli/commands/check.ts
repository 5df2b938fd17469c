import { formats } from '../../core/report/formats.ts'
import { resultOf } from '../../core/report/result.ts'
import { isAtLeast } from '../../core/report/severity.ts'
import type { CheckLine } from '../args.ts'
import { type ExitCode, exitCodes } from '../exitCodes.ts'
import { loadWorkspace } from '../load.ts'
import { stylesFor, type Terminal } from '../terminal.ts'

/**
 * `portolan check`. Findings go to stdout in the format that was asked for, everything else to stderr. What cannot be read
 * inside a folder is told and left out; a file that was named and cannot be read makes the run a failure, because somebody
 * counts on it.
 */
export function check({ paths, format, failOn }: CheckLine, terminal: Terminal): ExitCode {
  const { workspace, files, unread, pathOf, failed } = loadWorkspace(paths, terminal)
  const result = resultOf(workspace, { files, pathOf, unread })
  terminal.stdout.write(formats[format]?.print(result, stylesFor(terminal.stdout, terminal.env)) ?? '')
  if (failed()) return exitCodes.failure
  return result.findings.some(({ severity }) => isAtLeast(severity, failOn)) ? exitCodes.findings : exitCodes.ok
}

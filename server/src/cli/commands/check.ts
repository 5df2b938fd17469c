import type { Uri } from '../../core/base/place.ts'
import { formats } from '../../core/report/formats.ts'
import { resultOf } from '../../core/report/result.ts'
import { isAtLeast } from '../../core/report/severity.ts'
import type { CheckLine } from '../args.ts'
import { type ExitCode, exitCodes } from '../exitCodes.ts'
import { type Fixed, fixFiles } from '../fix.ts'
import { loadWorkspace } from '../load.ts'
import { stylesFor, type Terminal } from '../terminal.ts'

/**
 * `portolan check`. Findings go to stdout in the format that was asked for, everything else to stderr. What cannot be read
 * inside a folder is told and left out; a file that was named and cannot be read makes the run a failure, because somebody
 * counts on it. So does a manifest that is no YAML, wherever it stands: silence about it would be taken for praise. Only ConfigMaps
 * and Secrets, which have no ports, must be named for that. Findings that fail the run come first.
 */
export function check({ paths, format, failOn, profile, fix }: CheckLine, terminal: Terminal): ExitCode {
  const { workspace, files, named, unread, pathOf, failed } = loadWorkspace(paths, terminal, { profile })
  const fixed = fix ? fixFiles(workspace, files) : undefined
  if (fixed) tellFixed(fixed, pathOf, terminal)
  const result = resultOf(workspace, { files, pathOf, unread })
  for (const { file, line, column, reason } of result.unreadable)
    terminal.stderr.write(`portolan: ${file}:${line}:${column}: not valid YAML, so not checked: ${reason}\n`)
  terminal.stdout.write(formats[format].print(result, stylesFor(terminal.stdout, terminal.env)))
  if (failed() || (fixed && fixed.failures.length > 0)) return exitCodes.failure
  if (result.findings.some(({ severity }) => isAtLeast(severity, failOn))) return exitCodes.findings
  const isMissed = result.unreadable.some(({ file, portless }) => !portless || named.has(file))
  return isMissed ? exitCodes.failure : exitCodes.ok
}

/** On stderr, so that what is printed in a format stays readable for scripts. */
function tellFixed({ files, edits, failures }: Fixed, pathOf: (uri: Uri) => string, { stderr }: Terminal): void {
  for (const { uri, message } of failures) stderr.write(`portolan: ${pathOf(uri)}: not written: ${message}\n`)
  const places = files.length === 1 ? '1 file' : `${files.length} files`
  stderr.write(
    edits === 0 ? 'No safe fix to apply.\n' : `Applied ${edits === 1 ? '1 edit' : `${edits} edits`} to ${places}.\n`,
  )
  for (const uri of files) stderr.write(`  ${pathOf(uri)}\n`)
}

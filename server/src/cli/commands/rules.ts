import { allRules } from '../../core/rules/registry.ts'
import { severityOf } from '../../core/rules/rule.ts'
import { type ExitCode, exitCodes } from '../exitCodes.ts'
import { stylesFor, type Terminal } from '../terminal.ts'

/** `portolan rules`: id, usual severity and what it finds, one per line. */
export function rules({ stdout, env }: Terminal): ExitCode {
  const styles = stylesFor(stdout, env)
  const width = Math.max(0, ...allRules.map(rule => rule.id.length))
  for (const { id, certainty, docs } of allRules) {
    const severity = severityOf[certainty]
    stdout.write(`${id.padEnd(width)}  ${styles[severity](severity.padEnd('information'.length))}  ${docs.title}\n`)
  }
  return exitCodes.ok
}

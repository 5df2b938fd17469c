import { visible } from './display.ts'
import type { CheckResult, ReportedFinding } from './result.ts'
import { severities } from './severity.ts'
import { snippet } from './snippet.ts'
import type { Styles } from './styles.ts'

/**
 * For people. One line per finding that editors and `grep` understand (`file:line:column: severity: message [rule]`),
 * under it the source with carets, the places it is about, and the ways out.
 *
 * @example
 * shop/web.yaml:12:19: error: No pod that app=web selects has a container port named "htpp" [target-port-name-missing]
 *   12 │       targetPort: htpp
 *      │                   ^^^^
 *   31 │         - name: http
 *      │                 ──── api declares http
 *      = fix: Change targetPort to http
 */
export function textReport(result: CheckResult, styles: Styles): string {
  const parts = result.findings.map(finding => findingText(finding, styles))
  return [...parts, summaryLine(result, styles)].join('\n')
}

function findingText(finding: ReportedFinding, styles: Styles): string {
  const { at, severity, message, rule } = finding
  const where = styles.place(`${visible(at.file)}:${at.line}:${at.column}`)
  const what = styles.message(visible(message))
  const heading = `${where}: ${styles[severity](severity)}: ${what} ${styles.dim(`[${rule}]`)}`
  return `${[heading, ...snippet(finding, styles)].join('\n')}\n`
}

function summaryLine({ summary, leftAlone, unreadable, incomplete }: CheckResult, styles: Styles): string {
  const { files, resources, findings } = summary
  const counts = severities.flatMap(severity => {
    const count = findings[severity]
    return count === 0 ? [] : [styles[severity](counted(count, nouns[severity]))]
  })
  const found = counts.length > 0 ? counts.join(', ') : 'Nothing found'
  const reasons = leftAlone.map(reason => `${groupThousands(reason.files)} ${reason.why}`).join(', ')
  const skipped = leftAlone.reduce((sum, each) => sum + each.files, 0)
  const left = skipped > 0 ? `; ${counted(skipped, file)} not checked: ${reasons}` : ''
  const invalid = invalidText(unreadable)
  return `${found} in ${counted(resources, ['resource', 'resources'])} of ${counted(files, file)}${left}${invalid && `; ${styles.error(invalid)}`}${incompleteText(incomplete)}.\n`
}

/** @example "1 file is not valid YAML and was not checked" */
function invalidText(unreadable: CheckResult['unreadable']): string {
  const filesOf = (whole: boolean): number =>
    new Set(unreadable.filter(each => each.whole === whole).map(each => each.file)).size
  const [all, some] = [filesOf(true), filesOf(false)]
  const are = (count: number): string => (count === 1 ? 'is' : 'are')
  return [
    all > 0 ? `${counted(all, file)} ${are(all)} not valid YAML and ${all === 1 ? 'was' : 'were'} not checked` : '',
    some > 0 ? `${counted(some, file)} ${are(some)} not valid YAML in a part that was not checked` : '',
  ]
    .filter(text => text !== '')
    .join('; ')
}

/** @example "; 1 build is not complete: 2 parts are not in view" */
function incompleteText({ builds, missing }: CheckResult['incomplete']): string {
  if (builds === 0) return ''
  const are = (count: number): string => (count === 1 ? 'is' : 'are')
  const parts = `${counted(missing.length, ['part', 'parts'])} ${are(missing.length)} not in view`
  return `; ${counted(builds, ['build', 'builds'])} ${are(builds)} not complete: ${parts}`
}

const file = ['file', 'files'] as const

const nouns = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['information', 'information'],
  hint: ['hint', 'hints'],
} as const

function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${groupThousands(count)} ${count === 1 ? one : many}`
}

/** @example groupThousands(2370) // '2,370' */
function groupThousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

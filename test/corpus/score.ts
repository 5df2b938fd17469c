import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type OutputFinding, readCheckOutput } from '../support/checkOutput.ts'
import { checkFolder } from './shared.ts'

/** How Portolan does on one bug that somebody really made and mended. */
export interface Score {
  /** True when the manifests alone prove the bug; the others are controls. */
  readonly detectable: boolean
  /** The loudest severity at the lines to complain about, before the fix. */
  readonly caught: string | null
  /** Which rules spoke there. */
  readonly rules: readonly string[]
  /** True when the fix makes at least one of these findings go away. */
  readonly cleared: boolean
  /** Errors and warnings anywhere, after the fix: nearly all would be false alarms. */
  readonly loudAfter: number
}

/** All cases of a folder by their id, as `../shared/tools/score-bugs.mjs` counts them. */
export function scoreBugs(folder: string): Readonly<Record<string, Score>> {
  const ids = readdirSync(folder)
    .filter(id => existsSync(join(folder, id, 'label.json')))
    .sort()
  return Object.fromEntries(ids.map(id => [id, score(join(folder, id))]))
}

interface Place {
  readonly file: string
  readonly line: number
}

interface Label {
  readonly detectable_statically: boolean
  readonly expected: readonly Place[]
  readonly accepted_alternatives?: readonly Place[]
}

const severities = ['hint', 'information', 'warning', 'error']

function score(home: string): Score {
  const label: Label = JSON.parse(readFileSync(join(home, 'label.json'), 'utf8'))
  const places = [...label.expected, ...(label.accepted_alternatives ?? [])]
  const hits = findingsIn(join(home, 'before')).filter(
    finding => finding.severity !== 'hint' && isNear(finding, places),
  )
  const after = existsSync(join(home, 'after')) ? findingsIn(join(home, 'after')) : []
  const left = new Set(after.map(identity))
  const loudest = hits.map(hit => severities.indexOf(hit.severity)).sort((a, b) => b - a)[0]
  return {
    detectable: label.detectable_statically,
    caught: loudest === undefined ? null : (severities[loudest] ?? null),
    rules: [...new Set(hits.map(hit => hit.rule))].sort(),
    cleared: hits.some(hit => !left.has(identity(hit))),
    loudAfter: after.filter(finding => finding.severity === 'error' || finding.severity === 'warning').length,
  }
}

function findingsIn(folder: string): readonly OutputFinding[] {
  return readCheckOutput(checkFolder(folder).stdout).findings
}

function isNear(finding: OutputFinding, places: readonly Place[]): boolean {
  return places.some(
    ({ file, line }) =>
      posix.normalize(file) === finding.file && finding.line - 1 <= line && line <= finding.endLine + 1,
  )
}

function identity({ rule, file, message }: OutputFinding): string {
  return `${rule}|${file}|${message}`
}

import { LineIndex } from '../../../server/src/core/base/lines.ts'
import type { CheckResult, ReportedFinding, ReportedPlace } from '../../../server/src/core/report/result.ts'

/** The place of `‹…›` in a text. The marks are no part of the text. */
export function placeIn(file: string, marked: string): ReportedPlace {
  const start = marked.indexOf('‹')
  const end = marked.indexOf('›') - 1
  if (start < 0 || end < start) throw new Error(`no ‹…› in ${marked}`)
  const lines = new LineIndex(marked.replace(/[‹›]/g, ''))
  const from = lines.positionAt(start)
  const to = lines.positionAt(end)
  return {
    file,
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
    source: lines.lineText(from.line),
  }
}

export function finding(at: ReportedPlace, more: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'some-rule',
    severity: 'error',
    certainty: 'certain',
    message: 'Something is wrong',
    resource: { kind: 'Service', name: 'web', namespace: null },
    related: [],
    fixes: [],
    ...more,
    at,
  }
}

export function resultWith(...findings: readonly ReportedFinding[]): CheckResult {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 }
  for (const { severity } of findings) counts[severity]++
  const files = [...new Set(findings.map(({ at }) => at.file))]
  return {
    summary: { files: 1200, documents: 3, resources: 2, skipped: 0, findings: counts },
    files,
    findings,
    leftAlone: [],
    unreadable: [],
    incomplete: { builds: 0, missing: [] },
  }
}

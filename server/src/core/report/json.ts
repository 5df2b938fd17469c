import type { CheckResult, ReportedEdit, ReportedFinding } from './result.ts'

/**
 * The stable form for scripts. Fields are added in later versions, never renamed or removed; `version` changes if that
 * ever has to happen. `notYaml` is there where something is no YAML: those documents were not checked. `notInView` is there where
 * builds ask for something that nobody can see.
 */
export function jsonReport({ summary, findings, unreadable, incomplete }: CheckResult): string {
  const notYaml = unreadable.map(({ file, line, column, reason }) => ({ file, line, column, reason }))
  const whole = {
    version: 1,
    summary,
    findings: findings.map(entry),
    ...(notYaml.length > 0 ? { notYaml } : {}),
    ...(incomplete.missing.length > 0 ? { notInView: incomplete.missing } : {}),
  }
  return `${JSON.stringify(whole, undefined, 2)}\n`
}

function entry({ rule, severity, certainty, message, at, resource, related, fixes, unit }: ReportedFinding): object {
  const { file, line, column, endLine, endColumn } = at
  return {
    rule,
    severity,
    certainty,
    message,
    file,
    line,
    column,
    endLine,
    endColumn,
    resource,
    related: related.map(place => ({ file: place.file, line: place.line, message: place.message })),
    fixes: fixes.map(({ title, applicability, edits }) => ({ title, applicability, edits: edits.map(editEntry) })),
    ...(unit === undefined ? {} : { unit }),
  }
}

function editEntry({ file, line, column, endLine, endColumn, newText }: ReportedEdit): object {
  return { file, line, column, endLine, endColumn, newText }
}

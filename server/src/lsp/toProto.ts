import {
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Location as ProtocolLocation,
  type Range,
} from 'vscode-languageserver'
import type { LineIndex } from '../core/base/lines.ts'
import type { Location } from '../core/base/place.ts'
import type { Span } from '../core/base/span.ts'
import type { Severity } from '../core/rules/run/rule.ts'
import type { LocatedFinding } from '../core/workspace/types.ts'
import type { Session } from './session.ts'

/** Offsets become lines and columns here and nowhere else. Both sides count UTF-16 code units. */
export function rangeOf(lines: LineIndex, span: Span): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) }
}

export const source = 'portolan'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

export function diagnosticOf(session: Session, lines: LineIndex, finding: LocatedFinding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(lines, finding.at.span),
    severity: severities[finding.severity],
    code: finding.rule,
    source,
    message: finding.message,
  }
  const description = descriptionOf(session, finding.rule)
  if (description) diagnostic.codeDescription = description
  const related = session.client.relatedInformation ? relatedOf(session, finding) : []
  if (related.length > 0) diagnostic.relatedInformation = related
  return diagnostic
}

function descriptionOf({ client }: Session, rule: string): CodeDescription | undefined {
  if (!client.codeDescription || client.options.ruleDocs === undefined) return undefined
  return { href: client.options.ruleDocs.replace('{rule}', rule) }
}

function relatedOf(session: Session, { related }: LocatedFinding): DiagnosticRelatedInformation[] {
  return related.flatMap(({ at, message }) => {
    const location = locationOf(session, at)
    return location ? [{ location, message }] : []
  })
}

function rangeIn(session: Session, at: Location): Range | undefined {
  const lines = session.workspace.lines(at.uri)
  return lines && rangeOf(lines, at.span)
}

/** `undefined` for a file that is gone. */
export function locationOf(session: Session, at: Location): ProtocolLocation | undefined {
  const range = rangeIn(session, at)
  return range && { uri: session.documents.clientUri(at.uri), range }
}

import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import type { Session } from '../session.ts'
import { diagnosticOf, rangeOf, source } from '../toProto.ts'

/** What is to be shown for one file. Equal reports have equal ids. */
export interface Report {
  readonly id: string
  readonly items: Diagnostic[]
}

export function reportOf(session: Session, uri: Uri): Report {
  const items = [...findingsIn(session, uri), ...configurationProblemsIn(session, uri)]
  return { id: items.length === 0 ? nothing.id : fingerprint(JSON.stringify(items)), items }
}

export const nothing: Report = { id: '0', items: [] }

/** Files of which findings are shown, by the user's choice. */
export function shownFiles({ settings, documents, workspace, showsAll }: Session): ReadonlySet<Uri> {
  const open = documents.uris()
  switch (showsAll ? 'workspace' : settings.scope) {
    case 'openFiles':
      return new Set(open)
    case 'wiredFiles':
      return new Set([...open, ...open.flatMap(uri => workspace.wiredTo(uri))])
    case 'workspace':
      return new Set([...open, ...workspace.files()])
  }
}

function findingsIn(session: Session, uri: Uri): readonly Diagnostic[] {
  const lines = session.workspace.lines(uri)
  return lines ? session.workspace.findings(uri).map(finding => diagnosticOf(session, lines, finding)) : []
}

/** What a `.portolan.yaml` says that was not understood. */
function configurationProblemsIn({ workspace }: Session, uri: Uri): readonly Diagnostic[] {
  const lines = workspace.lines(uri)
  if (!lines) return []
  return workspace
    .configurationProblems()
    .filter(({ at }) => at.uri === uri)
    .map(({ at, message }) => ({
      range: rangeOf(lines, at.span),
      severity: DiagnosticSeverity.Warning,
      code: 'configuration',
      source,
      message,
    }))
}

/** 64 bits of FNV-1a, in two halves: told apart are reports of one file over time, so this is plenty. */
function fingerprint(text: string): string {
  let low = 0x811c9dc5
  let high = 0x9dc5811c
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    low = Math.imul(low ^ c, 0x01000193)
    high = Math.imul(high ^ (c + 1), 0x01000193)
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36)
}

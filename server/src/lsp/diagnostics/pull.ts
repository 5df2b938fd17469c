import {
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import { uriOf } from '../fromProto.ts'
import type { Loading } from '../loading.ts'
import type { Session } from '../session.ts'
import { nothing, reportOf, shownFiles } from './report.ts'

/**
 * Answers `textDocument/diagnostic`. While folders are still being read the answer waits: a Service whose pods are in the
 * next file is no mistake. When an open document turns out to have other findings than the client was told, because of an
 * edit in another file, the client is asked to pull again.
 */
export function answerPulls(session: Session, loading: Loading): void {
  const told = new Map<Uri, string>()

  session.connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const uri = uriOf(textDocument)
    await loading.done(token)
    const report = await session.answer(token, () =>
      session.documents.has(uri) || shownFiles(session).has(uri) ? reportOf(session, uri) : nothing,
    )
    if (!report) throw cancelled()
    told.set(uri, report.id)
    return toAnswer(report, previousResultId)
  })

  session.onQuiet(affected => {
    if (!session.client.refreshDiagnostics || loading.busy) return
    const outdated = session.documents
      .uris()
      .filter(uri => affected.has(uri) && told.has(uri) && told.get(uri) !== reportOf(session, uri).id)
    for (const uri of outdated) told.delete(uri)
    if (outdated.length > 0) session.connection.languages.diagnostics.refresh().catch(session.log.failure)
  })
}

function toAnswer({ id, items }: ReturnType<typeof reportOf>, previous: string | undefined): DocumentDiagnosticReport {
  return id === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
    : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items }
}

function cancelled(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'cancelled', { retriggerRequest: true })
}

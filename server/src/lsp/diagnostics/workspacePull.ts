import {
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import { canonicalUri } from '../../core/base/uri.ts'
import type { Loading } from '../loading.ts'
import type { Session } from '../session.ts'
import { differences } from './differences.ts'

/** A request that is kept open, so that news can be told when there are any. */
interface Held {
  readonly told: Map<Uri, string>
  readonly progress: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>
  isReleased: boolean
  /** Ends the request. */
  release(): void
}

/** Never the id of a report: what the client shows is to be replaced. */
const outdated = '?'

/**
 * Answers `workspace/diagnostic`, for files that are not open. A client that takes partial results gets its answer bit by
 * bit, for as long as it waits: it need not ask again and again whether something changed.
 */
export function answerWorkspacePulls(session: Session, loading: Loading): { closed(uri: Uri): void } {
  let held: Held | undefined

  session.connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _work, progress) => {
    held?.release()
    await loading.done(token)
    await session.updates.upToDate()
    const told = new Map(previousResultIds.map(({ uri, value }) => [canonicalUri(uri), value] as const))
    if (!progress) return { items: await news(session, told, () => token.isCancellationRequested) }
    await new Promise<void>(resolve => {
      const mine: Held = {
        told,
        progress,
        isReleased: false,
        release() {
          mine.isReleased = true
          resolve()
        },
      }
      held = mine
      token.onCancellationRequested(() => mine.release())
      if (token.isCancellationRequested) mine.release()
      else tell(mine).catch(session.log.failure)
    })
    return { items: [] }
  })

  session.onQuiet(() => {
    if (held && !loading.busy) tell(held).catch(session.log.failure)
  })

  async function tell(to: Held): Promise<void> {
    await session.updates.upToDate()
    const items = await news(session, to.told, () => to.isReleased)
    if (items.length > 0 && !to.isReleased) to.progress.report({ items })
  }

  return { closed: uri => void held?.told.set(uri, outdated) }
}

async function news(
  session: Session,
  told: Map<Uri, string>,
  stopped: () => boolean,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const items: WorkspaceDocumentDiagnosticReport[] = []
  for await (const { uri, report } of differences(session, told, stopped)) {
    items.push({
      kind: DocumentDiagnosticReportKind.Full,
      uri: session.documents.clientUri(uri),
      version: session.documents.version(uri) ?? null,
      resultId: report.id,
      items: report.items,
    })
  }
  return items
}

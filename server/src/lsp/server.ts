import type { Connection, InitializeResult } from 'vscode-languageserver'
import type { Uri } from '../core/base/place.ts'
import { capabilitiesFor } from './capabilities.ts'
import { clientFacts } from './client.ts'
import { answerPulls } from './diagnostics/pull.ts'
import { pushDiagnostics } from './diagnostics/push.ts'
import { answerWorkspacePulls } from './diagnostics/workspacePull.ts'
import type { Host } from './host.ts'
import { Loading } from './loading.ts'
import { answerCallHierarchy } from './requests/callHierarchy.ts'
import { answerCodeActions } from './requests/codeAction.ts'
import { answerCodeLenses } from './requests/codeLens.ts'
import { answerCompletions } from './requests/completion.ts'
import { answerDocumentLinks } from './requests/documentLink.ts'
import { answerExplanations } from './requests/explain.ts'
import { answerFileStatus } from './requests/fileStatus.ts'
import { answerHovers } from './requests/hover.ts'
import { answerInlayHints } from './requests/inlayHint.ts'
import { answerNavigation } from './requests/navigation.ts'
import { answerRenames } from './requests/rename.ts'
import { answerRuleDocs } from './requests/ruleDocs.ts'
import { answerSymbols } from './requests/symbols.ts'
import { Session } from './session.ts'
import { tellStatus } from './status.ts'
import { start, watchEverything } from './watching.ts'

/** Milliseconds after which an edit is applied though nobody has asked: a burst of keystrokes costs one. */
const restTime = 20

/** Serves one editor over a connection until it says `exit`. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize((params): InitializeResult => {
    const session = new Session(connection, host, clientFacts(params))
    wire(session)
    return {
      capabilities: capabilitiesFor(session.client),
      serverInfo: { name: 'portolan', version: host.version },
    }
  })
  connection.listen()
}

/** Registers all handlers, and reads the folders once the client is ready for requests. */
function wire(session: Session): void {
  const { connection, documents, updates, client } = session
  const loading = new Loading(session)
  const status = tellStatus(session, loading)
  const closedListeners: ((uri: Uri) => void)[] = []

  documents.listen(connection, {
    changed(uri, text) {
      updates.note(uri, text)
      session.host.after(restTime, () => void updates.upToDate().catch(session.log.failure))
    },
    closed(uri) {
      for (const listener of closedListeners) listener(uri)
      loading.refresh([uri]).catch(session.log.failure)
    },
  })
  if (client.pullDiagnostics) {
    answerPulls(session, loading)
    closedListeners.push(answerWorkspacePulls(session, loading).closed)
  } else pushDiagnostics(session, loading)
  answerExplanations(session, loading)
  answerFileStatus(session, loading)
  answerCallHierarchy(session)
  answerCompletions(session, loading)
  answerDocumentLinks(session)
  answerHovers(session)
  answerInlayHints(session, loading)
  answerNavigation(session)
  answerRenames(session)
  answerSymbols(session, loading)
  answerCodeActions(session)
  answerCodeLenses(session, loading)
  answerRuleDocs(session)
  watchEverything(session, loading)
  session.onQuiet(status)

  const initialized = new Promise<void>(resolve => connection.onInitialized(() => resolve()))
  start(session, loading, initialized).catch(session.log.failure)
  initialized.then(status, session.log.failure)
}

import { commands, type ExtensionContext, window, workspace } from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import type { InitializationOptions } from '../../../server/src/lsp/protocol.ts'
import { explainCommand, registerExplainCommand } from './explain.ts'
import { showFileStatus } from './fileStatus.ts'
import { answerFileRequests } from './files.ts'
import { registerKubectlCommand } from './kubectl.ts'
import { peekCommand, registerPeekCommand } from './lens.ts'
import { hasKubernetesSchema } from './neighbours.ts'
import { registerProblemsCommand } from './problems.ts'
import { registerRenameCommand, renameCommand } from './rename.ts'
import { provideRuleDocs, ruleDocsPattern } from './ruleDocs.ts'
import { registerSelectCommand, selectCommand } from './select.ts'
import { selectedDocuments } from './selector.ts'
import { showStatus } from './status.ts'

export interface Extension {
  stop(): Promise<void>
}

/** Everything that both hosts have in common: all but how the server is started. */
export async function startExtension(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<Extension> {
  const channel = window.createOutputChannel('Portolan', { log: true })
  const initializationOptions: InitializationOptions = {
    clientFiles: true,
    status: true,
    schemaWords: hasKubernetesSchema(),
    ruleDocs: ruleDocsPattern,
    selectCommand,
    peekCommand,
    explainCommand,
    renameCommand,
  }
  const client = createClient({
    documentSelector: selectedDocuments(workspace.workspaceFolders ?? []),
    outputChannel: channel,
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onTabs: true },
    markdown: { isTrusted: false, supportHtml: false },
  })
  context.subscriptions.push(
    channel,
    client,
    ...answerFileRequests(client),
    ...registerExplainCommand(client),
    ...showStatus(client),
    ...showFileStatus(client),
    provideRuleDocs(client),
    registerKubectlCommand(client),
    registerPeekCommand(client),
    registerProblemsCommand(client),
    registerRenameCommand(client),
    registerSelectCommand(),
    commands.registerCommand('portolan.showLog', () => channel.show()),
    commands.registerCommand('portolan.restart', async () => {
      await client.stop()
      await client.start()
    }),
  )
  await client.start()
  return { stop: () => client.stop() }
}

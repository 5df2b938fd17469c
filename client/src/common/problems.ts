import { commands, type Disposable } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { checkWorkspaceRequest } from '../../../server/src/lsp/protocol.ts'

/** Shows the findings of all files for as long as the server runs; the setting stays what it is. */
export function registerProblemsCommand(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('portolan.showAllProblems', async () => {
    await client.sendRequest(checkWorkspaceRequest)
    await commands.executeCommand('workbench.actions.view.problems')
  })
}

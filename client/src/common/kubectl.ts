import { commands, type Disposable, env, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type KubectlCommandsResult, kubectlCommandsRequest } from '../../../server/src/lsp/protocol.ts'
import { nothingHere, placeOf } from './place.ts'

/** Puts the commands that show whether the traffic at the cursor arrives into the clipboard. Nothing is run. */
export function registerKubectlCommand(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('portolan.copyKubectlCommands', async () => {
    const place = placeOf(client)
    const script = place && (await client.sendRequest<KubectlCommandsResult>(kubectlCommandsRequest, place)).script
    if (!script) return void window.showInformationMessage(nothingHere)
    await env.clipboard.writeText(script)
    const count = script.split('\n').filter(line => line !== '' && !line.startsWith('#')).length
    window.setStatusBarMessage(`Portolan: ${count} commands are in the clipboard`, 5000)
  })
}

import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { type Extension, startExtension } from '../common/extension.ts'

let extension: Extension | undefined

export async function activate(context: ExtensionContext): Promise<void> {
  const server = { module: context.asAbsolutePath('dist/server/server.js'), transport: TransportKind.ipc }
  extension = await startExtension(context, options => new LanguageClient('portolan', 'Portolan', server, options))
}

export async function deactivate(): Promise<void> {
  await extension?.stop()
}

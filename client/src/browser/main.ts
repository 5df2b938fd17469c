import { type ExtensionContext, Uri } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { type Extension, startExtension } from '../common/extension.ts'

let extension: Extension | undefined

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/browser.js').toString(true)
  extension = await startExtension(
    context,
    options => new LanguageClient('portolan', 'Portolan', () => Promise.resolve(new Worker(script)), options),
  )
}

export async function deactivate(): Promise<void> {
  await extension?.stop()
}

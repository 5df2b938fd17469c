import { type ExtensionContext, Uri } from 'vscode'
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import { type Extension, startExtension } from '../common/extension.ts'

let extension: Extension | undefined

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/server.js').toString(true)
  // A function makes a new worker at each restart. It gives streams, because the library does not know the workers of the
  // web extension host for what they are.
  async function startServer() {
    const worker = new Worker(script)
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) }
  }
  extension = await startExtension(context, options => new LanguageClient('portolan', 'Portolan', startServer, options))
}

export async function deactivate(): Promise<void> {
  await extension?.stop()
}

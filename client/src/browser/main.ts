import { type ExtensionContext, Uri } from 'vscode'
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser'
import { type Extension, startExtension } from '../common/extension.ts'

let extension: Extension | undefined

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/browser.js').toString(true)
  const start = () => Promise.resolve(transportsOf(new Worker(script)))
  extension = await startExtension(context, options => new LanguageClient('portolan', 'Portolan', start, options))
}

export async function deactivate(): Promise<void> {
  await extension?.stop()
}

// The client would make these from a worker, if it knew it as one: VS Code puts a class of its own in the place of `Worker`.
function transportsOf(worker: Worker): MessageTransports {
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) }
}

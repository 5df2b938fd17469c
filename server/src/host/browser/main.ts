import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { startServer } from '../../lsp/server.ts'

/** Put in by the bundler. */
declare const PORTOLAN_VERSION: string

declare const self: DedicatedWorkerGlobalScope

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  version: PORTOLAN_VERSION,
  now: () => performance.now(),
  breathe: () => new Promise(resolve => setTimeout(resolve, 0)),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
})

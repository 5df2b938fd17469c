import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { createConnection } from 'vscode-languageserver/node'
import { startServer } from '../../lsp/server.ts'
import { nodeFiles } from './files.ts'

/** Put in by the bundler. */
declare const PORTOLAN_VERSION: string

// The transport stands on the command line: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=PATH`.
const connection = createConnection()

// A defect in one place is told and does not end the server for all others.
process.on('unhandledRejection', error => connection.console.error(String(error)))

startServer(connection, {
  version: PORTOLAN_VERSION,
  files: nodeFiles,
  now: () => performance.now(),
  breathe: () => setImmediate(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
})

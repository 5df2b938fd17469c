import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { type Connection, createConnection } from 'vscode-languageserver/node'
import { startServer } from '../../lsp/server.ts'
import { nodeFiles } from './files.ts'

/** Put in by the bundler. */
declare const PORTOLAN_VERSION: string

const connection = connect()

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

/** The transport stands on the command line. Without one there is nobody to talk to. */
function connect(): Connection {
  try {
    return createConnection()
  } catch {
    console.error('portolan-language-server speaks to an editor: start it with --stdio, --socket=PORT or --pipe=PATH.')
    process.exit(2)
  }
}

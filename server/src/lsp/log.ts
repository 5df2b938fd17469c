import type { Connection } from 'vscode-languageserver'

/** Where the server tells what it does; editors show it in an output channel. */
export interface Log {
  info(message: string): void
  warn(message: string): void
  /** Something broke. It is told, and the server goes on. */
  failure(error: unknown): void
}

export function logTo(connection: Connection): Log {
  return {
    info: message => connection.console.info(message),
    warn: message => connection.console.warn(message),
    failure: error => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  }
}

import { LspClient } from '../support/lspClient.ts'
import { costOf } from './child.ts'
import { cli } from './coldScan.ts'
import { median } from './statistics.ts'

export interface StartUp {
  /** From starting the server to the answer to `initialize`, without a folder. */
  readonly serverMs: number
  /** `portolan --version`, the whole process. */
  readonly cliMs: number
}

export async function measureStartUp(repetitions: number): Promise<StartUp> {
  const server: number[] = []
  for (let i = 0; i < repetitions; i++) {
    const started = performance.now()
    const client = await LspClient.start({ folders: [] })
    server.push(performance.now() - started)
    await client.stop()
  }
  const cliTimes = Array.from({ length: repetitions }, () => costOf(cli, ['--version']).wallMs)
  return { serverMs: median(server), cliMs: median(cliTimes) }
}

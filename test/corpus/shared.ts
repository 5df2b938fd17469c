import { join } from 'node:path'
import { run } from '../../server/src/cli/run.ts'

/** The folder of real manifests and bugs that these tests read. It stands beside the project and is no part of it. */
export const sharedFolder = join(import.meta.dirname, '../../../shared')

export interface Checked {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `portolan check . --format json` in a folder, in this very process. */
export function checkFolder(folder: string): Checked {
  let stdout = ''
  let stderr = ''
  const exitCode = run(['check', '.', '--format', 'json'], {
    cwd: folder,
    env: {},
    stdout: { write: text => void (stdout += text), isTTY: false },
    stderr: { write: text => void (stderr += text), isTTY: false },
  })
  return { exitCode, stdout, stderr }
}

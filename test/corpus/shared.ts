import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'
import { run } from '../../server/src/cli/run.ts'

/** The folder of real manifests and bugs that these tests read. It stands beside the project and is no part of it. */
export const sharedFolder = join(import.meta.dirname, '../../../shared')

/** Tests that need `../shared/<name>`. Where it is absent they are skipped, and their title says why. */
export function describeWith(name: 'corpus' | 'bugs', title: string, tests: (folder: string) => void): void {
  const folder = join(sharedFolder, name)
  if (existsSync(folder)) describe(title, () => tests(folder))
  else describe.skip(`${title} (skipped: there is no ../shared/${name})`, () => tests(folder))
}

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

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'
import { sharedFolder } from './shared.ts'

/** Tests that need `../shared/<name>`. Where it is absent they are skipped, and their title says why. */
export function describeWith(name: 'corpus' | 'bugs', title: string, tests: (folder: string) => void): void {
  const folder = join(sharedFolder, name)
  if (existsSync(folder)) describe(title, () => tests(folder))
  else describe.skip(`${title} (skipped: there is no ../shared/${name})`, () => tests(folder))
}

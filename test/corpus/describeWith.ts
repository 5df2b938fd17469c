import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'
import { sharedFolder } from './shared.ts'

/** Tests that need `../shared/<name>`. Where it is absent they are skipped, and say so. */
export function describeWith(name: 'corpus' | 'bugs', title: string, tests: (folder: string) => void): void {
  const folder = join(sharedFolder, name)
  const present = existsSync(folder)
  if (!present) console.info(`Skipped: ${title}, because there is no ../shared/${name}.`)
  describe.skipIf(!present)(title, () => tests(folder))
}

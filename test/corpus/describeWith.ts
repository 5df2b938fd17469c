import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { sharedFolder } from './shared.ts'

/** Tests that need `../shared/<name>`. Where it is absent they are skipped, and say so. */
export function describeWith(
  name: 'corpus' | 'bugs' | 'charts' | 'trials',
  title: string,
  tests: (folder: string) => void,
): void {
  const folder = join(sharedFolder, name)
  if (existsSync(folder)) {
    describe(title, () => tests(folder))
    return
  }
  console.info(`Skipped: ${title}, because there is no ../shared/${name}.`)
  // What the tests read before they are run is not there either.
  describe.skip(title, () => test(`need ../shared/${name}`, () => undefined))
}

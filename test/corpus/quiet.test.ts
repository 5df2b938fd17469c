import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { describeWith } from './describeWith.ts'
import { checkFolder } from './shared.ts'

/** What may be said of manifests that are right, by folder; of all others nothing. */
const expected: Readonly<Record<string, readonly string[]>> = {
  't33-mta-dedicated-service': ['information target-port-number-undeclared'],
}

describeWith('trials', 'manifests that look wrong and are right', folder => {
  const root = join(folder, 'quiet')

  test.each(existsSync(root) ? readdirSync(root).sort() : [])('%s', name => {
    const { stdout, stderr } = checkFolder(join(root, name))
    expect(stderr).toBe('')
    const { findings } = readCheckOutput(stdout)
    expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(expected[name] ?? [])
  })
})

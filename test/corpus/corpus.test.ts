import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { describeWith } from './describeWith.ts'
import { isLoud, readReviewed, reviewedFile, reviewKey } from './reviewed.ts'
import { checkFolder } from './shared.ts'

describeWith('corpus', 'public manifests', folder => {
  const checked = checkFolder(folder)

  test('are checked without a crash, into valid JSON', () => {
    expect(checked.stderr).toBe('')
    expect([0, 1]).toContain(checked.exitCode)
    const { summary } = readCheckOutput(checked.stdout)
    expect(summary.files).toBeGreaterThan(2000)
    expect(summary.resources).toBeGreaterThan(1000)
  })

  const loud = () => readCheckOutput(checked.stdout).findings.filter(isLoud).map(reviewKey)

  test('show no error or warning that nobody has looked at (npm run review)', () => {
    const known = new Set(readReviewed().map(entry => entry.key))
    expect(loud().filter(line => !known.has(line))).toEqual([])
  })

  test('show every error and warning that was judged to be right', () => {
    const found = new Set(loud())
    expect(
      readReviewed()
        .map(entry => entry.key)
        .filter(key => !found.has(key)),
      `no longer found: take it out of ${reviewedFile}, or mend the rule`,
    ).toEqual([])
  })

  test('show no error or warning that was judged to be wrong', () => {
    expect(readReviewed().filter(entry => entry.verdict !== 'right')).toEqual([])
  })
})

describeWith('bugs', 'manifests with known bugs', folder => {
  test('are checked without a crash, into valid JSON', () => {
    const { exitCode, stdout, stderr } = checkFolder(folder)
    // A ConfigMap of one of them is a sheet with remarks behind the values, and no YAML.
    const told = stderr.split('\n').filter(line => line !== '')
    expect(told.filter(line => !/conf_cloud\.ya?ml:\d+:\d+: not valid YAML/.test(line))).toEqual([])
    expect([0, 1]).toContain(exitCode)
    readCheckOutput(stdout)
  })
})

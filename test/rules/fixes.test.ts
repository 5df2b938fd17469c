import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseFixture } from '../support/fixture.ts'
import { type Tried, tryFixes } from '../support/tryFixes.ts'
import { uriOf } from '../support/view.ts'

/**
 * Every fix of every finding in the fixtures of the rules, each by itself. Fixtures hold many mistakes side by side, so a fix
 * may bring another one to light: these are listed in `revealed.tsv`, to be read when it changes.
 */
const fixtures = readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.txt'))
const tried = new Map(fixtures.map(name => [name, tryAll(name)]))

test.each(fixtures)('%s: every fix mends its finding, and changes nothing else', name => {
  expect(tried.get(name)?.flatMap(({ problems }) => problems)).toEqual([])
})

test('what fixes bring to light is known', async () => {
  const lines = [...tried.values()].flatMap(cases => cases.flatMap(({ revealed }) => revealed))
  const path = fileURLToPath(new URL('revealed.tsv', import.meta.url))
  await expect(`${[...new Set(lines)].sort().join('\n')}\n`).toMatchFileSnapshot(path)
})

function tryAll(name: string): readonly Tried[] {
  const cases = readFileSync(new URL(name, import.meta.url), 'utf8').split(/^(?=== .+ ==$)/m)
  return cases.map(each => {
    const { files } = parseFixture(each.replace(/^== .+ ==\n/, ''))
    return tryFixes(new Map(files.map(({ path, text }) => [uriOf(path), text])))
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseFixture } from '../support/fixture.ts'
import { renderFixture } from '../support/markers.ts'

/**
 * One file for each rule: what it says of manifests that are wrong, legal, or odd. A line `== title ==` begins another case.
 * `npx vitest run --project rules -u` writes down what it says now; read the difference before you commit it.
 */
const fixtures = readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.txt'))

test.each(fixtures)('%s', async name => {
  const path = fileURLToPath(new URL(name, import.meta.url))
  const cases = readFileSync(path, 'utf8').split(/^(?=== .+ ==$)/m)
  const rendered = cases.map(each => {
    const title = /^== .+ ==\n/.exec(each)?.[0] ?? ''
    return title + renderFixture(parseFixture(each.slice(title.length)))
  })
  await expect(rendered.join('')).toMatchFileSnapshot(path)
})

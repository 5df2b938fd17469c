import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Uri } from '../../server/src/core/base/place.ts'
import { filesIn } from '../support/filesIn.ts'
import { tryFixes } from '../support/tryFixes.ts'
import { describeWith } from './describeWith.ts'

/**
 * Every fix of every finding on real manifests, each applied by itself in its real surroundings: the file still parses, the
 * finding is gone, nothing new is found anywhere, and the lines that the fix is not about are as they were.
 */
describeWith('corpus', 'public manifests', folder => {
  test('every fix mends its finding and harms nothing', () => {
    const tried = tryFixes(textsIn(folder))
    expect([...tried.problems, ...tried.revealed]).toEqual([])
    expect(tried.count).toBeGreaterThan(10)
  })
})

describeWith('bugs', 'manifests with known bugs', folder => {
  test('every fix mends its finding and harms nothing', () => {
    const cases = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory())
    const tried = cases.map(({ name }) => tryFixes(textsIn(join(folder, name, 'before'))))
    expect(tried.flatMap(each => [...each.problems, ...each.revealed])).toEqual([])
    expect(tried.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(20)
  })
})

function textsIn(folder: string): ReadonlyMap<Uri, string> {
  return new Map(filesIn(folder).map(({ uri, path }) => [uri, readFileSync(path, 'utf8')]))
}

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stale } from '../../scripts/generate.ts'
import { root } from './plant.ts'

/** Longer files have more than one idea in them. Lint has the same limit; here it holds for every kind of source file. */
const maxLines = 400

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => /\.(?:ts|mjs|cjs|js)$/.test(path))

test('no source file is too long', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.filter(path => linesOf(path) > maxLines)).toEqual([])
})

test('generated files are what they would be if they were written now', async () => {
  expect(await stale()).toEqual([])
})

function linesOf(path: string): number {
  try {
    return readFileSync(join(root, path), 'utf8').split('\n').length
  } catch {
    return 0
  }
}

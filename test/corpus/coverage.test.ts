import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coverageRows } from '../../scripts/generate/coverageRows.ts'
import { explanationRows } from '../../scripts/generate/explanationRows.ts'
import { pointerRows } from '../../scripts/generate/pointerRows.ts'
import { topicRows } from '../../scripts/generate/topicRows.ts'
import { sharedFolder } from './shared.ts'

const facts = join(sharedFolder, 'reference/kubernetes-ports.md')

/** The rows of the tables in the chapters 1 to 9: by their own id, else by chapter and number. */
function rowsOf(text: string): readonly string[] {
  const ids: string[] = []
  const counts = new Map<string, number>()
  let chapter = ''
  let isHead = true
  for (const line of text.split('\n')) {
    chapter = /^#{2,3} (\d+(?:\.\d+)?)\.? /.exec(line)?.[1] ?? chapter
    if (!line.startsWith('|') || !/^[1-9](\.|$)/.test(chapter)) {
      isHead = true
      continue
    }
    const cell = line.split('|')[1]?.trim() ?? ''
    if (isHead || /^-+$/.test(cell)) {
      isHead = false
      continue
    }
    const own = /^[SCP]\d+$/.test(cell)
    if (!own) counts.set(chapter, (counts.get(chapter) ?? 0) + 1)
    ids.push(own ? cell : `${chapter}-${counts.get(chapter)}`)
  }
  return ids
}

const present = existsSync(facts)
if (!present) console.info('Skipped: coverage of the facts, because there is no ../shared/reference.')

const rows = [...coverageRows, ...pointerRows, ...explanationRows]

test.skipIf(!present)('every fact of the chapters 1 to 9 has its row in docs/coverage.md', () => {
  const wanted = rowsOf(readFileSync(facts, 'utf8'))
  expect(wanted.length).toBeGreaterThan(300)
  expect(rows.map(row => row.id)).toEqual(expect.arrayContaining([...wanted]))
  expect(new Set(rows.map(row => row.id)).size).toBe(rows.length)
})

test('docs/coverage.md shows every row with what stands behind it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/coverage.md'), 'utf8')
  for (const { id } of [...rows, ...topicRows])
    expect(page, id).toMatch(new RegExp(`^\\| ${id.replace('.', '\\.')} \\| [^|]+ \\| [^|]+ \\|$`, 'm'))
})

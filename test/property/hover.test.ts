import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hover } from '../../server/src/core/features/hover.ts'
import { parseSpec, withoutCursors } from '../support/cursorSpec.ts'
import { inView, uriOf } from '../support/view.ts'

const folder = join(import.meta.dirname, '../spec/hover')
const projects = readdirSync(folder)
  .filter(name => name.endsWith('.txt'))
  .map(name => parseSpec(readFileSync(join(folder, name), 'utf8'), 'hover').files)
  .map(files => Object.fromEntries([...files].map(([path, text]) => [path, withoutCursors(text)])))

/** What people and generators leave in manifests: half-typed lines, wrong types, placeholders, broken structure. */
const scraps = [
  '',
  ':',
  '- ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '\n',
  '\n---\n',
  ' ',
  '\t',
  '&a',
  '*a',
  '<<: *a',
  '{{ .x }}',
  '${X}',
  '0',
  '-1',
  '99999',
  'null',
  'true',
  '|',
  '#',
  '`',
  'port:',
]

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  text: fc.constantFrom(...scraps),
})

/** A mutated project, and every hover of the mutated file asked for. */
test('a hover never throws, stays in the file and fills all its holes, at any offset of any mutated manifest', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...projects),
      fc.nat(),
      fc.array(mutation, { maxLength: 4 }),
      (files, pick, mutations) => {
        const paths = Object.keys(files).sort()
        const path = paths[pick % paths.length] ?? ''
        const text = mutations.reduce((before, { at, length, text: scrap }) => {
          const start = Math.floor(at * before.length)
          return before.slice(0, start) + scrap + before.slice(start + length)
        }, files[path] ?? '')
        const { workspace } = inView({ ...files, [path]: text })
        for (let offset = 0; offset <= text.length; offset++) {
          const found = hover(workspace, uriOf(path), offset)
          if (!found) continue
          expect(found.span.start).toBeLessThanOrEqual(offset)
          expect(found.span.end).toBeGreaterThanOrEqual(offset)
          expect(found.span.end).toBeLessThanOrEqual(text.length)
          expect(found.markdown).not.toMatch(/undefined|NaN|\[object|(?<![.$])\{(?!spec)[a-zA-Z]+\}(?!.*jsonpath)/)
        }
      },
    ),
    { numRuns: 300 },
  )
})

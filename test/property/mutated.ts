import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parseSpec, withoutCursors } from '../support/cursorSpec.ts'

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

/** The projects of the hover specifications, with one file in which a few things went wrong. */
export const mutatedProject: fc.Arbitrary<{
  readonly files: Readonly<Record<string, string>>
  /** The file that is not what it was. */
  readonly path: string
  readonly text: string
}> = fc
  .record({ files: fc.constantFrom(...projects), pick: fc.nat(), mutations: fc.array(mutation, { maxLength: 4 }) })
  .map(({ files, pick, mutations }) => {
    const paths = Object.keys(files).sort()
    const path = paths[pick % paths.length] ?? ''
    const text = mutations.reduce((before, { at, length, text: scrap }) => {
      const start = Math.floor(at * before.length)
      return before.slice(0, start) + scrap + before.slice(start + length)
    }, files[path] ?? '')
    return { files: { ...files, [path]: text }, path, text }
  })

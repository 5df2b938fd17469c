import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '../../server/src/core/base/edit.ts'
import type { Uri } from '../../server/src/core/base/place.ts'
import { type Change, prepareRename, rename } from '../../server/src/core/features/rename/rename.ts'
import type { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { parseSpec, withoutCursors } from '../support/cursorSpec.ts'
import { inView, uriOf } from '../support/view.ts'

const folder = join(import.meta.dirname, '../spec/rename')
const specs = readdirSync(folder)
  .filter(name => name.endsWith('.txt'))
  .map(name => parseSpec(readFileSync(join(folder, name), 'utf8'), 'rename'))
const cursors = specs.flatMap(({ files, cursors: all }) => all.map(cursor => ({ files, cursor })))

/** Ways to write the same manifests. Each keeps the number of characters before a cursor, but for line ends. */
const styles: readonly ((text: string) => string)[] = [
  text => text,
  text => text.replaceAll(/: (http|shop|web|both|hook)(?=[\s,}])/g, ": '$1'"),
  text => text.replaceAll(/: (http|shop|web|both|hook)(?=[\s,}])/g, ': "$1"'),
]

/** Names that need no quotes, so that none come; and that no file holds yet. */
const newName = fc.stringMatching(/^z[a-z]{0,5}-?[a-z]{1,5}$/)

test('renaming there and back restores every byte of every file', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cursors),
      fc.constantFrom(...styles),
      fc.boolean(),
      newName,
      ({ files, cursor }, style, crlf, name) => {
        const texts = new Map([...files].map(([path, marked]) => [path, styled(marked, style, crlf)]))
        const { workspace } = inView(Object.fromEntries([...texts].map(([path, { text }]) => [path, text])))
        const uri = uriOf(cursor.path)
        const offset = texts.get(cursor.path)?.cursors.get(cursor.name) ?? 0
        const prepared = prepareRename(workspace, uri, offset)
        if (!prepared || 'refused' in prepared || /^\d+$/.test(prepared.placeholder)) return
        const there = rename(workspace, uri, offset, name)
        if (!there || 'refused' in there) return
        const before = read(workspace)
        const moved = movedBy(there, uri, prepared.span.start)
        apply(workspace, there)
        expect(read(workspace)).not.toEqual(before)
        const back = rename(workspace, uri, moved, prepared.placeholder)
        if (!back || 'refused' in back) throw new Error(`not back from ${name}: ${back?.refused}`)
        apply(workspace, back)
        expect(read(workspace)).toEqual(before)
      },
    ),
    { numRuns: 300 },
  )
})

test('a rename leaves no finding that was not there before', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cursors), newName, ({ files, cursor }, name) => {
      const { workspace } = inView(
        Object.fromEntries([...files].map(([path, marked]) => [path, withoutCursors(marked)])),
      )
      const uri = uriOf(cursor.path)
      const changes = rename(workspace, uri, cursor.offset, name)
      if (!changes || 'refused' in changes) return
      const before = countFindings(workspace)
      apply(workspace, changes)
      expect(countFindings(workspace)).toEqual(before)
    }),
    { numRuns: 100 },
  )
})

interface Styled {
  readonly text: string
  readonly cursors: ReadonlyMap<string, number>
}

/** Every line is styled by itself, so a cursor stands before the last word of its styled beginning. */
function styled(marked: string, style: (text: string) => string, crlf: boolean): Styled {
  const lineEnd = crlf ? '\r\n' : '\n'
  const cursors = new Map<string, number>()
  let text = ''
  for (const [index, row] of marked.split('\n').entries()) {
    if (index > 0) text += lineEnd
    for (const { index: at, 1: name = '', 2: word = '' } of row.matchAll(/‹([^›]*)›["']?([^\s,}"':]+)/g))
      cursors.set(name, text.length + style(`${withoutCursors(row.slice(0, at))}${word} `).lastIndexOf(word))
    text += style(`${withoutCursors(row)}\n`).slice(0, -1)
  }
  return { text, cursors }
}

function read(workspace: Workspace): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(workspace.files().map(uri => [uri, workspace.textOf(uri)]))
}

function apply(workspace: Workspace, changes: readonly Change[]): void {
  const uris = new Set(changes.map(({ edit }) => edit.uri))
  workspace.apply(
    [...uris].map(uri => ({
      uri,
      text: applyEdits(
        workspace.textOf(uri) ?? '',
        changes.filter(({ edit }) => edit.uri === uri).map(({ edit }) => edit),
      ),
    })),
  )
}

/** Where a word is after the edits before it. */
function movedBy(changes: readonly Change[], uri: Uri, offset: number): number {
  const before = changes.filter(({ edit }) => edit.uri === uri && edit.span.end <= offset)
  const by = before.reduce((sum, { edit }) => sum + edit.newText.length - (edit.span.end - edit.span.start), 0)
  return offset + by
}

function countFindings(workspace: Workspace): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { rule } of workspace.files().flatMap(uri => workspace.findings(uri)))
    counts[rule] = (counts[rule] ?? 0) + 1
  return counts
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import { type Change, prepareRename, rename } from '../../../server/src/core/features/rename/rename.ts'
import type { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import { type Cursor, parseSpec, printSpec, withoutCursors } from '../../support/cursorSpec.ts'
import { inView, root, uriOf } from '../../support/view.ts'

/**
 * Each `.txt` beside this file: manifests with cursors called `what = new name`, and the lines that a rename there changes, by the
 * headings of the preview; or why it is refused. `npx vitest run --project spec -u` rewrites what they expect.
 */
for (const file of readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))) {
  test(file, async () => {
    const path = join(import.meta.dirname, file)
    const spec = parseSpec(readFileSync(path, 'utf8'), 'rename')
    const { workspace } = inView(
      Object.fromEntries([...spec.files].map(([name, text]) => [name, withoutCursors(text)])),
    )
    await expect(printSpec(spec, cursor => shownAt(workspace, cursor))).toMatchFileSnapshot(path)
  })
}

function shownAt(workspace: Workspace, { path, offset, name }: Cursor): string {
  const uri = uriOf(path)
  const prepared = prepareRename(workspace, uri, offset)
  if (!prepared) return '(nothing to rename)'
  if ('refused' in prepared) return `refused: ${prepared.refused}`
  const text = workspace.textOf(uri) ?? ''
  expect(text.slice(prepared.span.start, prepared.span.end)).toBe(prepared.placeholder)
  const changes = rename(workspace, uri, offset, name.split(' = ')[1] ?? '')
  if (!changes || 'refused' in changes) return `${prepared.placeholder}\nrefused: ${changes?.refused}`
  const groups = [...new Set(changes.map(({ group }) => group))]
  const labels = [...new Set(groups.map(({ label }) => label))].sort()
  return [
    prepared.placeholder,
    ...labels.flatMap(label => {
      const inGroup = changes.filter(({ group }) => group.label === label)
      const description = inGroup[0]?.group.description
      const confirm = inGroup[0]?.group.confirm ? ' (to be confirmed)' : ''
      return [`${label}${confirm}${description ? `: ${description}` : ''}`, ...linesOf(workspace, inGroup)]
    }),
  ].join('\n')
}

/** The changed lines after the edits of one group. */
function linesOf(workspace: Workspace, changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.map(({ edit }) => edit.uri))].flatMap(uri => {
    const before = workspace.textOf(uri) ?? ''
    const edits = changes.filter(({ edit }) => edit.uri === uri).map(({ edit }) => edit)
    const [old, now] = [before.split('\n'), applyEdits(before, edits).split('\n')]
    const changed = now.filter(line => !old.includes(line))
    return changed.map(line => `  ${uri.slice(root.length + 1)}: ${line.trim()}`)
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Location } from '../../../server/src/core/base/place.ts'
import {
  type Destination,
  definition,
  implementation,
  typeDefinition,
} from '../../../server/src/core/features/definition.ts'
import { highlights, references } from '../../../server/src/core/features/references.ts'
import type { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import { type Cursor, parseSpec, printSpec, withoutCursors } from '../../support/cursorSpec.ts'
import { inView, root, uriOf } from '../../support/view.ts'

/**
 * Each `.txt` beside this file: manifests with cursors, and where each leads. `npx vitest run --project spec -u` rewrites what they
 * expect. A place is shown as its line, with what is meant between `«` and `»`: what a reader sees in a peek.
 */
for (const file of readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))) {
  test(file, async () => {
    const path = join(import.meta.dirname, file)
    const spec = parseSpec(readFileSync(path, 'utf8'), 'from')
    const { workspace } = inView(
      Object.fromEntries([...spec.files].map(([name, text]) => [name, withoutCursors(text)])),
    )
    await expect(printSpec(spec, cursor => shownAt(workspace, cursor))).toMatchFileSnapshot(path)
  })
}

function shownAt(workspace: Workspace, { path, offset }: Cursor): string {
  const uri = uriOf(path)
  const jumps = (found: readonly Destination[]): readonly string[] => found.map(({ word }) => line(workspace, word))
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['definition', jumps(definition(workspace, uri, offset))],
    ['type definition', jumps(typeDefinition(workspace, uri, offset))],
    ['implementation', jumps(implementation(workspace, uri, offset))],
    ['references', references(workspace, uri, offset, { includeDeclaration: true }).map(at => line(workspace, at))],
    [
      'highlights',
      highlights(workspace, uri, offset).map(({ span, kind }) => `${kind} ${line(workspace, { uri, span })}`),
    ],
  ]
  const shown = parts.filter(([, lines]) => lines.length > 0)
  if (shown.length === 0) return '(nothing)'
  return shown.map(([what, lines]) => `${what}\n${lines.map(each => `  ${each}`).join('\n')}`).join('\n')
}

function line(workspace: Workspace, { uri, span }: Location): string {
  const text = workspace.textOf(uri) ?? ''
  const number = (workspace.lines(uri)?.positionAt(span.start).line ?? 0) + 1
  const start = text.lastIndexOf('\n', span.start - 1) + 1
  const end = text.indexOf('\n', span.end)
  const shown = `${text.slice(start, span.start)}«${text.slice(span.start, span.end)}»${text.slice(span.end, end)}`
  return `${uri.slice(root.length + 1)}:${number} ${shown.trim().replace(/\s*\n\s*/g, ' ⏎ ')}`
}

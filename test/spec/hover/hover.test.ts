import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hover } from '../../../server/src/core/features/hover.ts'
import { type Cursor, parseSpec, printSpec, withoutCursors } from '../../support/cursorSpec.ts'
import { inView, uriOf } from '../../support/view.ts'

/** Each `.txt` beside this file is a specification. `npx vitest run --project spec -u` rewrites what they expect. */
for (const file of readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))) {
  test(file, async () => {
    const path = join(import.meta.dirname, file)
    const spec = parseSpec(readFileSync(path, 'utf8'), 'hover')
    const { workspace } = inView(
      Object.fromEntries([...spec.files].map(([name, text]) => [name, withoutCursors(text)])),
    )
    const shown = (cursor: Cursor): string => {
      const found = hover(workspace, uriOf(cursor.path), cursor.offset)
      if (!found) return '(nothing)'
      const text = workspace.textOf(uriOf(cursor.path)) ?? ''
      return `over ${text.slice(found.span.start, found.span.end)}\n\n${found.markdown}`
    }
    await expect(printSpec(spec, shown)).toMatchFileSnapshot(path)
  })
}

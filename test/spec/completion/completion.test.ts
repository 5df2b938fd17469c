import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import { type Completion, completionDocumentation, completions } from '../../../server/src/core/features/completion.ts'
import { type Cursor, parseSpec, printSpec, withoutCursors } from '../../support/cursorSpec.ts'
import { inView, uriOf } from '../../support/view.ts'

const specs = readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))

/**
 * Each `.txt` beside this file is a specification: manifests with cursors, then what each cursor offers, best first, with the lines
 * that come of it; a cursor whose name ends in `!` shows what is said about the best, too. `npx vitest run --project spec -u` rewrites what they expect.
 */
test.for(specs)('%s', async name => {
  const path = join(import.meta.dirname, name)
  const spec = parseSpec(readFileSync(path, 'utf8'), 'complete')
  const files = Object.fromEntries([...spec.files].map(([file, text]) => [file, withoutCursors(text)]))
  const view = inView(files)
  const shown = (cursor: Cursor): string => {
    const text = files[cursor.path] ?? ''
    const found = completions(view.workspace, uriOf(cursor.path), cursor.offset, text)
    const [best] = found
    if (!best) return 'nothing'
    const said = completionDocumentation(view.workspace, uriOf(cursor.path), cursor.offset, best.label, text)
    const lines = found.map(item => line(item, text))
    return [...lines, ...(cursor.name.endsWith('!') ? ['', said ?? 'nothing is said'] : [])].join('\n')
  }
  await expect(printSpec(spec, shown)).toMatchFileSnapshot(path)
})

/** The label, what it is, and the lines that are written. */
function line({ label, detail, span, newText }: Completion, text: string): string {
  const after = applyEdits(text, [{ span, newText }])
  const start = text.slice(0, span.start).lastIndexOf('\n') + 1
  const end = span.start + newText.length
  const lines = after.slice(start, after.indexOf('\n', end) < 0 ? after.length : after.indexOf('\n', end)).split('\n')
  return [`${label} (${detail})`, ...lines.map(each => `  |${each}`)].join('\n')
}

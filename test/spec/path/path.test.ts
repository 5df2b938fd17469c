import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { explainPort, kubectlScript } from '../../../server/src/core/features/path.ts'
import { type Cursor, parseSpec, printSpec, withoutCursors } from '../../support/cursorSpec.ts'
import { inView, uriOf } from '../../support/view.ts'

/**
 * Each `.txt` beside this file is a specification: manifests with named cursors, then the page about the port there. Cursors
 * whose name begins with `kubectl` show the commands alone. `npx vitest run --project spec -u` rewrites what they expect.
 */
test.for(readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt')))('%s', async name => {
  const path = join(import.meta.dirname, name)
  const spec = parseSpec(readFileSync(path, 'utf8'), 'page')
  const { workspace } = inView(Object.fromEntries([...spec.files].map(([file, text]) => [file, withoutCursors(text)])))
  const shown = ({ name: cursor, path: file, offset }: Cursor): string => {
    if (cursor.startsWith('kubectl')) return kubectlScript(workspace, uriOf(file), offset) ?? '(nothing)'
    const page = explainPort(workspace, uriOf(file), offset)
    return page ? `(${page.title})\n${page.markdown}` : '(nothing)'
  }
  await expect(printSpec(spec, shown)).toMatchFileSnapshot(path)
})

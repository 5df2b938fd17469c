import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Uri } from '../../../server/src/core/base/place.ts'
import type { Span } from '../../../server/src/core/base/span.ts'
import {
  incomingTraffic,
  outgoingTraffic,
  prepareTraffic,
  type TrafficItem,
} from '../../../server/src/core/features/callHierarchy.ts'
import type { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import { type Cursor, parseSpec, printSpec, withoutCursors } from '../../support/cursorSpec.ts'
import { inView, root, uriOf } from '../../support/view.ts'

/**
 * Each `.txt` beside this file: manifests with cursors, and the stations of a packet from there: `<` who sends, `>` where it goes on, all
 * the way, with the words that say so. `npx vitest run --project spec -u` rewrites what they expect.
 */
for (const file of readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))) {
  test(file, async () => {
    const path = join(import.meta.dirname, file)
    const spec = parseSpec(readFileSync(path, 'utf8'), 'traffic')
    const { workspace } = inView(
      Object.fromEntries([...spec.files].map(([name, text]) => [name, withoutCursors(text)])),
    )
    await expect(printSpec(spec, cursor => shownAt(workspace, cursor))).toMatchFileSnapshot(path)
  })
}

function shownAt(workspace: Workspace, { path, offset }: Cursor): string {
  const items = prepareTraffic(workspace, uriOf(path), offset)
  if (items.length === 0) return '(nothing)'
  return items
    .flatMap(item => [title(item), ...walk(workspace, item, '<', 1), ...walk(workspace, item, '>', 1)])
    .join('\n')
}

/** An item is asked again at its word, as editors do. */
function walk(workspace: Workspace, item: TrafficItem, way: '<' | '>', depth: number): readonly string[] {
  if (depth > 4) return []
  const { uri, span } = item.word
  const calls = way === '<' ? incomingTraffic(workspace, uri, span.start) : outgoingTraffic(workspace, uri, span.start)
  return calls.flatMap(call => {
    const said = call.said.map(each => textAt(workspace, way === '<' ? call.item.word.uri : uri, each)).join(', ')
    return [
      `${'  '.repeat(depth)}${way} ${title(call.item)}, by ${said}`,
      ...walk(workspace, call.item, way, depth + 1),
    ]
  })
}

function title({ name, detail, word }: TrafficItem): string {
  return `${name} (${detail}, ${word.uri.slice(root.length + 1)})`
}

function textAt(workspace: Workspace, uri: Uri, { start, end }: Span): string {
  return (workspace.textOf(uri) ?? '').slice(start, end)
}

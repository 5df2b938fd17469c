import { applyEdits } from '../../base/edit.ts'
import { fileNameOf } from '../../base/uri.ts'
import { extractFacts } from '../../documents/extract.ts'
import type { OpenDocument } from '../../workspace/types.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { textBefore } from '../../yaml/edit/lines.ts'
import { parseDocument } from '../../yaml/parse.ts'
import { fenced, render } from '../hover/render.ts'
import { viewFrom } from '../hover/view.ts'
import { bodyIn } from '../hover.ts'
import type { Item } from './item.ts'

/** What the hover over the value would say if the item were chosen; of a block what it writes. */
export function documentationOf(
  workspace: Workspace,
  open: OpenDocument | undefined,
  { change, kind }: Item,
): string | undefined {
  if (kind === 'block' || !open) return fenced('yaml', block(change.newText, open ? columnOf(open, change) : 0))
  const { span } = change
  const text = applyEdits(open.text, [{ span, newText: change.newText }])
  const tree = parseDocument(text)
  const facts = extractFacts(tree, open.id, fileNameOf(open.home.uri))
  const now = viewFrom(workspace, open.home.uri)
  const view = {
    ...now,
    graph: workspace.graph.asIf(facts.resources, open.home),
    written: (document: OpenDocument['id'], span: Parameters<typeof now.written>[1]) =>
      document === open.id ? text.slice(span.start, span.end) : now.written(document, span),
  }
  const found = bodyIn({ text, facts, tree }, span.start + change.at + 1, view)
  if (!found) return undefined
  // The pane beside a list is narrow: no pictures, no commands.
  const { lead, mustMatch, notes } = found.body
  return render({ lead, ...(mustMatch && { mustMatch }), ...(notes && { notes }) })
}

/** The lines as they would stand at the left edge. */
function block(text: string, column: number): readonly string[] {
  const [first = '', ...others] = text.trimEnd().split(/\r?\n/)
  const indent = column + (first.length - first.trimStart().length)
  return [first.trimStart(), ...others.map(line => line.slice(indent))]
}

function columnOf({ text }: OpenDocument, { span }: Item['change']): number {
  return textBefore(text, span.start).length
}

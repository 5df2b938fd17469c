import { applyEdits } from '../../../server/src/core/base/edit.ts'
import type { Location, Uri } from '../../../server/src/core/base/place.ts'
import { codeActions, fixAll } from '../../../server/src/core/features/codeActions.ts'
import { hover } from '../../../server/src/core/features/hover.ts'
import type { FileEdit } from '../../../server/src/core/workspace/types.ts'
import type { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import type { Random } from './random.ts'

/**
 * Puts a text into a workspace and asks for everything that an editor would ask for.
 *
 * @throws when anything throws, or when an answer points outside of the text it is about
 */
export function exercise(workspace: Workspace, uri: Uri, text: string, random: Random): void {
  workspace.apply([{ uri, text }])
  const offsets = Array.from({ length: 6 }, () => random.below(text.length + 1))
  for (const finding of workspace.findings(uri)) {
    inBounds(workspace, finding.at)
    for (const { at } of finding.related) inBounds(workspace, at)
    for (const fix of workspace.fixesOf(finding)) applied(workspace, fix.edits)
    offsets.push(finding.at.span.start)
  }
  for (const offset of offsets) {
    const found = hover(workspace, uri, offset)
    if (found) inBounds(workspace, { uri, span: found.span })
    for (const action of codeActions(workspace, uri, { start: offset, end: offset })) applied(workspace, action.edits)
  }
  applied(workspace, fixAll(workspace, uri))
  for (const other of workspace.wiredTo(uri)) workspace.findings(other)
}

function inBounds(workspace: Workspace, { uri, span }: Location): void {
  const text = workspace.textOf(uri)
  if (text === undefined) throw new Error(`${uri} has no text`)
  if (!(0 <= span.start && span.start <= span.end && span.end <= text.length)) {
    throw new Error(`${span.start} to ${span.end} does not lie in a text of ${text.length}`)
  }
}

/** Edits must lie in the text and must not overlap; `applyEdits` sees to the second. */
function applied(workspace: Workspace, edits: readonly FileEdit[]): void {
  for (const uri of new Set(edits.map(edit => edit.uri))) {
    const here = edits.filter(edit => edit.uri === uri)
    for (const { span } of here) inBounds(workspace, { uri, span })
    applyEdits(workspace.textOf(uri) ?? '', here)
  }
}

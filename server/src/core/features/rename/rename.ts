import { valueOf } from '../../base/known.ts'
import type { Uri } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { type PointedAt, symbolsAt } from '../symbol/at.ts'
import { type Change, changesOf, type Refused } from './change.ts'
import { renamingOf } from './subject.ts'

export type { Change, Refused }

export interface Prepared {
  /** What would be typed over, absolute in the file, without quotes. */
  readonly span: Span
  readonly placeholder: string
}

/** Whether what is under the cursor can be renamed; if not, why, or `undefined` where there is nothing to rename. */
export function prepareRename(workspace: Workspace, uri: Uri, offset: number): Prepared | Refused | undefined {
  const all = symbolsAt(workspace, uri, offset)
  const [at] = all
  const value = at && valueOf(at.value)
  if (!at || value === undefined) return undefined
  const refused = isReplaced(workspace, uri, at) ?? all.map(each => renamingOf(workspace, each)).find(isRefused)
  if (refused) return refused
  if (!renamingOf(workspace, at)) return undefined
  const word = nameIn(at, String(value))
  const inside = innerSpan(workspace.textOf(uri) ?? '', at.span, String(value), word)
  return inside ? { span: inside, placeholder: word } : { refused: 'This value comes from somewhere else.' }
}

/** Of the host `shop.prod.svc` the name of the Service, else all of it. */
function nameIn({ symbols, how }: PointedAt, value: string): string {
  const [symbol] = symbols
  const name = symbol?.is === 'service' && how === 'name' ? valueOf(symbol.service.name) : undefined
  return name !== undefined && value.startsWith(`${name}.`) ? name : value
}

/**
 * Everything that has to change when a port, a Service or a label gets another name, or a port another number: what is under the cursor
 * and whoever means it, in all files.
 */
export function rename(
  workspace: Workspace,
  uri: Uri,
  offset: number,
  newName: string,
): readonly Change[] | Refused | undefined {
  const changes = new Map<string, Change>()
  for (const at of symbolsAt(workspace, uri, offset)) {
    const refused = isReplaced(workspace, uri, at)
    if (refused) return refused
    const renaming = renamingOf(workspace, at)
    if (!renaming || isRefused(renaming)) return renaming
    const problem = renaming.problemWith(newName)
    if (problem !== undefined) return { refused: problem }
    const found = changesOf(workspace, renaming.places(newName))
    if (isRefused(found)) return found
    for (const change of found) {
      const { edit } = change
      changes.set(`${edit.uri} ${edit.span.start} ${edit.span.end}`, change)
    }
  }
  return changes.size > 0 ? [...changes.values()] : undefined
}

/** What stands in a part of a build, and in nothing that is made of it: a patch has put something else in its place. */
function isReplaced(workspace: Workspace, uri: Uri, at: PointedAt): Refused | undefined {
  const isMade = workspace.graph.unitOf(at.in) !== undefined
  if (isMade || workspace.unitsOf(uri).length === 0) return undefined
  return {
    refused: 'A Kustomize patch puts something else in the place of this, so it names nothing that is deployed.',
  }
}

function isRefused(found: object | undefined): found is Refused {
  return found !== undefined && 'refused' in found
}

/** The word that is renamed: a value without its quotes, or the value of a `key: value` pair. */
function innerSpan(text: string, span: Span, value: string, word: string): Span | undefined {
  const start = text.slice(span.start, span.end).lastIndexOf(value)
  return start < 0 ? undefined : { start: span.start + start, end: span.start + start + word.length }
}

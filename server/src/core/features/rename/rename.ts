import { valueOf } from '../../base/known.ts'
import type { Uri } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { type PointedAt, symbolAt } from '../symbol/at.ts'
import type { Change } from './change.ts'
import { changesOf, type Refused } from './change.ts'
import { renamingOf } from './subject.ts'

export type { Change, Refused }

export interface Prepared {
  /** What would be typed over, absolute in the file, without quotes. */
  readonly span: Span
  readonly placeholder: string
}

/** Whether what is under the cursor can be renamed; if not, why, or `undefined` where there is nothing to rename. */
export function prepareRename(workspace: Workspace, uri: Uri, offset: number): Prepared | Refused | undefined {
  const at = symbolAt(workspace, uri, offset)
  const value = at && valueOf(at.value)
  if (!at || value === undefined) return undefined
  const renaming = renamingOf(workspace, at)
  if (!renaming || 'refused' in renaming) return renaming
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
  const at = symbolAt(workspace, uri, offset)
  const renaming = at && renamingOf(workspace, at)
  if (!renaming || 'refused' in renaming) return renaming
  const problem = renaming.problemWith(newName)
  return problem === undefined ? changesOf(workspace, renaming.places(newName)) : { refused: problem }
}

/** The word that is renamed: a value without its quotes, or the value of a `key: value` pair. */
function innerSpan(text: string, span: Span, value: string, word: string): Span | undefined {
  const start = text.slice(span.start, span.end).lastIndexOf(value)
  return start < 0 ? undefined : { start: span.start + start, end: span.start + start + word.length }
}

import type { Known } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { DocumentEdit, FixContext } from '../../rules/run/rule.ts'
import { plainText } from '../../rules/support/edits.ts'
import { isPartOfText } from '../../rules/support/referenceEdits.ts'
import type { FileEdit } from '../../workspace/types.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** Why nothing is renamed: a sentence for the user. */
export interface Refused {
  readonly refused: string
}

/** One edit, with what somebody who looks at a preview wants to know. */
export interface Change {
  readonly edit: FileEdit
  readonly group: Group
}

/** Edits of one kind, as a preview shows them. */
export interface Group {
  readonly label: string
  readonly description?: string
  /** True where somebody should look before it is done. */
  readonly confirm?: true
}

/** A value that gets another text, or an edit that is made otherwise. */
export type RenamedPlace = { readonly group: Group } & (
  | { readonly document: DocumentId; readonly value: Known<string | number>; readonly to: string | number }
  | { readonly edit: (context: FixContext) => DocumentEdit | undefined }
)

/** The edits for all places, or why one of them cannot be made: half a rename is none. */
export function changesOf(workspace: Workspace, places: readonly RenamedPlace[]): readonly Change[] | Refused {
  const context: FixContext = { document: id => workspace.treeOf(id) }
  const changes = new Map<string, Change>()
  for (const place of places) {
    const edit = 'edit' in place ? place.edit(context) : writing(context, place.document, place.value, place.to)
    if (!edit) return { refused: 'One of the places is written in a form that cannot be changed, such as an alias.' }
    const { at, exact } = workspace.written({ document: edit.document, span: edit.span })
    if (!exact) return { refused: 'One of the places is made by a build, and stands in no file as it is.' }
    const { uri, span } = at
    const change = { edit: { uri, span, newText: edit.newText }, group: place.group }
    // Two uses may share one word.
    changes.set(`${uri} ${span.start} ${span.end}`, change)
  }
  return [...changes.values()]
}

/** The value in its place: quotes stay as they are, and come where the new text needs them. */
function writing(
  context: FixContext,
  document: DocumentId,
  value: Known<string | number>,
  to: string | number,
): DocumentEdit | undefined {
  if (value.kind !== 'known' || value.via) return undefined
  const { span } = value
  const written = context.document(document).text.slice(span.start, span.end)
  const mark = /^(["'])(.*)\1$/s.exec(written)
  if ((mark?.[2] ?? written) !== String(value.value)) return undefined
  const quote = mark?.[1] ?? ''
  const plain = quote !== '' || typeof to === 'number' || isPartOfText(context, document, span)
  return { document, span, newText: plain ? `${quote}${to}${quote}` : plainText(to) }
}

/** What would be renamed, and how. */
export interface Renaming {
  /** Why it cannot get this name; `undefined` when it can. */
  problemWith(newName: string): string | undefined
  places(newName: string): readonly RenamedPlace[]
}

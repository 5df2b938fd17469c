import {
  type ChangeAnnotation,
  ErrorCodes,
  ResponseError,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { type Change, prepareRename, type Refused, rename } from '../../core/features/rename/rename.ts'
import type { Session } from '../session.ts'
import { rangeOf } from '../toProto.ts'
import { atPosition } from './request.ts'

/** A refusal is an error whose message editors show; where nothing has a name the answer is null. */
export function answerRenames(session: Session): void {
  const { connection, workspace } = session
  connection.onPrepareRename((params, token) =>
    told(
      atPosition(session, params, token, null, ({ uri, lines, offset }) => {
        const found = prepareRename(workspace, uri, offset)
        if (!found || 'refused' in found) return found
        return { range: rangeOf(lines, found.span), placeholder: found.placeholder }
      }),
    ),
  )
  connection.onRenameRequest((params, token) =>
    told(
      atPosition(session, params, token, null, ({ uri, offset }) => {
        const found = rename(workspace, uri, offset, params.newName)
        return !found || 'refused' in found ? found : editOf(session, found)
      }),
    ),
  )
}

async function told<T>(answer: Promise<T | Refused | undefined>): Promise<T | undefined> {
  const found = await answer
  if (isRefused(found)) throw new ResponseError(ErrorCodes.InvalidRequest, found.refused)
  return found
}

function isRefused<T>(answer: T | Refused | undefined): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'refused' in answer
}

/** By file; with headings where the client shows them. */
function editOf(session: Session, changes: readonly Change[]): WorkspaceEdit {
  const annotations: Record<string, ChangeAnnotation> = {}
  const edits: TextDocumentEdit[] = []
  for (const uri of new Set(changes.map(({ edit }) => edit.uri))) {
    const lines = session.workspace.lines(uri)
    if (!lines) continue
    edits.push({
      textDocument: { uri: session.documents.clientUri(uri), version: session.documents.version(uri) ?? null },
      edits: changes
        .filter(({ edit }) => edit.uri === uri)
        .map(({ edit, group }) => {
          const plain = { range: rangeOf(lines, edit.span), newText: edit.newText }
          if (!session.client.changeAnnotations) return plain
          annotations[group.label] = {
            label: group.label,
            needsConfirmation: group.confirm ?? false,
            ...(group.description === undefined ? {} : { description: group.description }),
          }
          return { ...plain, annotationId: group.label }
        }),
    })
  }
  if (session.client.versionedEdits)
    return session.client.changeAnnotations
      ? { documentChanges: edits, changeAnnotations: annotations }
      : { documentChanges: edits }
  return { changes: Object.fromEntries(edits.map(each => [each.textDocument.uri, plainEdits(each)])) }
}

function plainEdits({
  edits,
}: TextDocumentEdit): { range: TextDocumentEdit['edits'][number]['range']; newText: string }[] {
  return edits.flatMap(edit => ('newText' in edit ? [{ range: edit.range, newText: edit.newText }] : []))
}

import type { CancellationToken, Position, TextDocumentIdentifier } from 'vscode-languageserver'
import type { LineIndex } from '../../core/base/lines.ts'
import type { Uri } from '../../core/base/place.ts'
import { uriOf } from '../fromProto.ts'
import type { Session } from '../session.ts'

/** A file in view that a request is about. */
export interface Asked {
  readonly uri: Uri
  readonly lines: LineIndex
}

/**
 * Answers about a file once what was typed is applied.
 *
 * @param nothing the answer about a file that is not in view
 * @returns `undefined` when nobody waits any more
 */
export function inDocument<T, N>(
  session: Session,
  { textDocument }: { readonly textDocument: TextDocumentIdentifier },
  token: CancellationToken,
  nothing: N,
  answer: (asked: Asked) => T,
): Promise<T | N | undefined> {
  const uri = uriOf(textDocument)
  return session.answer(token, () => {
    const lines = session.workspace.lines(uri)
    return lines ? answer({ uri, lines }) : nothing
  })
}

/** The same about a position in the file, as an offset. */
export function atPosition<T, N>(
  session: Session,
  params: { readonly textDocument: TextDocumentIdentifier; readonly position: Position },
  token: CancellationToken,
  nothing: N,
  answer: (asked: Asked & { readonly offset: number }) => T,
): Promise<T | N | undefined> {
  return inDocument(session, params, token, nothing, ({ uri, lines }) =>
    answer({ uri, lines, offset: lines.offsetAt(params.position) }),
  )
}

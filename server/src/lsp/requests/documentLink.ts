import type { DocumentLink } from 'vscode-languageserver'
import { documentLinks } from '../../core/features/documentLinks.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'
import { inDocument } from './request.ts'

/** A place in a file is written as `file#L12`, which editors understand. */
export function answerDocumentLinks(session: Session): void {
  const { connection, workspace, documents } = session
  connection.onDocumentLinks((params, token) =>
    inDocument(session, params, token, [], ({ uri, lines }): DocumentLink[] =>
      documentLinks(workspace, uri).flatMap(({ span, target, tooltip }) => {
        const location = typeof target === 'string' ? undefined : locationOf(session, target)
        const address =
          typeof target === 'string'
            ? documents.clientUri(target)
            : location && `${location.uri}#L${location.range.start.line + 1}`
        return address === undefined ? [] : [{ range: rangeOf(lines, span), target: address, tooltip }]
      }),
    ),
  )
}

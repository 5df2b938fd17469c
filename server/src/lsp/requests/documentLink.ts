import type { DocumentLink } from 'vscode-languageserver'
import { documentLinks } from '../../core/features/documentLinks.ts'
import { uriOf } from '../fromProto.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'

/** A place in a file is written as `file#L12`, which editors understand. */
export function answerDocumentLinks(session: Session): void {
  const { connection, workspace, documents } = session
  connection.onDocumentLinks(({ textDocument }, token) => {
    const uri = uriOf(textDocument)
    return session.answer(token, (): DocumentLink[] => {
      const lines = workspace.lines(uri)
      if (!lines) return []
      return documentLinks(workspace, uri).flatMap(({ span, target, tooltip }) => {
        const location = typeof target === 'string' ? undefined : locationOf(session, target)
        const address =
          typeof target === 'string'
            ? documents.clientUri(target)
            : location && `${location.uri}#L${location.range.start.line + 1}`
        return address === undefined ? [] : [{ range: rangeOf(lines, span), target: address, tooltip }]
      })
    })
  })
}

import { MarkupKind } from 'vscode-languageserver'
import { hover } from '../../core/features/hover.ts'
import { offsetOf, uriOf } from '../fromProto.ts'
import type { Session } from '../session.ts'
import { rangeOf } from '../toProto.ts'

export function answerHovers(session: Session): void {
  session.connection.onHover(({ textDocument, position }, token) => {
    const uri = uriOf(textDocument)
    return session.answer(token, () => {
      const lines = session.workspace.lines(uri)
      const found = lines && hover(session.workspace, uri, offsetOf(lines, position))
      if (!found) return null
      const kind = session.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText
      return { contents: { kind, value: found.markdown }, range: rangeOf(lines, found.span) }
    })
  })
}

import { MarkupKind } from 'vscode-languageserver'
import { hover } from '../../core/features/hover.ts'
import type { Session } from '../session.ts'
import { rangeOf } from '../toProto.ts'
import { atPosition } from './request.ts'

export function answerHovers(session: Session): void {
  const { client, connection, workspace } = session
  const kind = client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText
  connection.onHover((params, token) =>
    atPosition(session, params, token, null, ({ uri, lines, offset }) => {
      const found = hover(workspace, uri, offset)
      return found ? { contents: { kind, value: found.markdown }, range: rangeOf(lines, found.span) } : null
    }),
  )
}

import { type InlayHint, InlayHintKind, type InlayHintLabelPart, MarkupKind } from 'vscode-languageserver'
import type { HintPart } from '../../core/features/inlayHints/hint.ts'
import { inlayHints } from '../../core/features/inlayHints.ts'
import { spanOf, uriOf } from '../fromProto.ts'
import type { Loading } from '../loading.ts'
import { whenOutdated } from '../outdated.ts'
import type { Session } from '../session.ts'
import { locationOf } from '../toProto.ts'
import { inDocument } from './request.ts'

/** Answers wait until the folders are read: what a selector picks is not known before. */
export function answerInlayHints(session: Session, loading: Loading): void {
  const { client, connection, displays, workspace } = session
  const answered = whenOutdated(
    session,
    loading,
    client.refreshInlayHints ? () => connection.languages.inlayHint.refresh() : undefined,
  )
  connection.languages.inlayHint.on(async (params, token) => {
    await loading.done(token)
    const { hints: kinds } = await displays.of(uriOf(params.textDocument))
    return inDocument(session, params, token, [], ({ uri, lines }): InlayHint[] => {
      answered(uri)
      return inlayHints(workspace, uri, spanOf(lines, params.range), kinds).map(hint => ({
        position: lines.positionAt(hint.offset),
        label: hint.parts.map(part => labelPart(session, part)),
        kind: InlayHintKind.Parameter,
        tooltip: { kind: MarkupKind.Markdown, value: hint.tooltip },
        paddingLeft: true,
      }))
    })
  })
}

function labelPart(session: Session, { text, target }: HintPart): InlayHintLabelPart {
  const location = target && locationOf(session, target)
  return location ? { value: text, location } : { value: text }
}

import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver'
import type { LineIndex } from '../../core/base/lines.ts'
import { documentSymbols, type OutlineItem } from '../../core/features/documentSymbols.ts'
import { workspaceSymbols } from '../../core/features/workspaceSymbols.ts'
import type { Loading } from '../loading.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'
import { inDocument } from './request.ts'

const kinds: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  service: SymbolKind.Interface,
  workload: SymbolKind.Class,
  resource: SymbolKind.Object,
  container: SymbolKind.Module,
  port: SymbolKind.Number,
  pointer: SymbolKind.Event,
}

/** The outline needs the file only; a search waits until the folders are read. */
export function answerSymbols(session: Session, loading: Loading): void {
  const { connection, workspace } = session
  connection.onDocumentSymbol((params, token) =>
    inDocument(session, params, token, [], ({ uri, lines }) =>
      documentSymbols(workspace, uri).map(item => symbolOf(lines, item)),
    ),
  )
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    await loading.done(token)
    return session.answer(token, (): SymbolInformation[] =>
      workspaceSymbols(workspace, query).flatMap(({ kind, name, container, at }) => {
        const location = locationOf(session, at)
        return location ? [{ name, kind: kinds[kind], containerName: container, location }] : []
      }),
    )
  })
}

function symbolOf(lines: LineIndex, { kind, name, detail, whole, word, children }: OutlineItem): DocumentSymbol {
  return {
    name,
    detail,
    kind: kinds[kind],
    range: rangeOf(lines, whole),
    selectionRange: rangeOf(lines, word),
    children: children.map(child => symbolOf(lines, child)),
  }
}

import { type CallHierarchyItem, SymbolKind, type TextDocumentPositionParams } from 'vscode-languageserver'
import {
  incomingTraffic,
  outgoingTraffic,
  prepareTraffic,
  type TrafficCall,
  type TrafficItem,
} from '../../core/features/callHierarchy.ts'
import { uriOf } from '../fromProto.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'
import { atPosition } from './request.ts'

const kinds: Readonly<Record<TrafficItem['kind'], SymbolKind>> = {
  'service-port': SymbolKind.Interface,
  'container-port': SymbolKind.Method,
  resource: SymbolKind.Event,
}

export function answerCallHierarchy(session: Session): void {
  const { connection, workspace } = session
  const { callHierarchy } = connection.languages

  callHierarchy.onPrepare((params, token) =>
    atPosition(session, params, token, null, ({ uri, offset }) => {
      const shown = prepareTraffic(workspace, uri, offset).flatMap(item => itemOf(session, item))
      return shown.length > 0 ? shown : null
    }),
  )
  // An item is known again by the word that it stands at.
  callHierarchy.onIncomingCalls(({ item }, token) =>
    atPosition(session, wordOf(item), token, [], ({ uri, offset }) =>
      incomingTraffic(workspace, uri, offset).flatMap(call =>
        itemOf(session, call.item).map(from => ({ from, fromRanges: ranges(session, call, from.uri) })),
      ),
    ),
  )
  callHierarchy.onOutgoingCalls(({ item }, token) =>
    atPosition(session, wordOf(item), token, [], ({ uri, offset }) =>
      outgoingTraffic(workspace, uri, offset).flatMap(call =>
        itemOf(session, call.item).map(to => ({ to, fromRanges: ranges(session, call, item.uri) })),
      ),
    ),
  )
}

function wordOf({ uri, selectionRange }: CallHierarchyItem): TextDocumentPositionParams {
  return { textDocument: { uri }, position: selectionRange.start }
}

function itemOf(session: Session, { kind, name, detail, whole, word }: TrafficItem): CallHierarchyItem[] {
  const [range, selection] = [locationOf(session, whole), locationOf(session, word)]
  if (!range || !selection) return []
  return [{ name, detail, kind: kinds[kind], uri: range.uri, range: range.range, selectionRange: selection.range }]
}

function ranges({ workspace }: Session, { said }: TrafficCall, uri: string): CallHierarchyItem['range'][] {
  const lines = workspace.lines(uriOf({ uri }))
  return lines ? said.map(span => rangeOf(lines, span)) : []
}

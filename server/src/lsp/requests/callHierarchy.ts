import { type CallHierarchyItem, SymbolKind } from 'vscode-languageserver'
import {
  incomingTraffic,
  outgoingTraffic,
  prepareTraffic,
  type TrafficCall,
  type TrafficItem,
} from '../../core/features/callHierarchy.ts'
import { offsetOf, uriOf } from '../fromProto.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'

const kinds: Readonly<Record<TrafficItem['kind'], SymbolKind>> = {
  'service-port': SymbolKind.Interface,
  'container-port': SymbolKind.Method,
  resource: SymbolKind.Event,
}

export function answerCallHierarchy(session: Session): void {
  const { connection, workspace } = session
  const { callHierarchy } = connection.languages

  callHierarchy.onPrepare(({ textDocument, position }, token) => {
    const uri = uriOf(textDocument)
    return session.answer(token, () => {
      const lines = workspace.lines(uri)
      const items = lines ? prepareTraffic(workspace, uri, offsetOf(lines, position)) : []
      const shown = items.flatMap(item => itemOf(session, item))
      return shown.length > 0 ? shown : null
    })
  })
  callHierarchy.onIncomingCalls(({ item }, token) =>
    session.answer(token, () =>
      calls(session, item, incomingTraffic).flatMap(call =>
        itemOf(session, call.item).map(from => ({ from, fromRanges: ranges(session, call, from.uri) })),
      ),
    ),
  )
  callHierarchy.onOutgoingCalls(({ item }, token) =>
    session.answer(token, () =>
      calls(session, item, outgoingTraffic).flatMap(call =>
        itemOf(session, call.item).map(to => ({ to, fromRanges: ranges(session, call, item.uri) })),
      ),
    ),
  )
}

/** An item is known again by the word that it stands at. */
function calls({ workspace }: Session, item: CallHierarchyItem, find: typeof incomingTraffic): readonly TrafficCall[] {
  const uri = uriOf(item)
  const lines = workspace.lines(uri)
  return lines ? find(workspace, uri, offsetOf(lines, item.selectionRange.start)) : []
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

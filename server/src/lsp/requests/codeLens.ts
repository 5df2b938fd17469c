import { type CodeLens, type Command, type Position, Range } from 'vscode-languageserver'
import type { Location, Uri } from '../../core/base/place.ts'
import { canonicalUri } from '../../core/base/uri.ts'
import type { LensAction } from '../../core/features/codeLens/lens.ts'
import { codeLenses, type Lens, lensKinds, resolveLens } from '../../core/features/codeLens.ts'
import type { ResourceId } from '../../core/k8s/facts/base.ts'
import type { ClientFacts } from '../client.ts'
import { uriOf } from '../fromProto.ts'
import type { Loading } from '../loading.ts'
import { whenOutdated } from '../outdated.ts'
import { fieldOf, numberIn, textIn } from '../sent.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'
import { inDocument } from './request.ts'

/** What a lens does is a command of the client: without these there is nothing to click. */
export function showsLenses({ options }: ClientFacts): boolean {
  return options.peekCommand !== undefined && options.explainCommand !== undefined
}

/** A lens before its words are asked for. */
interface Unresolved extends Pick<Lens, 'kind' | 'resource' | 'index'> {
  readonly uri: Uri
}

/** A lens about something that is gone: the client has asked for new ones already. */
const nothing: Command = { title: '', command: '' }

export function answerCodeLenses(session: Session, loading: Loading): void {
  const { client, connection, displays, workspace } = session
  if (!showsLenses(client)) return
  const answered = whenOutdated(
    session,
    loading,
    client.refreshCodeLenses ? () => connection.sendRequest('workspace/codeLens/refresh') : undefined,
  )
  connection.onCodeLens(async (params, token) => {
    await loading.done(token)
    const { lenses: isWanted } = await displays.of(uriOf(params.textDocument))
    return inDocument(session, params, token, [], ({ uri, lines }): CodeLens[] => {
      answered(uri)
      if (!isWanted) return []
      return codeLenses(workspace, uri).map(({ span, ...lens }) => ({
        range: rangeOf(lines, span),
        data: { ...lens, uri } satisfies Unresolved,
      }))
    })
  })
  connection.onCodeLensResolve(async (lens, token) => {
    const command = await session.answer(token, () => commandOf(session, lens))
    return { ...lens, command: command ?? nothing }
  })
}

function commandOf(session: Session, { data, range }: CodeLens): Command | undefined {
  const wanted = readUnresolved(data)
  const resolved = wanted && resolveLens(session.workspace, wanted.uri, wanted)
  if (!resolved) return undefined
  const { title, action } = resolved
  return action ? { title, ...actionOf(session, wanted.uri, range, action) } : { title, command: '' }
}

function actionOf(session: Session, uri: Uri, { start }: Range, action: LensAction): Omit<Command, 'title'> {
  const { peekCommand = '', explainCommand = '' } = session.client.options
  if (action.does === 'explain') return { command: explainCommand, arguments: explained(session, action.at, start) }
  const locations = action.locations.flatMap(at => locationOf(session, at) ?? [])
  return { command: peekCommand, arguments: [session.documents.clientUri(uri), start, locations] }
}

function explained(session: Session, at: Location, otherwise: Position): [string, Position] {
  const location = locationOf(session, at)
  return [session.documents.clientUri(at.uri), location?.range.start ?? otherwise]
}

function readUnresolved(data: unknown): Unresolved | undefined {
  const kind = lensKinds.find(each => each === fieldOf(data, 'kind'))
  const [uri, resource] = [textIn(data, 'uri'), fieldOf(data, 'resource')]
  if (!kind || uri === undefined || !isId(resource)) return undefined
  return { kind, resource, index: numberIn(data, 'index') ?? 0, uri: canonicalUri(uri) }
}

/** Any text will do: what is no id is found nowhere. */
function isId(value: unknown): value is ResourceId {
  return typeof value === 'string'
}

import { type CodeLens, type Command, type Position, Range } from 'vscode-languageserver'
import type { Location, Uri } from '../../core/base/place.ts'
import { canonicalUri } from '../../core/base/uri.ts'
import type { LensAction } from '../../core/features/codeLens/lens.ts'
import { codeLenses, type Lens, lensKinds, resolveLens } from '../../core/features/codeLens.ts'
import type { ResourceId } from '../../core/k8s/resource.ts'
import type { ClientFacts } from '../client.ts'
import { uriOf } from '../fromProto.ts'
import type { Loading } from '../loading.ts'
import { whenOutdated } from '../outdated.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'

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
  connection.onCodeLens(async ({ textDocument }, token) => {
    const uri = uriOf(textDocument)
    await loading.done(token)
    const { lenses: isWanted } = await displays.of(uri)
    return session.answer(token, (): CodeLens[] => {
      const lines = workspace.lines(uri)
      if (!lines) return []
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

/** `data` comes back from the client: it is looked at before it is believed. */
function readUnresolved(data: unknown): Unresolved | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const kind = 'kind' in data ? lensKinds.find(each => each === data.kind) : undefined
  if (!kind || !('uri' in data && typeof data.uri === 'string')) return undefined
  if (!('resource' in data && isId(data.resource))) return undefined
  const index = 'index' in data && typeof data.index === 'number' ? data.index : 0
  return { kind, resource: data.resource, index, uri: canonicalUri(data.uri) }
}

/** Any text will do: what is no id is found nowhere. */
function isId(value: unknown): value is ResourceId {
  return typeof value === 'string'
}

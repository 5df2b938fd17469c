import { type CancellationToken, Position } from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import { explainPort, kubectlScript } from '../../core/features/path.ts'
import type { Workspace } from '../../core/workspace/workspace.ts'
import { offsetOf, uriOf } from '../fromProto.ts'
import type { Loading } from '../loading.ts'
import {
  type ExplainPortResult,
  explainPortRequest,
  type KubectlCommandsResult,
  kubectlCommandsRequest,
  type PortParams,
} from '../protocol.ts'
import type { Session } from '../session.ts'

export function answerExplanations(session: Session, loading: Loading): void {
  const { connection } = session
  connection.onRequest(explainPortRequest, async (params: unknown, token): Promise<ExplainPortResult> => {
    return (await at(session, loading, params, token, explainPort)) ?? null
  })
  connection.onRequest(kubectlCommandsRequest, async (params: unknown, token): Promise<KubectlCommandsResult> => {
    return { script: (await at(session, loading, params, token, kubectlScript)) ?? null }
  })
}

/** Asks about a place once the folders are read: pages are read for longer than a hover, so they wait for the whole truth. */
async function at<T>(
  session: Session,
  loading: Loading,
  params: unknown,
  token: CancellationToken,
  ask: (workspace: Workspace, uri: Uri, offset: number) => T | undefined,
): Promise<T | undefined> {
  if (!isPlace(params)) return undefined
  const uri = uriOf(params.textDocument)
  await loading.done(token)
  return session.answer(token, () => {
    const lines = session.workspace.lines(uri)
    return lines && ask(session.workspace, uri, offsetOf(lines, params.position))
  })
}

function isPlace(params: unknown): params is PortParams {
  if (typeof params !== 'object' || params === null || !('textDocument' in params && 'position' in params)) return false
  const { textDocument, position } = params
  return (
    typeof textDocument === 'object' &&
    textDocument !== null &&
    'uri' in textDocument &&
    typeof textDocument.uri === 'string' &&
    Position.is(position)
  )
}

import { type CancellationToken, Position } from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import { explainPort, kubectlScript } from '../../core/features/path.ts'
import type { Workspace } from '../../core/workspace/workspace.ts'
import type { Loading } from '../loading.ts'
import {
  type ExplainPortResult,
  explainPortRequest,
  type KubectlCommandsResult,
  kubectlCommandsRequest,
} from '../protocol.ts'
import { fieldOf, textIn } from '../sent.ts'
import type { Session } from '../session.ts'
import { atPosition } from './request.ts'

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
  const [uri, position] = [textIn(fieldOf(params, 'textDocument'), 'uri'), fieldOf(params, 'position')]
  if (uri === undefined || !Position.is(position)) return undefined
  await loading.done(token)
  return atPosition(session, { textDocument: { uri }, position }, token, undefined, asked =>
    ask(session.workspace, asked.uri, asked.offset),
  )
}

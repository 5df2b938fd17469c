import type { Uri } from '../core/base/place.ts'
import { helmTemplateMessage } from '../core/workspace/charts.ts'
import type { Workspace } from '../core/workspace/workspace.ts'
import type { Loading } from './loading.ts'
import { type LeftAlone, type StatusParams, statusNotification } from './protocol.ts'
import type { Session } from './session.ts'

/** Tells the client how things stand, where it wants to know, and only when it changed. */
export function tellStatus(session: Session, loading: Loading): () => void {
  let last = ''
  return () => {
    if (!session.client.options.status) return
    const status = statusOf(session, loading)
    const text = JSON.stringify(status)
    if (text === last) return
    last = text
    session.connection.sendNotification(statusNotification, status).catch(session.log.failure)
  }
}

function statusOf(session: Session, loading: Loading): StatusParams {
  const { files, resources, skipped } = session.workspace.statistics()
  return { loading: loading.busy, files, resources, skipped, leftAlone: leftAlone(session) }
}

function leftAlone({ documents, workspace }: Session): readonly LeftAlone[] {
  const templates = documents.templates().map(
    (uri): LeftAlone => ({
      uri: documents.clientUri(uri),
      kind: 'helm-template',
      message: helmTemplateMessage,
    }),
  )
  const parts = workspace.incompleteBuilds().flatMap(({ missing }) => missing)
  const others = documents.uris().flatMap((uri): readonly LeftAlone[] => {
    const status = workspace.statusOf(uri)
    if (status?.kind === 'helm-template' || status?.kind === 'limit')
      return [{ uri: documents.clientUri(uri), kind: status.kind, message: status.message }]
    const message = notYaml(workspace, uri)
    if (message !== undefined) return [{ uri: documents.clientUri(uri), kind: 'not-yaml', message }]
    const missing = parts.filter(({ at }) => at.uri === uri)
    return missing.length > 0
      ? [{ uri: documents.clientUri(uri), kind: 'incomplete', message: missingText(missing) }]
      : []
  })
  return [...templates, ...others]
}

/** @example "2 parts of what is built here are not in view: there is no file web.yaml; charts are rendered with --enable-helm only." */
function missingText(missing: readonly { readonly reason: string }[]): string {
  const reasons = [...new Set(missing.map(({ reason }) => reason))]
  const what =
    reasons.length === 1 ? '1 part of what is built here is' : `${reasons.length} parts of what is built here are`
  return `${what} not in view: ${reasons.join('; ')}.`
}

/** Of several places the first: the others are told when that one is right. */
function notYaml(workspace: Workspace, uri: Uri): string | undefined {
  const [first] = workspace.unreadable(uri)
  const line = first && workspace.lines(uri)?.positionAt(first.at.span.start).line
  if (!first || line === undefined) return undefined
  const what = first.whole ? 'This file' : 'A part of this file'
  return `${what} is not valid YAML and is not checked. Line ${line + 1}: ${first.reason}.`
}

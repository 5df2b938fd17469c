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
      message:
        'Helm template: Portolan leaves it alone. Render the chart (`helm template`) to have its manifests checked.',
    }),
  )
  const others = documents.uris().flatMap((uri): readonly LeftAlone[] => {
    const status = workspace.statusOf(uri)
    if (status?.kind !== 'helm-template' && status?.kind !== 'limit') return []
    return [{ uri: documents.clientUri(uri), kind: status.kind, message: status.message }]
  })
  return [...templates, ...others]
}

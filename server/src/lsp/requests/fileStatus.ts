import type { Uri } from '../../core/base/place.ts'
import type { Severity } from '../../core/rules/run/rule.ts'
import { uriOf } from '../fromProto.ts'
import type { Loading } from '../loading.ts'
import { checkWorkspaceRequest, type FileStatusResult, fileStatusRequest } from '../protocol.ts'
import { textIn } from '../sent.ts'
import type { Session } from '../session.ts'

export function answerFileStatus(session: Session, loading: Loading): void {
  const { connection, documents, updates } = session
  connection.onRequest(fileStatusRequest, async (params: unknown, token): Promise<FileStatusResult> => {
    const uri = textIn(params, 'uri')
    if (uri === undefined) return null
    await loading.done(token)
    return (await session.answer(token, () => statusOf(session, uriOf({ uri })))) ?? null
  })
  connection.onRequest(checkWorkspaceRequest, (): null => {
    session.showsAll = true
    updates.announce(new Set(documents.uris()))
    return null
  })
}

function statusOf({ workspace }: Session, uri: Uri): FileStatusResult {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return null
  const resources = workspace.documentsOf(uri).reduce((sum, { facts }) => sum + facts.resources.length, 0)
  const findings: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 }
  for (const { severity } of workspace.findings(uri)) findings[severity]++
  return { resources, findings, ...workspace.unitOf(uri) }
}

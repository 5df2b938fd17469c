import type { Uri } from '../core/base/place.ts'
import type { Loading } from './loading.ts'
import type { Session } from './session.ts'

/**
 * Notices when answers about an open document rest on what is no longer so: an edit in another file, other settings. A client
 * asks again by itself only for the document that it edits.
 *
 * @param refresh asks the client to ask again; absent where it cannot
 * @returns to be called with each document that was answered for
 */
export function whenOutdated(
  session: Session,
  loading: Loading,
  refresh: (() => Promise<void>) | undefined,
): (uri: Uri) => void {
  if (!refresh) return () => undefined
  const revisions = new Map<Uri, number>()
  session.onQuiet(affected => {
    if (loading.busy) return
    const isOutdated = (uri: Uri): boolean => (revisions.get(uri) ?? Infinity) < session.workspace.revision
    if (!session.documents.uris().some(uri => affected.has(uri) && isOutdated(uri))) return
    revisions.clear()
    refresh().catch(session.log.failure)
  })
  return uri => void revisions.set(uri, session.workspace.revision)
}

import type { Uri } from '../../core/base/place.ts'
import type { Loading } from '../loading.ts'
import type { Session } from '../session.ts'
import { differences } from './differences.ts'
import { nothing, type Report, reportOf } from './report.ts'

/** For clients that cannot pull: the edited document at once, everything wired to it when nothing changed for a moment. */
export function pushDiagnostics(session: Session, loading: Loading): void {
  const told = new Map<Uri, string>()
  const versions = new Map<Uri, number | undefined>()
  let run = 0

  session.onApplied(affected => {
    if (loading.busy) return
    for (const uri of session.documents.uris()) {
      if (!affected.has(uri) || versions.get(uri) === session.documents.version(uri)) continue
      const report = reportOf(session, uri)
      if (report.id === (told.get(uri) ?? nothing.id)) continue
      told.set(uri, report.id)
      publish(uri, report)
    }
  })

  session.onQuiet(() => {
    if (!loading.busy) publishDifferences().catch(session.log.failure)
  })

  async function publishDifferences(): Promise<void> {
    const mine = ++run
    for await (const { uri, report } of differences(session, told, () => mine !== run)) publish(uri, report)
  }

  function publish(uri: Uri, { items }: Report): void {
    const version = session.documents.version(uri)
    versions.set(uri, version)
    const params = { uri: session.documents.clientUri(uri), diagnostics: items }
    session.connection
      .sendDiagnostics(version === undefined ? params : { ...params, version })
      .catch(session.log.failure)
  }
}

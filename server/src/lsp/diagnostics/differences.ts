import type { Uri } from '../../core/base/place.ts'
import type { Session } from '../session.ts'
import { nothing, type Report, reportOf, shownFiles } from './report.ts'

/** The longest that looking through files keeps messages waiting, in milliseconds. */
const slice = 10

/**
 * The reports that differ from what the client was told, with the files that are no longer to be shown among them.
 * `told` is brought up to date, report by report, so that nothing is told twice.
 */
export async function* differences(
  session: Session,
  told: Map<Uri, string>,
  stopped: () => boolean,
): AsyncGenerator<{ readonly uri: Uri; readonly report: Report }> {
  const shown = shownFiles(session)
  let from = session.host.now()
  for (const uri of new Set([...shown, ...told.keys()])) {
    if (session.host.now() - from > slice) {
      await session.host.breathe()
      from = session.host.now()
    }
    if (stopped()) return
    const report = shown.has(uri) ? reportOf(session, uri) : nothing
    if (report.id === (told.get(uri) ?? nothing.id)) continue
    if (report.id === nothing.id) told.delete(uri)
    else told.set(uri, report.id)
    yield { uri, report }
  }
}

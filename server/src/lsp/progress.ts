import type { Session } from './session.ts'

export interface Progress {
  report(done: number): void
  done(): void
}

/** Fewer items than this are done before anybody could read about it. */
const worthTelling = 200

/** Shows progress in the editor, where it can, until `done`. */
export async function progressOf({ client, connection }: Session, title: string, total: number): Promise<Progress> {
  if (!client.workDoneProgress || total < worthTelling) return { report: () => undefined, done: () => undefined }
  const progress = await connection.window.createWorkDoneProgress()
  progress.begin(`Portolan: ${title}`, 0, `0 of ${total}`)
  return {
    report: done => progress.report(Math.round((100 * done) / total), `${done} of ${total}`),
    done: () => progress.done(),
  }
}

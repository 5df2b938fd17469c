import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  WatchKind,
} from 'vscode-languageserver'
import type { Uri } from '../core/base/place.ts'
import { canonicalUri, fileNameOf, folderUri } from '../core/base/uri.ts'
import { ignoreFileName, watchedFiles } from '../files/policy.ts'
import type { Loading } from './loading.ts'
import type { Session } from './session.ts'
import { fetchSettings } from './settings.ts'

/** Milliseconds in which events of the disk are gathered: a checkout touches hundreds of files at once. */
const gatherTime = 50

/** Editors report a deleted folder as one event, without its files: hence the second watcher. */
const watchers: DidChangeWatchedFilesRegistrationOptions = {
  watchers: [{ globPattern: watchedFiles }, { globPattern: '**', kind: WatchKind.Delete }],
}

/** Follows what changes outside of the open documents: files, folders, settings. Call before `initialized`. */
export function watchEverything(session: Session, loading: Loading): void {
  watchFiles(session, loading)
  watchSettings(session, loading)
}

/** Registers what the client lets be registered, reads the settings, then the folders: from the start, the answers wait. */
export async function start(session: Session, loading: Loading, initialized: Promise<void>): Promise<void> {
  const { client, connection, log } = session
  const prepared = loading.prepare(async () => {
    await initialized
    // Any earlier, and the library would ask the client to register what the server's capabilities say already.
    watchFolders(session, loading)
    if (client.watching) connection.client.register(DidChangeWatchedFilesNotification.type, watchers).catch(log.failure)
    if (client.configurationChanges)
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'portolan' }).catch(log.failure)
    await takeSettings(session, undefined)
  })
  await Promise.all([prepared, loading.load(client.folders)])
}

function watchFiles({ connection, host, log }: Session, loading: Loading): void {
  let changed = new Set<Uri>()
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changed.size === 0) {
      host.after(gatherTime, () => {
        const all = [...changed]
        changed = new Set()
        const read = all.some(uri => fileNameOf(uri) === ignoreFileName) ? loading.reload() : loading.refresh(all)
        read.catch(log.failure)
      })
    }
    for (const { uri } of changes) changed.add(canonicalUri(uri))
  })
}

function watchFolders(session: Session, loading: Loading): void {
  const { client, connection, log, workspace } = session
  if (!client.workspaceFolders) return
  let folders = client.folders
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const left = new Set(removed.map(({ uri }) => folderUri(uri)))
    folders = [...folders.filter(folder => !left.has(folder)), ...added.map(({ uri }) => folderUri(uri))]
    workspace.setFolders(folders)
    loading.load(folders).catch(log.failure)
  })
}

function watchSettings(session: Session, loading: Loading): void {
  session.connection.onDidChangeConfiguration(async ({ settings }) => {
    try {
      const before = JSON.stringify(session.settings.globs)
      await takeSettings(session, settings?.portolan)
      if (JSON.stringify(session.settings.globs) !== before) await loading.reload()
    } catch (error) {
      session.log.failure(error)
    }
  })
}

async function takeSettings(session: Session, sent: unknown): Promise<void> {
  const { client, connection, displays, log, updates, workspace } = session
  session.settings = await fetchSettings(connection, client, sent, log)
  displays.forget()
  updates.announce(workspace.configure(session.settings.engine).affected)
}

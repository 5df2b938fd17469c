import type { CancellationToken } from 'vscode-languageserver'
import type { Uri } from '../core/base/place.ts'
import { schemeOf } from '../core/base/uri.ts'
import type { FileChange } from '../core/workspace/types.ts'
import { type AsyncFiles, runAsync } from '../files/steps.ts'
import { type Found, walk } from '../files/walk.ts'
import { clientFiles } from './clientFiles.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'

/** So many files are read at a time, so that neither memory nor a slow disk is asked for too much. */
const batchSize = 100

/** Keeps the workspace in step with the folders that are open: reads them, and what changes in them. */
export class Loading {
  readonly #session: Session
  readonly #client: AsyncFiles | undefined
  /** Every file read from a folder, so that what is gone is noticed. */
  readonly #known = new Set<Uri>()
  #folders: readonly Uri[] = []
  /** What the walk through each folder has found. */
  #found: readonly Found[] = []
  /** Rises when folders or settings change: work for older ones stops. */
  #generation = 0
  #work: Promise<void> = Promise.resolve()
  #busy = 0

  constructor(session: Session) {
    this.#session = session
    this.#client = session.client.options.clientFiles ? clientFiles(session.connection) : undefined
  }

  get busy(): boolean {
    return this.#busy > 0
  }

  /** Resolves when the folders are read, or nobody waits any more: until then nothing can be said about missing things. */
  async done(token: CancellationToken): Promise<void> {
    while (this.#busy > 0 && !token.isCancellationRequested) {
      await Promise.race([this.#work, new Promise<void>(resolve => token.onCancellationRequested(() => resolve()))])
    }
  }

  /** Something to be done before anything is read. */
  prepare(task: () => Promise<void>): Promise<void> {
    return this.#enqueue(task)
  }

  /** Reads these folders, and forgets what is in none of them any more. */
  load(folders: readonly Uri[]): Promise<void> {
    this.#folders = folders
    const generation = ++this.#generation
    return this.#enqueue(() => this.#load(generation))
  }

  /** The same folders again, because other files in them count now. */
  reload(): Promise<void> {
    return this.load(this.#folders)
  }

  /** Files that were created, changed, deleted or closed. A deleted folder stands for all that was in it. */
  refresh(uris: readonly Uri[]): Promise<void> {
    return this.#enqueue(async () => {
      const gone = [...this.#known].filter(file => uris.some(uri => file.startsWith(`${uri}/`)))
      for (const file of [...uris, ...gone]) await this.#refresh(file)
    })
  }

  async #load(generation: number): Promise<void> {
    const session = this.#session
    const found: Found[] = []
    for (const folder of this.#folders) {
      const system = this.#systemOf(folder)
      if (system) found.push(await runAsync(walk(folder, session.settings.excluded), system))
      if (generation !== this.#generation) return
    }
    this.#found = found
    const all = new Set(found.flatMap(({ files }) => files))
    await this.#apply([...this.#known].filter(file => !all.has(file)).map(uri => ({ uri, text: undefined })))
    const files = [...all].sort()
    const progress = await progressOf(session, 'Reading manifests', files.length)
    try {
      for (let from = 0; from < files.length; from += batchSize) {
        if (generation !== this.#generation) return
        const batch = files.slice(from, from + batchSize)
        await this.#apply(await Promise.all(batch.map(uri => this.#read(uri))))
        progress.report(from + batch.length)
      }
    } finally {
      progress.done()
    }
    session.log.info(`Read ${files.length} files in ${this.#folders.length} folders.`)
  }

  async #refresh(file: Uri): Promise<void> {
    const accepted = this.#found.some(found => found.accepts(file))
    await this.#apply([accepted ? await this.#read(file) : { uri: file, text: undefined }])
  }

  async #read(uri: Uri): Promise<FileChange> {
    return { uri, text: await this.#systemOf(uri)?.read(uri) }
  }

  /** What is open in the editor counts, not the disk. */
  #apply(changes: readonly FileChange[]): Promise<void> {
    for (const { uri, text } of changes) {
      if (text === undefined) this.#known.delete(uri)
      else this.#known.add(uri)
    }
    return this.#session.updates.inSteps(changes, ({ uri }) => !this.#session.documents.has(uri))
  }

  #systemOf(uri: Uri): AsyncFiles | undefined {
    return schemeOf(uri) === 'file' ? (this.#session.host.files ?? this.#client) : this.#client
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    this.#busy++
    const before = this.#work
    this.#work = (async () => {
      await before
      try {
        await task()
      } catch (error) {
        this.#session.log.failure(error)
      } finally {
        this.#busy--
        if (this.#busy === 0) this.#session.updates.announce(new Set(this.#session.documents.uris()))
      }
    })()
    return this.#work
  }
}

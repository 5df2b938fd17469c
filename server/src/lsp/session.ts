import type { CancellationToken, Connection } from 'vscode-languageserver'
import type { Uri } from '../core/base/place.ts'
import { Workspace } from '../core/workspace/workspace.ts'
import type { ClientFacts } from './client.ts'
import { Displays } from './display.ts'
import { Documents } from './documents.ts'
import type { Host } from './host.ts'
import { type Log, logTo } from './log.ts'
import { type EditorSettings, settingsFrom } from './settings.ts'
import { Updates } from './updates.ts'

/** Milliseconds without a change after which other files than the edited one are looked at. */
const quietTime = 200

type OnQuiet = (affected: ReadonlySet<Uri>) => void

/** One editor window, from `initialize` to `exit`: what the request handlers share. */
export class Session {
  readonly connection: Connection
  readonly host: Host
  readonly client: ClientFacts
  readonly log: Log
  readonly documents = new Documents()
  readonly workspace: Workspace
  readonly updates: Updates
  readonly displays = new Displays(this)
  settings: EditorSettings
  /** True when somebody has asked for the findings of all files. */
  showsAll = false
  readonly #onQuiet: OnQuiet[] = []
  readonly #onApplied: OnQuiet[] = []
  #affected = new Set<Uri>()
  #stopWaiting: (() => void) | undefined

  constructor(connection: Connection, host: Host, client: ClientFacts) {
    this.connection = connection
    this.host = host
    this.client = client
    this.log = logTo(connection)
    this.settings = settingsFrom(undefined, this.log)
    const broken = new Set<string>()
    this.workspace = new Workspace({
      folders: client.folders,
      onRuleFailure: ({ rule, error }) => {
        if (broken.has(rule)) return
        broken.add(rule)
        this.log.failure(error)
      },
    })
    this.updates = new Updates(this.workspace, host, affected => this.#applied(affected))
  }

  /** Called with the files whose findings may differ, as soon as a change is applied. */
  onApplied(listener: OnQuiet): void {
    this.#onApplied.push(listener)
  }

  /** The same, when nothing has changed for a moment. */
  onQuiet(listener: OnQuiet): void {
    this.#onQuiet.push(listener)
  }

  /** Applies what was typed, then answers. `undefined` when nobody waits any more. */
  async answer<T>(token: CancellationToken, compute: () => T | Promise<T>): Promise<T | undefined> {
    try {
      await this.updates.upToDate()
      return token.isCancellationRequested ? undefined : await compute()
    } catch (error) {
      this.log.failure(error)
      return undefined
    }
  }

  #applied(affected: ReadonlySet<Uri>): void {
    for (const uri of affected) this.#affected.add(uri)
    for (const listener of this.#onApplied) this.#guarded(() => listener(affected))
    this.#stopWaiting?.()
    this.#stopWaiting = this.host.after(quietTime, () => {
      this.#stopWaiting = undefined
      const all = this.#affected
      this.#affected = new Set()
      for (const listener of this.#onQuiet) this.#guarded(() => listener(all))
    })
  }

  #guarded(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.log.failure(error)
    }
  }
}

import type { Uri } from '../core/base/place.ts'
import type { FileChange } from '../core/workspace/types.ts'
import type { Workspace } from '../core/workspace/workspace.ts'
import type { Host } from './host.ts'

/** The longest that one stretch of work keeps messages waiting, in milliseconds. */
const slice = 10

/** Changes with no more text than this are applied in one go: parsing takes a few milliseconds at most. */
const smallText = 50_000

type OnApplied = (affected: ReadonlySet<Uri>) => void

/**
 * Everything that changes the workspace goes through here: edits are noted and applied when somebody asks, so that a
 * burst of keystrokes costs one; large changes are applied in slices, one after the other.
 */
export class Updates {
  readonly #workspace: Workspace
  readonly #host: Host
  readonly #onApplied: OnApplied
  readonly #noted = new Map<Uri, string | undefined>()
  /** The newest text that an edit gave to a file: an older one whose turn comes later is dropped. */
  readonly #newest = new Map<Uri, FileChange>()
  #lastInSteps: Promise<void> = Promise.resolve()
  #largeEdit: Promise<void> | undefined

  constructor(workspace: Workspace, host: Host, onApplied: OnApplied) {
    this.#workspace = workspace
    this.#host = host
    this.#onApplied = onApplied
  }

  /** Notes an edit. It counts from the next `upToDate` on. */
  note(uri: Uri, text: string | undefined): void {
    this.#noted.set(uri, text)
  }

  /** Resolves when all that was noted is applied; at once, if it is little. */
  async upToDate(): Promise<void> {
    while (this.#noted.size > 0 || this.#largeEdit) {
      if (this.#noted.size > 0) this.#applyNoted()
      if (this.#largeEdit) await this.#largeEdit
    }
  }

  /** Applies changes in slices, after those that were given before. `wanted` is asked when their turn comes. */
  inSteps(changes: readonly FileChange[], wanted: (change: FileChange) => boolean = () => true): Promise<void> {
    const before = this.#lastInSteps
    this.#lastInSteps = (async () => {
      await before.catch(() => undefined)
      await this.#run(changes.filter(wanted))
    })()
    return this.#lastInSteps
  }

  /** For changes that are not about files: settings. */
  announce(affected: ReadonlySet<Uri>): void {
    this.#onApplied(affected)
  }

  #applyNoted(): void {
    const changes = [...this.#noted].map(([uri, text]): FileChange => ({ uri, text }))
    this.#noted.clear()
    const isLarge = changes.reduce((sum, { text }) => sum + (text?.length ?? 0), 0) > smallText
    if (isLarge || this.#largeEdit) for (const change of changes) this.#newest.set(change.uri, change)
    if (!isLarge) {
      this.#onApplied(this.#workspace.apply(changes).affected)
      return
    }
    const edit = this.inSteps(changes, change => this.#newest.get(change.uri) === change).finally(() => {
      if (this.#largeEdit !== edit) return
      this.#largeEdit = undefined
      this.#newest.clear()
    })
    this.#largeEdit = edit
  }

  async #run(changes: readonly FileChange[]): Promise<void> {
    if (changes.length === 0) return
    const steps = this.#workspace.applyInSteps(changes)
    for (let from = this.#host.now(); ; ) {
      const step = steps.next()
      if (step.done) return this.#onApplied(step.value.affected)
      if (this.#host.now() - from < slice) continue
      await this.#host.breathe()
      from = this.#host.now()
    }
  }
}

import type { Uri } from '../base/place.ts'
import { folderOf } from '../base/uri.ts'
import type { Inputs } from '../deploy/producer.ts'

/** One thing that a producer read: the text of a file, or what lies in a folder. */
export type InputKey = `text:${string}` | `list:${string}`

/** The texts of all files in view, and which of them exist: all that producers can read. */
export class Sources {
  readonly #texts = new Map<Uri, string>()
  readonly #files = new Map<string, Set<Uri>>()
  readonly #folders = new Map<string, Set<string>>()

  text(uri: Uri): string | undefined {
    return this.#texts.get(uri)
  }

  /** The files right in a folder, sorted. For those who are told of every change: it is not logged. */
  list(folder: string): readonly Uri[] {
    return [...(this.#files.get(folder) ?? [])].sort()
  }

  /** @returns what may be read otherwise now */
  set(uri: Uri, text: string | undefined): readonly InputKey[] {
    const before = this.#texts.get(uri)
    if (before === text) return []
    const changed: InputKey[] = [`text:${uri}`]
    if (text === undefined) this.#texts.delete(uri)
    else this.#texts.set(uri, text)
    if (before === undefined) this.#enter(uri, changed)
    else if (text === undefined) this.#leave(uri, changed)
    return changed
  }

  /** Lets a producer read, and notes what it asks for: also what is not there, since it may come. */
  logged(reads: Set<InputKey>): Inputs {
    return {
      text: uri => {
        reads.add(`text:${uri}`)
        return this.#texts.get(uri)
      },
      list: folder => {
        reads.add(`list:${folder}`)
        return this.list(folder)
      },
      folders: folder => {
        reads.add(`list:${folder}`)
        return [...(this.#folders.get(folder) ?? [])].sort()
      },
    }
  }

  #enter(uri: Uri, changed: InputKey[]): void {
    let folder = folderOf(uri)
    const files = this.#files.get(folder)
    if (files) files.add(uri)
    else this.#files.set(folder, new Set([uri]))
    changed.push(`list:${folder}`)
    for (let above = folderOf(folder); above !== folder && folder !== ''; folder = above, above = folderOf(above)) {
      const inside = this.#folders.get(above)
      if (inside?.has(folder)) return
      if (inside) inside.add(folder)
      else this.#folders.set(above, new Set([folder]))
      changed.push(`list:${above}`)
    }
  }

  #leave(uri: Uri, changed: InputKey[]): void {
    let folder = folderOf(uri)
    const files = this.#files.get(folder)
    files?.delete(uri)
    if (files?.size === 0) this.#files.delete(folder)
    changed.push(`list:${folder}`)
    while (folder !== '' && !this.#files.has(folder) && !this.#folders.has(folder)) {
      const above = folderOf(folder)
      const inside = this.#folders.get(above)
      inside?.delete(folder)
      if (inside?.size === 0) this.#folders.delete(above)
      changed.push(`list:${above}`)
      folder = above
    }
  }
}

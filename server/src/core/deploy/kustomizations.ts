import type { Uri } from '../base/place.ts'
import { folderOf, joinPath } from '../base/uri.ts'
import type { Kustomization } from './kustomization.ts'

/**
 * Which kustomizations there are, and which of them nothing else includes: those are what somebody deploys. Kept up to date by
 * difference.
 */
export class Kustomizations {
  /** By folder. Of several files in one folder, which Kustomize refuses, the first by name counts. */
  readonly #written = new Map<string, Map<Uri, Kustomization>>()
  /** By folder, the folders whose kustomizations include it. */
  readonly #includedBy = new Map<string, Set<string>>()
  readonly #patchFiles = new Map<Uri, number>()

  /** True for what is listed as a patch: it completes something else. */
  isPatchFile(uri: Uri): boolean {
    return this.#patchFiles.has(uri)
  }

  has(folder: string): boolean {
    return this.#written.has(folder)
  }

  /** Takes over a kustomization that came, changed or (`undefined`) went. @returns the folders whose part in builds may differ */
  update(uri: Uri, before: Kustomization | undefined, after: Kustomization | undefined): ReadonlySet<string> {
    const folder = folderOf(uri)
    const touched = new Set([folder, ...this.#includes(folder)])
    for (const file of before?.patchFiles ?? []) this.#count(joinPath(folder, file), -1)
    for (const file of after?.patchFiles ?? []) this.#count(joinPath(folder, file), 1)
    for (const included of this.#includes(folder)) {
      const users = this.#includedBy.get(included)
      users?.delete(folder)
      if (users?.size === 0) this.#includedBy.delete(included)
    }
    const here = this.#written.get(folder) ?? new Map<Uri, Kustomization>()
    if (after) here.set(uri, after)
    else here.delete(uri)
    if (here.size > 0) this.#written.set(folder, here)
    else this.#written.delete(folder)
    for (const included of this.#includes(folder)) {
      const users = this.#includedBy.get(included)
      if (users) users.add(folder)
      else this.#includedBy.set(included, new Set([folder]))
      touched.add(included)
    }
    return touched
  }

  /** True where nothing includes the folder; of kustomizations that include each other in a circle one is a root. */
  isRoot(folder: string): boolean {
    if (!this.#written.has(folder)) return false
    const seen = new Set([folder])
    const queue = [folder]
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const users = this.#includedBy.get(at)
      if (!users && at !== folder) return false
      for (const user of users ?? []) {
        if (seen.has(user)) continue
        seen.add(user)
        queue.push(user)
      }
    }
    return [...seen].every(each => each >= folder)
  }

  #includes(folder: string): readonly string[] {
    const here = this.#written.get(folder)
    const [first] = [...(here?.keys() ?? [])].sort()
    const kustomization = first && here?.get(first)
    if (!kustomization) return []
    return kustomization.resources.flatMap(entry => (entry.kind === 'known' ? [joinPath(folder, entry.value)] : []))
  }

  #count(file: Uri, by: number): void {
    const left = (this.#patchFiles.get(file) ?? 0) + by
    if (left > 0) this.#patchFiles.set(file, left)
    else this.#patchFiles.delete(file)
  }
}

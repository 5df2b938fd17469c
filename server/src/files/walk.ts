import type { Uri } from '../core/base/place.ts'
import { childUri, fileNameOf, folderOf, foldersAbove, pathIn } from '../core/base/uri.ts'
import { above } from './above.ts'
import { type Ignoring, ignoreFilesOf, isIgnored } from './ignoring.ts'
import { ignoreFileName, isDeciding, mayBeManifest, neverEntered } from './policy.ts'
import { type Entry, listAll, type Steps } from './steps.ts'

/** What a folder holds for us. */
export interface Found {
  /** Sorted: the same on every machine. Files above the folder that decide how these are read come along. */
  readonly files: readonly Uri[]
  /** Whether a file would be among `files` if it was there: for what comes or changes later. */
  accepts(file: Uri): boolean
}

/** The user's own exclusions. The path is relative to the folder that is walked, with `/`. */
export type Excluded = (path: string, isFolder: boolean) => boolean

/**
 * Finds everything in a folder that may be a manifest by its name, and what decides how it is read, without
 *
 * - folders named `.git` and `node_modules`;
 * - what a `.gitignore` of the folder, of those below, or of those above up to the repository's root leaves out;
 * - what the user leaves out;
 * - symbolic links: what they point at is read where it lives, so nothing is read twice and loops do no harm;
 * - what is neither file nor folder, because reading from a pipe or a device may never end.
 */
export function* walk(root: Uri, excluded: Excluded = () => false): Steps<Found> {
  const around = yield* above(root)
  const search = new Search(root, excluded, around.ignoring)
  const files: Uri[] = [...around.deciding]
  let level: readonly Uri[] = [root]
  while (level.length > 0) {
    const lists = yield* listAll(level)
    yield* search.learn(level.filter((_, index) => lists[index]?.some(({ name }) => name === ignoreFileName)))
    const next: Uri[] = []
    for (const [index, folder] of level.entries()) {
      const ignoring = search.ignoringIn(folder)
      for (const entry of lists[index] ?? []) {
        if (entry.kind === 'other' || (entry.kind === 'file' && !mayBeManifest(entry.name))) continue
        const uri = childUri(folder, entry.name)
        if (search.wants(uri, entry, ignoring)) (entry.kind === 'folder' ? next : files).push(uri)
      }
    }
    level = next
  }
  const folders = new Set<string>(around.folders)
  return {
    files: files.sort(),
    accepts: file => search.accepts(file) || (folders.has(folderOf(file)) && isDeciding(fileNameOf(file))),
  }
}

class Search {
  readonly #root: Uri
  readonly #excluded: Excluded
  readonly #around: Ignoring | undefined
  /** By the folders that have a `.gitignore` of their own. */
  readonly #ignoring = new Map<string, Ignoring>()

  constructor(root: Uri, excluded: Excluded, around: Ignoring | undefined) {
    this.#root = root
    this.#excluded = excluded
    this.#around = around
  }

  /** Reads the `.gitignore`s of folders whose parents are known already. */
  *learn(folders: readonly Uri[]): Steps<void> {
    if (folders.length === 0) return
    const files = yield* ignoreFilesOf(folders)
    for (const [index, folder] of folders.entries()) {
      const file = files[index]
      if (file) this.#ignoring.set(folder, { folder, file, above: this.ignoringIn(folder) })
    }
  }

  ignoringIn(folder: Uri): Ignoring | undefined {
    const here = this.#ignoring.get(folder)
    if (here || folder === this.#root) return here ?? this.#around
    for (const each of foldersAbove(folder)) {
      const found = this.#ignoring.get(each)
      if (found) return found
      if (each === this.#root) break
    }
    return this.#around
  }

  /** Whether something in a folder that is wanted is wanted, too. */
  wants(uri: Uri, { name, kind }: Entry, ignoring: Ignoring | undefined): boolean {
    const isFolder = kind === 'folder'
    if (isFolder ? neverEntered.has(name) : !mayBeManifest(name)) return false
    if (!isFolder && isDeciding(name)) return true
    return !this.#excluded(pathIn(this.#root, uri) ?? '', isFolder) && !isIgnored(uri, isFolder, ignoring)
  }

  accepts(file: Uri): boolean {
    const path = pathIn(this.#root, file)
    if (path === undefined) return false
    const names = path.split('/')
    let folder = this.#root
    return names.every((name, index) => {
      const uri = childUri(folder, name)
      const wanted = this.wants(
        uri,
        { name, kind: index < names.length - 1 ? 'folder' : 'file' },
        this.ignoringIn(folder),
      )
      folder = uri
      return wanted
    })
  }
}

import type { Uri } from '../core/base/place.ts'
import { childUri, pathIn } from '../core/base/uri.ts'
import { type IgnoreFile, parseIgnoreFile } from '../core/config/ignore.ts'
import { ignoreFileName } from './policy.ts'
import { readAll, type Steps } from './steps.ts'

/** A `.gitignore` with the folder it counts from, and those that count from folders above. */
export interface Ignoring {
  readonly folder: Uri
  readonly file: IgnoreFile
  readonly above: Ignoring | undefined
}

/** The nearest `.gitignore` that has a word on it decides. */
export function isIgnored(uri: Uri, isFolder: boolean, nearest: Ignoring | undefined): boolean {
  for (let at = nearest; at; at = at.above) {
    const path = pathIn(at.folder, uri)
    const word = path === undefined ? undefined : at.file(path, isFolder)
    if (word) return word === 'ignored'
  }
  return false
}

/** The texts of the `.gitignore`s of these folders, all read at a time. */
export function* ignoreFilesOf(folders: readonly Uri[]): Steps<readonly (IgnoreFile | undefined)[]> {
  const texts = yield* readAll(folders.map(folder => childUri(folder, ignoreFileName)))
  return texts.map(text => (text === undefined ? undefined : parseIgnoreFile(text)))
}

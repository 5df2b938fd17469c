import type { Uri } from '../../core/base/place.ts'

/** Reads folders of a workspace. Nothing here throws: what cannot be read is not there. */
export interface FileSystem {
  /** Files that may be manifests, below a folder and, where they decide how those are read, above it. */
  find(folder: Uri, excluded: Excluded): Promise<readonly Uri[]>
  /** Whether `find` would list this file now. */
  accepts(folder: Uri, file: Uri, excluded: Excluded): Promise<boolean>
  read(file: Uri): Promise<string | undefined>
}

/** The user's own exclusions. The path is relative to the workspace folder, with `/`. */
export type Excluded = (path: string, isFolder: boolean) => boolean

/** By the name alone: YAML, JSON, and the one name that Kustomize accepts without an ending. */
export function mayBeManifest(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || name === 'Kustomization'
}

/** A change of one may change which files count. */
export function isIgnoreFile(uri: Uri): boolean {
  return uri.endsWith('/.gitignore')
}

/** Folders with nothing of the user's own in them. */
export const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules'])

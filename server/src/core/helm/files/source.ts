import type { Uri } from '../../base/place.ts'

/** The files of a chart as their host has them: an editor, a disk, an archive. Whoever wants to know what was read wraps it. */
export interface ChartSource {
  /** Text where the host has it as text, bytes otherwise. `undefined` when the file is not there or not in view. */
  read(file: Uri): string | Uint8Array | undefined
  /** What is in a folder, in any order, links followed. Empty when there is no such folder. */
  list(folder: Uri): readonly FolderEntry[]
}

export interface FolderEntry {
  readonly name: string
  /** `other` is neither: a device, a link to nowhere. */
  readonly kind: 'file' | 'folder' | 'other'
}

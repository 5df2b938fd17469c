import { type Dirent, existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Entry, SyncFiles } from '../../files/steps.ts'
import { readManifest } from './read.ts'
import { reasonOf } from './reason.ts'

/** Something that could not be read. `message` has no path in it. */
export type OnProblem = (path: string, message: string) => void

/** Reads folders of this machine, one after the other. */
export function disk(onProblem: OnProblem): SyncFiles {
  return {
    list(folder) {
      // With a slash at the end also the root of a drive is a path.
      const path = fileURLToPath(`${folder}/`)
      try {
        return readdirSync(path, { withFileTypes: true }).map(entryOf)
      } catch (error) {
        onProblem(path, reasonOf(error))
        return undefined
      }
    },
    read(file) {
      const read = readManifest(fileURLToPath(file))
      return read.kind === 'text' ? read.text : undefined
    },
    exists: uri => existsSync(fileURLToPath(uri)),
  }
}

function entryOf(entry: Dirent): Entry {
  return { name: entry.name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' }
}

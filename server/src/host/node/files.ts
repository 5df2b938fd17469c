import { access, readdir, readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { decode, maxFileBytes } from '../../files/decode.ts'
import type { AsyncFiles, Entry } from '../../files/steps.ts'

/** Reads folders of this machine. */
export const nodeFiles: AsyncFiles = {
  async list(folder) {
    try {
      // With a slash at the end also the root of a drive is a path.
      const entries = await readdir(fileURLToPath(`${folder}/`), { withFileTypes: true })
      return entries.map((entry): Entry => {
        return { name: entry.name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' }
      })
    } catch {
      return undefined
    }
  },
  async read(file) {
    try {
      const path = fileURLToPath(file)
      if ((await stat(path)).size > maxFileBytes) return undefined
      const decoded = decode(await readFile(path), path)
      return decoded.kind === 'text' ? decoded.text : undefined
    } catch {
      return undefined
    }
  },
  async exists(uri) {
    try {
      await access(fileURLToPath(uri))
      return true
    } catch {
      return false
    }
  },
}

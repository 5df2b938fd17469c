import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ChartSource, FolderEntry } from '../../core/helm/files/source.ts'

/** Files and folders of this machine, links followed, as Helm follows them. */
export const chartsOnDisk: ChartSource = {
  read(file) {
    try {
      const bytes = readFileSync(fileURLToPath(file))
      return file.endsWith('.tgz') ? bytes : (asText(bytes) ?? bytes)
    } catch {
      return undefined
    }
  },
  list(folder) {
    const path = fileURLToPath(`${folder}/`)
    try {
      return readdirSync(path).flatMap(name => entryOf(join(path, name), name))
    } catch {
      return []
    }
  },
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function asText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** A link that leads nowhere is left out. */
function entryOf(path: string, name: string): readonly FolderEntry[] {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats ? [{ name, kind: stats.isDirectory() ? 'folder' : 'file' }] : []
}

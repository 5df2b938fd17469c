import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { FileSystem } from '../../lsp/files/fileSystem.ts'
import { canonicalUri, pathIn, uriIn } from '../../lsp/uris.ts'
import { accepts, contextFiles, walk } from './walk.ts'

/** Manifests are small; a file above this is a dump, and reading it would cost more than it can tell. */
const maxBytes = 16 * 1024 * 1024

/** Reads folders of this machine. */
export const nodeFiles: FileSystem = {
  async find(folder, excluded) {
    const root = fileURLToPath(folder)
    const below = await walk(root, excluded)
    const above = (await contextFiles(root)).map(path => canonicalUri(pathToFileURL(path).href))
    return [...above, ...below.map(path => uriIn(folder, path))]
  },
  async accepts(folder, file, excluded) {
    const root = fileURLToPath(folder)
    const path = pathIn(folder, file)
    return path !== undefined && accepts(root, path, excluded)
  },
  async read(uri) {
    try {
      const path = fileURLToPath(uri)
      if ((await stat(path)).size > maxBytes) return undefined
      return textOf(await readFile(path), path)
    } catch {
      return undefined
    }
  },
}

/** UTF-8, or UTF-16 with a byte order mark, which is not part of the text: editors leave it out, too. */
function textOf(bytes: Buffer, path: string): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  if (encoding === 'utf-8' && bytes.includes(0)) return undefined
  if (path.endsWith('.json') && !(bytes.includes('"apiVersion"') && bytes.includes('"kind"'))) return undefined
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

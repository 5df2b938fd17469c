import type { Connection } from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import { type IgnoreFile, parseIgnoreFile } from '../../core/config/ignore.ts'
import {
  type FindFilesParams,
  type FindFilesResult,
  findFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../protocol.ts'
import { canonicalUri, folderUri, pathIn, uriIn } from '../uris.ts'
import { type Excluded, type FileSystem, isIgnoreFile, mayBeManifest, neverEntered } from './fileSystem.ts'

/** Reads through the client, which knows every kind of file system that the editor has: repositories on a server, say. */
export function clientFiles(connection: Connection): FileSystem {
  /** The `.gitignore` files of each folder, as of the last time that it was searched. */
  const ignoring = new Map<Uri, readonly Ignoring[]>()

  async function read(uri: Uri): Promise<string | undefined> {
    const params: ReadFileParams = { uri }
    const { text } = await connection.sendRequest<ReadFileResult>(readFileRequest, params)
    return text ?? undefined
  }

  return {
    async find(folder, excluded) {
      const params: FindFilesParams = { folder }
      const { uris } = await connection.sendRequest<FindFilesResult>(findFilesRequest, params)
      const found = uris.map(canonicalUri)
      const files = await ignoreFiles(found, read)
      ignoring.set(folder, files)
      return found.filter(uri => isWanted(folder, uri, excluded, files))
    },
    async accepts(folder, file, excluded) {
      return isWanted(folder, file, excluded, ignoring.get(folder) ?? [])
    },
    read,
  }
}

/** A `.gitignore` with the folder it counts from. */
interface Ignoring {
  readonly folder: Uri
  readonly file: IgnoreFile
}

/** Nearest last, for every file that they concern. */
async function ignoreFiles(
  found: readonly Uri[],
  read: (uri: Uri) => Promise<string | undefined>,
): Promise<readonly Ignoring[]> {
  const uris = found.filter(isIgnoreFile).toSorted((a, b) => a.length - b.length)
  return Promise.all(
    uris.map(async uri => ({
      folder: folderUri(uri.slice(0, uri.lastIndexOf('/'))),
      file: parseIgnoreFile((await read(uri)) ?? ''),
    })),
  )
}

function isWanted(folder: Uri, file: Uri, excluded: Excluded, ignoring: readonly Ignoring[]): boolean {
  const path = pathIn(folder, file)
  if (path === undefined) return false
  const parts = path.split('/')
  if (!mayBeManifest(parts.at(-1) ?? '')) return false
  return parts.every((part, index) => {
    const isFolder = index < parts.length - 1
    const at = parts.slice(0, index + 1).join('/')
    if (isFolder && neverEntered.has(part)) return false
    return !excluded(at, isFolder) && !isIgnored(uriIn(folder, at), isFolder, ignoring)
  })
}

/** The nearest `.gitignore` that has a word on it decides. */
function isIgnored(uri: Uri, isFolder: boolean, ignoring: readonly Ignoring[]): boolean {
  for (const { folder, file } of ignoring.toReversed()) {
    const path = pathIn(folder, uri)
    const word = path === undefined ? undefined : file(path, isFolder)
    if (word) return word === 'ignored'
  }
  return false
}

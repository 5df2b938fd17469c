import type { Connection } from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import {
  type FindFilesParams,
  type FindFilesResult,
  findFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../protocol.ts'
import { canonicalUri, pathIn } from '../uris.ts'
import { type Excluded, type FileSystem, neverEntered } from './fileSystem.ts'

/** Reads through the client, which knows every kind of file system that the editor has: repositories on a server, say. */
export function clientFiles(connection: Connection): FileSystem {
  return {
    async find(folder, excluded) {
      const params: FindFilesParams = { folder }
      const { uris } = await connection.sendRequest<FindFilesResult>(findFilesRequest, params)
      return uris.map(canonicalUri).filter(uri => isWanted(folder, uri, excluded))
    },
    async accepts(folder, file, excluded) {
      return isWanted(folder, file, excluded)
    },
    async read(uri) {
      const params: ReadFileParams = { uri }
      const { text } = await connection.sendRequest<ReadFileResult>(readFileRequest, params)
      return text ?? undefined
    },
  }
}

function isWanted(folder: Uri, file: Uri, excluded: Excluded): boolean {
  const path = pathIn(folder, file)
  if (path === undefined) return false
  const parts = path.split('/')
  return parts.every((part, index) => {
    const isFolder = index < parts.length - 1
    return !(isFolder && neverEntered.has(part)) && !excluded(parts.slice(0, index + 1).join('/'), isFolder)
  })
}

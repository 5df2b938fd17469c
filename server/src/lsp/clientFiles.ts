import type { Connection } from 'vscode-languageserver'
import type { AsyncFiles } from '../files/steps.ts'
import {
  type FileExistsParams,
  type FileExistsResult,
  fileExistsRequest,
  type ListFolderParams,
  type ListFolderResult,
  listFolderRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from './protocol.ts'

/** Reads through the client, which knows every kind of file system that the editor has: repositories on a server, say. */
export function clientFiles(connection: Connection): AsyncFiles {
  return {
    async list(folder) {
      const params: ListFolderParams = { folder: `${folder}/` }
      const { entries } = await connection.sendRequest<ListFolderResult>(listFolderRequest, params)
      return entries ?? undefined
    },
    async exists(uri) {
      const params: FileExistsParams = { uri }
      return (await connection.sendRequest<FileExistsResult>(fileExistsRequest, params)).exists
    },
    async read(uri) {
      const params: ReadFileParams = { uri }
      return (await connection.sendRequest<ReadFileResult>(readFileRequest, params)).text ?? undefined
    },
  }
}

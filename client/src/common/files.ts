import { type Disposable, FileType, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { decode, maxFileBytes } from '../../../server/src/files/decode.ts'
import {
  type FileExistsParams,
  type FileExistsResult,
  fileExistsRequest,
  type ListedEntry,
  type ListFolderParams,
  type ListFolderResult,
  listFolderRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../../server/src/lsp/protocol.ts'

/** Reads files for a server that cannot: in a web worker, and for folders that are not on a disk. */
export function answerFileRequests(client: BaseLanguageClient): readonly Disposable[] {
  return [
    client.onRequest(listFolderRequest, async ({ folder }: ListFolderParams): Promise<ListFolderResult> => {
      return { entries: await list(Uri.parse(folder)) }
    }),
    client.onRequest(fileExistsRequest, async ({ uri }: FileExistsParams): Promise<FileExistsResult> => {
      return { exists: await exists(Uri.parse(uri)) }
    }),
    client.onRequest(readFileRequest, async ({ uri }: ReadFileParams): Promise<ReadFileResult> => {
      return { text: await read(Uri.parse(uri)) }
    }),
  ]
}

async function list(folder: Uri): Promise<readonly ListedEntry[] | null> {
  try {
    const entries = await workspace.fs.readDirectory(folder)
    return entries.map(([name, type]) => ({ name, kind: kinds.get(type) ?? 'other' }))
  } catch {
    return null
  }
}

/** A symbolic link is of both types at once, so it is neither of these. */
const kinds: ReadonlyMap<FileType, ListedEntry['kind']> = new Map([
  [FileType.File, 'file'],
  [FileType.Directory, 'folder'],
])

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri)
    return true
  } catch {
    return false
  }
}

async function read(uri: Uri): Promise<string | null> {
  try {
    if ((await workspace.fs.stat(uri)).size > maxFileBytes) return null
    const decoded = decode(await workspace.fs.readFile(uri), uri.path)
    return decoded.kind === 'text' ? decoded.text : null
  } catch {
    return null
  }
}

import { type Disposable, FileType, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import {
  type FindFilesParams,
  type FindFilesResult,
  findFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../../server/src/lsp/protocol.ts'

/** Both hosts have it; only their libraries, which this code may not use, declare it. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string }

/** Reads files for a server that cannot: in a web worker, and for folders that are not on a disk. */
export function answerFileRequests(client: BaseLanguageClient): readonly Disposable[] {
  return [
    client.onRequest(findFilesRequest, async ({ folder }: FindFilesParams): Promise<FindFilesResult> => {
      const found: string[] = []
      for await (const uri of manifestsBelow(Uri.parse(folder))) found.push(uri.toString())
      return { uris: found }
    }),
    client.onRequest(readFileRequest, async ({ uri }: ReadFileParams): Promise<ReadFileResult> => {
      try {
        const bytes = await workspace.fs.readFile(Uri.parse(uri))
        return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
      } catch {
        return { text: null }
      }
    }),
  ]
}

/** Files that may hold manifests. `workspace.findFiles` would wait for ever where a file system comes without a search. */
async function* manifestsBelow(folder: Uri): AsyncIterable<Uri> {
  const folders = [folder]
  for (let next = folders.pop(); next; next = folders.pop()) {
    for (const [name, type] of await entriesOf(next)) {
      const uri = Uri.joinPath(next, name)
      if (type === FileType.Directory && !leftOut.has(name)) folders.push(uri)
      else if (type === FileType.File && manifest.test(name)) yield uri
    }
  }
}

const leftOut: ReadonlySet<string> = new Set(['.git', 'node_modules'])
const manifest = /\.ya?ml$|^Kustomization$/

async function entriesOf(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder)
  } catch {
    return []
  }
}

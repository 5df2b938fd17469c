import { type Disposable, RelativePattern, Uri, workspace } from 'vscode'
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
      const pattern = new RelativePattern(Uri.parse(folder), '**/{*.yaml,*.yml,Kustomization}')
      const found = await workspace.findFiles(pattern, '**/node_modules/**')
      return { uris: found.map(uri => uri.toString()) }
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

import { type Disposable, FileType, RelativePattern, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import {
  type FindFilesParams,
  type FindFilesResult,
  findFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../../server/src/lsp/protocol.ts'

/** Both hosts have them; only their libraries, which this code may not use, declare them. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string }
declare function setTimeout(run: () => void, milliseconds: number): void

/** Reads files for a server that cannot: in a web worker, and for folders that are not on a disk. */
export function answerFileRequests(client: BaseLanguageClient): readonly Disposable[] {
  return [
    client.onRequest(findFilesRequest, async ({ folder }: FindFilesParams): Promise<FindFilesResult> => {
      const found = await find(Uri.parse(folder))
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

/** Milliseconds after which the search of the editor is no longer waited for alone. */
const patience = 1000

/**
 * Asks the search of the editor, which is fast where it exists: for a file system without a search of its own the editor
 * never answers. Then the folders are read one by one, and whoever is done first is heard.
 */
function find(folder: Uri): Promise<readonly Uri[]> {
  const searched = workspace.findFiles(
    new RelativePattern(folder, '**/{*.yaml,*.yml,*.json,Kustomization,.gitignore}'),
    notSearched,
  )
  return new Promise((resolve, reject) => {
    searched.then(resolve, reject)
    setTimeout(() => {
      walk(folder).then(resolve, reject)
    }, patience)
  })
}

const notSearched = '**/{node_modules,.git}/**'

async function walk(folder: Uri): Promise<readonly Uri[]> {
  const entries = await workspace.fs.readDirectory(folder).then(undefined, () => [])
  const found = await Promise.all(
    entries.map(async ([name, type]) => {
      const uri = Uri.joinPath(folder, name)
      if (type === FileType.Directory) return name === 'node_modules' || name === '.git' ? [] : walk(uri)
      return type === FileType.File && /\.(?:ya?ml|json)$|^(?:Kustomization|\.gitignore)$/i.test(name) ? [uri] : []
    }),
  )
  return found.flat()
}

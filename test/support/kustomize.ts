import type { Uri } from '../../server/src/core/base/place.ts'
import { folderOf } from '../../server/src/core/base/uri.ts'
import type { Files } from '../../server/src/core/kustomize/files.ts'

export function uri(path: string): Uri {
  return `file:///${path}` as Uri
}

/** Files in memory, by path. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  const byUri = new Map(Object.entries(texts).map(([path, text]) => [uri(path), text]))
  const folders = new Map<string, string[]>()
  for (const each of byUri.keys())
    for (let at: string = each; at.length > 'file:///'.length; at = folderOf(at))
      folders.set(folderOf(at), [...(folders.get(folderOf(at)) ?? []), at.slice(at.lastIndexOf('/') + 1)])
  return { text: each => byUri.get(each), list: folder => folders.get(folder) }
}

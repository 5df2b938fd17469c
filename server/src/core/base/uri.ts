import { URI } from 'vscode-uri'
import type { Uri } from './place.ts'

/**
 * The one spelling of each file. Editors differ in what they percent-encode (`@` or `%40`) and in the case of drive letters;
 * a workspace knows a file by this spelling only, whoever names it: an editor, a path of this machine, a kustomization. It is
 * the one that VS Code sends. Queries and fragments are left out: they name no other file.
 *
 * @example canonicalUri('file:///C:/shop/a@b.yaml') // 'file:///c%3A/shop/a%40b.yaml'
 */
export function canonicalUri(uri: string): Uri {
  try {
    return URI.parse(wellFormed(uri)).with({ query: '', fragment: '' }).toString() as Uri
  } catch {
    // A client can say what is no URI at all. It stays a name like any other.
    return uri as Uri
  }
}

/** A file or folder of this machine by its absolute path. */
export function fileUri(path: string): Uri {
  return URI.file(wellFormed(path)).toString() as Uri
}

/** A folder, without a slash at the end: `file:///shop`, and `file://` for the root of the file system. */
export function folderUri(uri: string): Uri {
  const canonical = canonicalUri(uri)
  let end = canonical.length
  while (end > rootLength(canonical) && canonical.endsWith('/', end)) end--
  return canonical.slice(0, end) as Uri
}

export function schemeOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.indexOf(':')))
}

/** The folder of a file URI, without a slash at the end. */
export function folderOf(uri: string): string {
  const slash = uri.lastIndexOf('/')
  return slash < 0 ? '' : uri.slice(0, slash)
}

/** The folders above a file or folder, nearest first, up to the root of its file system. */
export function* foldersAbove(uri: Uri): Generator<Uri> {
  const root = rootLength(uri)
  for (let at = uri; at.length > root; ) {
    at = folderOf(at) as Uri
    yield at
  }
}

/** Scheme and authority: `file://`, `vscode-vfs://github`, `memory:`. */
function rootLength(uri: string): number {
  return /^[^/]*(?:\/\/[^/]*)?/.exec(uri)?.[0].length ?? 0
}

/** The last segment as it is spelt in the URI. Names with a meaning, such as `Chart.yaml`, need no encoding. */
export function fileNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}

/** Something in a folder by its name, as the file system spells it. */
export function childUri(folder: Uri, name: string): Uri {
  return `${folder}/${encodePath(name)}` as Uri
}

/** The path of a file relative to a folder, as people write it, or `undefined` when it is not in there. */
export function pathIn(folder: string, file: string): string | undefined {
  return file.startsWith(`${folder}/`) ? decodePath(file.slice(folder.length + 1)) : undefined
}

/**
 * A folder and a relative path with `.` and `..`, as Kustomize joins them. The path is written plainly: a `%` in it is a `%` in
 * the name of the file.
 */
export function joinPath(folder: string, relative: string): Uri {
  const parts = folder.split('/')
  for (const part of encodePath(relative).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/') as Uri
}

/** A path as people write it. What is no percent-encoding stays as it is. */
export function decodePath(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Below a folder, because at the start of a path `C:` would be a drive. */
function encodePath(path: string): string {
  return URI.from({ scheme: 'x', path: `/x/${wellFormed(path)}` })
    .toString()
    .slice('x:/x/'.length)
}

/** Half a surrogate pair has no encoding, and no file is called by it; a client can say it all the same. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** How many folders one has to go up from `folder` to reach a folder that holds `other` too. Same folder: 0. */
export function levelsUp(folder: string, other: string): number {
  let at = folder
  for (let up = 0; ; up++) {
    if (other === at || other.startsWith(`${at}/`)) return up
    const slash = at.lastIndexOf('/')
    if (slash < 0) return up + 1
    at = at.slice(0, slash)
  }
}

/** A folder and all folders above it, nearest first. */
export function* ancestorsOf(folder: string): Generator<string> {
  for (let at = folder; at !== ''; at = folderOf(at)) yield at
}

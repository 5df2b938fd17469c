import type { Uri } from '../base/place.ts'

/** The folder of a file URI, without a slash at the end. */
export function folderOf(uri: string): string {
  const slash = uri.lastIndexOf('/')
  return slash < 0 ? '' : uri.slice(0, slash)
}

export function fileNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}

/** Joins a folder URI and a relative path with `.` and `..`, as Kustomize does. */
export function joinPath(folder: string, relative: string): Uri {
  const parts = folder.split('/')
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(encodePart(part))
  }
  return parts.join('/') as Uri
}

/**
 * Editors percent-encode what is not allowed in a URI; relative paths in manifests are written plainly. Half a surrogate
 * pair has no encoding, and no file is called by it.
 */
function encodePart(part: string): string {
  if (part.includes('%')) return part
  const encodable = part.replace(/\p{Surrogate}/gu, '\ufffd')
  return encodeURIComponent(encodable).replace(/%(2B|40|3D|2C|3B|26|24|21|27|28|29|2A)/gi, decodeURIComponent)
}

/** A path as people write it. What is no percent-encoding stays as it is. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
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

/** The deepest folder that holds all these files. */
export function commonFolderOf(files: Iterable<string>): string {
  let common: string | undefined
  for (const file of files) {
    common ??= folderOf(file)
    while (common !== '' && !file.startsWith(`${common}/`)) common = folderOf(common)
  }
  return common ?? ''
}

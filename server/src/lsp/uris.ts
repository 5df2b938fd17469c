import type { Uri } from '../core/base/place.ts'

/**
 * One spelling for each file. Editors differ in what they percent-encode (`@` or `%40`) and in the case of drive letters;
 * the workspace knows a file by this spelling only, the one that relative paths in a kustomization are resolved to.
 */
export function canonicalUri(uri: string): Uri {
  const [, scheme = '', authority = '', path = ''] = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)/i.exec(uri) ?? []
  const parts = path.split('/').map(part => encodePart(decodePart(part)))
  const withDrive = parts.join('/').replace(/^\/([A-Za-z])%3A/, (_, letter: string) => `/${letter.toLowerCase()}%3A`)
  return `${scheme.toLowerCase()}${authority}${withDrive}` as Uri
}

/** The URI of a folder, without a slash at the end. */
export function folderUri(uri: string): Uri {
  return canonicalUri(uri.replace(/\/+$/, ''))
}

/** The path of a file relative to a folder, as people write it, or `undefined` when it is not in there. */
export function pathIn(folder: Uri, file: Uri): string | undefined {
  return file.startsWith(`${folder}/`) ? decodePart(file.slice(folder.length + 1)) : undefined
}

/** The reverse of `pathIn`. */
export function uriIn(folder: Uri, path: string): Uri {
  return canonicalUri(`${folder}/${path.split('/').map(encodePart).join('/')}`)
}

export function schemeOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.indexOf(':')))
}

function encodePart(part: string): string {
  try {
    return encodeURIComponent(part).replace(/%(2B|40|3D|2C|3B|26|24)/g, decodeURIComponent)
  } catch {
    // Half a surrogate pair: no file can be called that, but a client can say it.
    return part
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

import { folderOf } from '../base/uri.ts'

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

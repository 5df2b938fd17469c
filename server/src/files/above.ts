import type { Uri } from '../core/base/place.ts'
import { childUri, foldersAbove } from '../core/base/uri.ts'
import { configFileNames } from '../core/config/fileNames.ts'
import { type Ignoring, ignoreFilesOf } from './ignoring.ts'
import { chartFileName } from './policy.ts'
import { existing, type Steps } from './steps.ts'

/** What stands above a file or folder and concerns it. */
export interface Above {
  /** Up to the root of the repository; outside of one, up to the root of the file system. Nearest first. */
  readonly folders: readonly Uri[]
  /** The configuration files in these folders, and each `Chart.yaml`, which makes a folder a Helm chart. */
  readonly deciding: readonly Uri[]
  /** The `.gitignore` files of these folders. None outside of a repository, where git looks at none. */
  readonly ignoring: Ignoring | undefined
}

export function* above(uri: Uri): Steps<Above> {
  const all = [...foldersAbove(uri)]
  const repositories = yield* existing([uri, ...all].map(folder => childUri(folder, '.git')))
  const root = [uri, ...all].find(folder => repositories.includes(childUri(folder, '.git')))
  const folders = root === undefined ? all : root === uri ? [] : all.slice(0, all.indexOf(root) + 1)
  const names = [...configFileNames, chartFileName]
  const deciding = yield* existing(folders.flatMap(folder => names.map(name => childUri(folder, name))))
  let ignoring: Ignoring | undefined
  if (root !== undefined) {
    const farthestFirst = folders.toReversed()
    const files = yield* ignoreFilesOf(farthestFirst)
    for (const [index, folder] of farthestFirst.entries()) {
      const file = files[index]
      if (file) ignoring = { folder, file, above: ignoring }
    }
  }
  return { folders, deciding, ignoring }
}

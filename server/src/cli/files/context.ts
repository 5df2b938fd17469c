import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { configFileName } from '../../core/config/file.ts'

/**
 * Files above the checked paths that decide how what is below them is read: the `.portolan.yaml` files up to the root of
 * the repository (outside of one, up to the root of the file system), and the `Chart.yaml` that makes a folder a Helm chart.
 */
export function contextFiles(paths: readonly string[], cwd: string): readonly string[] {
  const found = new Set<string>()
  for (const path of paths) {
    for (const folder of foldersFrom(resolve(cwd, path))) {
      for (const name of [configFileName, 'Chart.yaml']) {
        const file = join(folder, name)
        if (isThere(file)) found.add(file)
      }
      if (isThere(join(folder, '.git'))) break
    }
  }
  return [...found]
}

/** The path itself where it is a folder, then each folder above, the nearest first. */
function* foldersFrom(path: string): Generator<string> {
  let folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path)
  for (; ; folder = dirname(folder)) {
    yield folder
    if (folder === dirname(folder)) return
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

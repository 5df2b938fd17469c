import type { Uri } from '../base/place.ts'
import { fileNameOf, folderOf, joinPath } from '../base/uri.ts'

/** Charts by their folders. A chart in the `charts/` of another is a part of that one, and not deployed by itself. */
export class ChartFolders {
  readonly #folders = new Set<string>()

  /** @returns the folders that became the root of a chart, or are none any more */
  update(folder: string, isChart: boolean): readonly string[] {
    const inside = [...this.#folders].filter(each => each.startsWith(`${folder}/charts/`))
    const before = [folder, ...inside].filter(each => this.isRoot(each))
    if (isChart) this.#folders.add(folder)
    else this.#folders.delete(folder)
    const after = [folder, ...inside].filter(each => this.isRoot(each))
    return [...before.filter(each => !after.includes(each)), ...after.filter(each => !before.includes(each))]
  }

  has(folder: string): boolean {
    return this.#folders.has(folder)
  }

  /** The folders that hold a `Chart.yaml`, sub-charts included. */
  get all(): ReadonlySet<string> {
    return this.#folders
  }

  isRoot(folder: string): boolean {
    if (!this.#folders.has(folder)) return false
    for (let at = folder.lastIndexOf(subcharts); at > 0; at = folder.lastIndexOf(subcharts, at - 1))
      if (this.#folders.has(folder.slice(0, at))) return false
    return true
  }

  /** The root of the chart that a file of values belongs to, by its place: beside `Chart.yaml`, or in `ci/`. */
  withValues(uri: Uri): string | undefined {
    if (!isValuesFile(fileNameOf(uri))) return undefined
    const folder = folderOf(uri)
    const root = fileNameOf(folder) === 'ci' ? folderOf(folder) : folder
    return this.#folders.has(root) ? root : undefined
  }
}

const subcharts = '/charts/'

/** @example isValuesFile('values-production.yaml') // true */
export function isValuesFile(name: string): boolean {
  return /^values(?:[-.][^/]*)?\.ya?ml$/.test(name) || name.endsWith('-values.yaml')
}

/** The files of values that chart-testing installs a chart with, one by one. */
export function ciValuesIn(folder: string, list: (folder: string) => readonly Uri[]): readonly Uri[] {
  return list(joinPath(folder, 'ci')).filter(uri => fileNameOf(uri).endsWith('-values.yaml'))
}

import type { Uri } from '../../base/place.ts'
import { compareVersions, isInRange, parseVersion } from '../../base/semver.ts'
import { folderOf, joinPath } from '../../base/uri.ts'
import type { Dependency } from './metadata.ts'

/** A chart that is in view somewhere. */
export interface KnownChart {
  /** Its folder or archive. */
  readonly uri: Uri
  readonly name: string
  readonly version: string
}

/**
 * The chart that `helm dependency build` would most likely put into `charts/`: the one at a `file:` path, else one of the name
 * with a version that fits, the highest of several.
 *
 * @param from the Chart.yaml that names the dependency
 */
export function locateChart(charts: readonly KnownChart[], dependency: Dependency, from: Uri): Uri | undefined {
  const { name, version, repository } = dependency
  const fitting = charts.filter(chart => chart.name === name.text && isInRange(version.text || '*', chart.version))
  if (repository.text.startsWith('file:')) {
    const path = repository.text.slice('file:'.length).replace(/^\/\/(?!\/)/, '')
    const uri = path.startsWith('/') ? undefined : joinPath(folderOf(from), path)
    return fitting.find(chart => chart.uri === uri)?.uri
  }
  return fitting
    .filter(chart => chart.uri !== folderOf(from))
    .sort(byVersion)
    .at(-1)?.uri
}

function byVersion(a: KnownChart, b: KnownChart): number {
  const first = parseVersion(a.version)
  const second = parseVersion(b.version)
  return first && second ? compareVersions(first, second) : 0
}

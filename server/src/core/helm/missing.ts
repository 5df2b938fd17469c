import type { Uri } from '../base/place.ts'
import { type Unknown, unknown } from '../template/unknown.ts'
import type { PlacedChart } from './chart/chart.ts'
import type { Dependency } from './chart/metadata.ts'
import type { ChartRefusal } from './refusal.ts'

/** Dependencies that are switched on and that no chart in view is. */
export function missingIn(placed: PlacedChart): readonly MissingDependency[] {
  const { chart, charts, dependencies } = placed
  const here = dependencies
    .filter(({ name, written }) => chart.missing.includes(written) && !charts.some(each => each.name === name))
    .map(({ written }) => ({ dependency: written, from: chart.uri }))
  return [...here, ...charts.flatMap(missingIn)]
}

/** What could not be read of the charts that take part. */
export function refusalsIn({ chart, charts }: PlacedChart): readonly ChartRefusal[] {
  return [...chart.refusals, ...charts.flatMap(refusalsIn)]
}

/** Where the defaults of a missing dependency would be, by the path of the values. */
export function openMaps(placed: PlacedChart, missing: readonly MissingDependency[], path: readonly string[] = []) {
  const open = new Map<string, Unknown>()
  if (placed.chart.values.open) open.set(path.join('\0'), placed.chart.values.open)
  for (const { dependency, from } of missing) {
    if (from !== placed.chart.uri) continue
    const cause = unknown({ why: 'chart-missing', name: dependency.name.text })
    const name = dependency.alias.text || dependency.name.text
    open.set([...path, name].join('\0'), cause)
    if (dependency.importValues.length > 0) open.set(path.join('\0'), cause)
  }
  for (const sub of placed.charts) {
    for (const [key, cause] of openMaps(sub, missing, [...path, sub.name])) open.set(key, cause)
  }
  return open
}

export interface MissingDependency {
  readonly dependency: Dependency
  /** The Chart.yaml that asks for it. */
  readonly from: Uri
}

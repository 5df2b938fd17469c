import type { Uri } from '../../base/place.ts'
import type { MapValue } from '../../template/value.ts'
import type { ChartRefusal } from '../refusal.ts'
import type { Dependency, Metadata } from './metadata.ts'

/** A chart as it lies there, with the charts in its `charts/`. It never changes. */
export interface Chart {
  /** Its Chart.yaml. */
  readonly uri: Uri
  readonly metadata: Metadata
  /** Defaults, as `values.yaml` gives them. */
  readonly values: MapValue
  /** Text of `values.schema.json`. */
  readonly schema: ChartFile | undefined
  /** What is rendered: everything in `templates/`. */
  readonly templates: readonly ChartFile[]
  /** What `.Files` gives: everything that Helm has no other use for. */
  readonly files: readonly ChartFile[]
  readonly charts: readonly Chart[]
  /** What could not be read of it. In judged mode only: its values are then unknown, its charts missing. */
  readonly refusals: readonly ChartRefusal[]
  /** Dependencies that Chart.yaml lists and that are nowhere to be found. */
  readonly missing: readonly Dependency[]
}

/** A file of a chart. */
export interface ChartFile {
  readonly uri: Uri
  /** Relative to the chart: `templates/service.yaml`. */
  readonly name: string
  /** Bytes that are no UTF-8 are kept (`base/utf8.ts`). */
  readonly text: string
}

/** A chart in one rendering: under the name of its alias, with those dependencies that are switched on. */
export interface PlacedChart {
  readonly chart: Chart
  readonly name: string
  /** The name by which the charts inside call it in their paths. */
  readonly innerName: string
  readonly isRoot: boolean
  /** Defaults, with what is imported from dependencies. */
  values: MapValue
  /** Those of the metadata that are switched on; their `name` is the alias where there is one. */
  dependencies: readonly PlacedDependency[]
  charts: readonly PlacedChart[]
}

export interface PlacedDependency {
  readonly written: Dependency
  readonly name: string
  enabled: boolean
}

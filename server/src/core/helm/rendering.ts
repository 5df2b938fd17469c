import type { Location } from '../base/place.ts'
import type { Execution, ExecutionProblem } from '../template/execution.ts'
import type { ParseProblem } from '../template/parse.ts'
import type { MapValue } from '../template/value.ts'
import type { Basis } from './basis.ts'
import type { Chart } from './chart/chart.ts'
import type { ChartDocument, ManifestProblem, RenderedText } from './manifests.ts'
import type { MissingDependency } from './missing.ts'
import type { RenderProfile } from './profile.ts'

/** One template of a chart, rendered. */
export interface Rendering extends RenderedText, Execution {
  /** What keeps the template from being read at all places. In the order of the text. */
  readonly parseProblems: readonly ParseProblem[]
}

/** A chart in one profile. */
export interface ChartRendering {
  readonly chart: Chart
  readonly profile: RenderProfile
  /** Partials apart, in the order in which Helm renders them. */
  readonly templates: readonly Rendering[]
  /** In the order in which Helm prints them. */
  readonly documents: readonly ChartDocument[]
  /** Everything for which Helm would refuse the chart, the first thing first. */
  readonly problems: readonly ChartProblem[]
  /** Dependencies that are switched on and not in view: their resources and templates are unknown. */
  readonly missing: readonly MissingDependency[]
  /** The values of the root chart, those of its dependencies inside. */
  readonly values: MapValue
  /** What it rests on: with that the next rendering tells what it may take over. */
  readonly basis: Basis
}

export type ChartProblem =
  | { readonly kind: 'chart'; readonly message: string; readonly at: Location | undefined }
  | { readonly kind: 'values' | 'schema'; readonly message: string; readonly at: Location | undefined }
  | { readonly kind: 'parse'; readonly name: string; readonly problem: ParseProblem; readonly text: string }
  | { readonly kind: 'execution'; readonly name: string; readonly problem: ExecutionProblem }
  | { readonly kind: 'manifest'; readonly problem: ManifestProblem; readonly message: string }

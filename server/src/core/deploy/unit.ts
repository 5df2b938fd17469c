import type { Uri } from '../base/place.ts'
import type { KustomizePatch } from './transformations.ts'

/** A Kustomize build or a chart in a profile: what is made from several files and deployed as one. */
export type UnitId = string & { readonly __unit: never }

/**
 * Where a resource is at home. What stands in plain files belongs to no unit: it is deployed with what is near. What a build or
 * a chart made belongs to that unit, and to the file that wrote it for whoever looks at it from outside.
 */
export interface Home {
  readonly uri: Uri
  readonly unit: UnitId | undefined
}

/** What is known of a unit as a whole. */
export interface UnitFacts {
  readonly id: UnitId
  /** The folder of the kustomization or the chart. */
  readonly folder: string
  /** What people call it: the profile of a chart, `default` for values.yaml alone; empty for a build. */
  readonly profile: string
  /** True when something may belong to it that cannot be seen: a remote base, a file or a dependency that is missing. */
  readonly open: boolean
  /** What something that cannot be seen may change of what is there: a patch or a transformer that is missing. */
  readonly changes: readonly KustomizePatch[]
}

export function inOneUnit(a: Home, b: Home): boolean {
  return a.unit !== undefined && a.unit === b.unit
}

/** @param kind what makes it: `kustomize`, or `helm` with the profile as `more` */
export function unitIdOf(kind: 'kustomize' | 'helm', folder: string, more = ''): UnitId {
  return `${kind}:${folder}${more === '' ? '' : `#${more}`}` as UnitId
}

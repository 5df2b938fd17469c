import type { Location } from '../base/place.ts'

/** Why a build cannot be made, or not in full. */
export type ProblemKind =
  | 'missing-file'
  | 'outside-root'
  | 'remote'
  | 'plugin'
  | 'helm'
  | 'cycle'
  | 'kustomization'
  | 'malformed'
  | 'duplicate'
  | 'patch-target'
  | 'patch'
  | 'generator'
  | 'replacement'
  | 'variable'
  | 'transformer'
  | 'limit'

export interface Problem {
  readonly kind: ProblemKind
  readonly message: string
  readonly at: Location
}

/** Thrown where kustomize gives up. A lenient build catches it at the smallest part that it concerns and goes on. */
export class BuildError extends Error {
  readonly kind: ProblemKind
  readonly at: Location | undefined

  constructor(kind: ProblemKind, message: string, at?: Location) {
    super(message)
    this.name = 'BuildError'
    this.kind = kind
    this.at = at
  }
}

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
  /** What is wrong, as the second half of a sentence: `no Deployment shop is in this build`. */
  readonly message: string
  /** The narrowest text that is wrong: it may stand in a patch or another file that the kustomization names. */
  readonly at: Location
  /** The entry of the kustomization that asks for it. */
  readonly entry: Location
  /** What the text at `at` was most likely meant to be. */
  readonly meant?: string
}

/** How messages about texts begin that no reader takes. */
export const NO_YAML = 'the text is no YAML'

/** Thrown where kustomize gives up. A lenient build catches it at the smallest part that it concerns and goes on. */
export class BuildError extends Error {
  readonly kind: ProblemKind
  readonly at: Location | undefined
  /** What the text at `at` was most likely meant to be. */
  readonly meant: string | undefined

  constructor(kind: ProblemKind, message: string, at?: Location, meant?: string) {
    super(message)
    this.name = 'BuildError'
    this.kind = kind
    this.at = at
    this.meant = meant
  }
}

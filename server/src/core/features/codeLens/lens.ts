import type { Location } from '../../base/place.ts'

/** What an editor shows of a lens. */
export interface ResolvedLens {
  /** Plain text: `api:80 → 8080 (2 pod templates)`. */
  readonly title: string
  /** What a click does; nothing where there is nothing to see. */
  readonly action?: LensAction
}

export type LensAction =
  | { readonly does: 'peek'; readonly locations: readonly Location[] }
  /** Explains the port at this place. */
  | { readonly does: 'explain'; readonly at: Location }

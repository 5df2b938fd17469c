import type { OriginMap } from '../base/origin.ts'
import type { Location, Uri } from '../base/place.ts'
import type { KustomizePatch } from './transformations.ts'
import type { UnitFacts } from './unit.ts'

/** One document as a producer made it: what will be deployed, and where each part of it was written. */
export interface Draft {
  /** Tells the drafts of one producer apart, and is the same for the same document after a change. */
  readonly key: string
  readonly text: string
  readonly origin: OriginMap
  /** The file that wrote the document, for whoever looks at it from outside of its unit. */
  readonly anchor: Uri
}

/** Something in the way of a product, at the text that somebody can change. */
export interface ProductProblem {
  readonly at: Location
  readonly message: string
  /** `open`: something is not in view, so more may be deployed. `refused`: the real tool would not make it. */
  readonly kind: 'open' | 'refused'
  /** What a rule says of it, where it is sure that it is wrong whatever is not in view. */
  readonly mistake?: BuildMistake
}

/** Something that is wrong with a build as a whole. */
export interface BuildMistake {
  /**
   * `refused`: no such build can be made. `patch-target`: a patch is for something that is not there. `outside`: refused unless
   * the tool is told otherwise. `limit`: the tool may well make it; Portolan does not.
   */
  readonly is: 'refused' | 'patch-target' | 'outside' | 'limit'
  /** What is wrong, as the second half of a sentence: `no Deployment shop is in this build`. */
  readonly what: string
  /** The places where it may be told, the best one first. In some of them there may be no document. */
  readonly at: readonly Location[]
  /** What the text at the first of them was most likely meant to be. */
  readonly meant?: string
}

/** All that one producer makes. */
export interface Product {
  readonly drafts: readonly Draft[]
  /** Files whose documents are deployed by what is made of them, not as they are written. */
  readonly consumed: ReadonlySet<Uri>
  readonly problems: readonly ProductProblem[]
  /** Files that say how it is made: findings of what is made may lie in them, whoever wrote the rest. Absent: none. */
  readonly steering?: ReadonlySet<Uri>
  /** True when something is missing that could bring more: a remote base, a chart that is not vendored. */
  readonly open: boolean
  /** What something that is missing could change of the drafts. */
  readonly changes: readonly KustomizePatch[]
}

/** The only way from a producer to files. Who reads something is run again when it changes, or comes, or goes. */
export interface Inputs {
  text(uri: Uri): string | undefined
  /** The files right in a folder, sorted. */
  list(folder: string): readonly Uri[]
  /** The folders right in a folder, sorted. */
  folders(folder: string): readonly string[]
}

/** Makes the documents of one unit. Pure: the same inputs give the same product. */
export interface Producer {
  readonly unit: Omit<UnitFacts, 'open' | 'changes'>
  produce(inputs: Inputs): Product
}

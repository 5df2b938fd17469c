import { valueOf } from '../base/known.ts'
import type { DocumentId, Place, Uri } from '../base/place.ts'
import type { Externals } from '../config/external.ts'
import { type Home, inOneUnit, type UnitFacts, type UnitId } from '../deploy/unit.ts'
import type { ResourceId } from '../k8s/facts/base.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { BuildSetting } from './graph.ts'
import type { ResourceEntry, ResourceIndex } from './resourceIndex.ts'
import { areMovedTogether } from './transformations.ts'

/** What selection needs to know of the workspace. */
export interface GraphContext {
  readonly index: ResourceIndex
  /** A resource with its home. What is asked about need not stand in the index: somebody may be typing it. */
  find(id: ResourceId): ResourceEntry | undefined
  /** `undefined` for a unit that is gone. */
  unit(id: UnitId): UnitFacts | undefined
  /** See `Graph.settingsAt`. */
  settingsAt(place: Place): readonly BuildSetting[]
  /** The text that was written for a scalar of a made document, without quotes; `undefined` where nobody wrote it. */
  writtenAt(place: Place): string | undefined
  /** True for a document that a build made with a patch. */
  isPatched(document: DocumentId): boolean
  /** True for a file that a kustomization lists as a patch: what stands in it completes something else. */
  isPatchFile(uri: Uri): boolean
  /** What the configuration of a file says to live outside of the repository. */
  externalsFor(uri: Uri): Externals
  /** Orders two resources by file and position, so that answers never depend on the order of loading. */
  compare(a: Resource, b: Resource): number
}

/** Two explicit, different namespaces never meet, unless something that applies both sets one for all. */
export function maySharePodNamespace(a: Resource, atA: Home, b: Resource, atB: Home, context: GraphContext): boolean {
  const one = valueOf(a.namespace)
  const two = valueOf(b.namespace)
  if (one === two) return true
  // What a build puts into no namespace goes where it is applied, all of it.
  if (inOneUnit(atA, atB) && one !== undefined && two !== undefined) return areMovedTogether(atA, atB, context)
  return one === undefined || two === undefined || areMovedTogether(atA, atB, context)
}

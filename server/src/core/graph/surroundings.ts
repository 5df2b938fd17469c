import { valueOf } from '../base/known.ts'
import type { Uri } from '../base/place.ts'
import type { Externals } from '../config/external.ts'
import type { Resource, ResourceId } from '../k8s/resource.ts'
import { areMovedTogether } from './changes.ts'
import type { Builds } from './kustomize.ts'
import type { ResourceEntry, ResourceIndex } from './resourceIndex.ts'

/** What selection needs to know of the workspace. */
export interface Surroundings {
  readonly index: ResourceIndex
  /** A resource with its file. What is asked about need not stand in the index: somebody may be typing it. */
  find(id: ResourceId): ResourceEntry | undefined
  builds(): Builds
  /** What the configuration of a file says to live outside of the repository. */
  externalsFor(uri: Uri): Externals
  /** The resources of a file, for Kustomize patches. */
  resourcesIn(uri: Uri): readonly Resource[]
  /** Orders two resources by file and position, so that answers never depend on the order of loading. */
  compare(a: Resource, b: Resource): number
}

/** Two explicit, different namespaces never meet, unless a kustomization that builds both sets one for all. */
export function maySharePodNamespace(a: Resource, uriA: Uri, b: Resource, uriB: Uri, around: Surroundings): boolean {
  const one = valueOf(a.namespace)
  const two = valueOf(b.namespace)
  return one === undefined || two === undefined || one === two || areMovedTogether(uriA, uriB, around)
}

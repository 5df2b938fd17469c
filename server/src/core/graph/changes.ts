import type { Uri } from '../base/place.ts'
import { folderOf } from '../base/uri.ts'
import type { Changes } from '../k8s/facts.ts'
import type { Surroundings } from './surroundings.ts'

type Around = Pick<Surroundings, 'builds' | 'index'>

/**
 * Everything that may change the resources of a file before they reach a cluster: the Kustomize builds that they are in, and
 * what Flux or Argo CD is told to change in the folder of the file or of such a build.
 */
export function changesTo(uri: Uri, around: Around): readonly Changes[] {
  const builds = around.builds().of(uri)
  return [...builds.flatMap(build => [...build.parts.values()]), ...deliveredBy(uri, around)]
}

/** What may change two files together. */
function changesToBoth(a: Uri, b: Uri, around: Around): readonly Changes[] {
  const parts = around.builds().shared(a, b)?.parts.values() ?? []
  const others = deliveredBy(b, around)
  return [...parts, ...[...deliveredBy(a, around)].filter(changes => others.has(changes))]
}

/** What may be put into another namespace than the one that it says, if it says one. */
export function isMoved(uri: Uri, around: Around): boolean {
  return changesTo(uri, around).some(moves)
}

/** One kustomization may put both into a namespace of its own. */
export function areMovedTogether(a: Uri, b: Uri, around: Around): boolean {
  return changesToBoth(a, b, around).some(moves)
}

function moves({ namespace }: Changes): boolean {
  return namespace.kind !== 'absent'
}

function deliveredBy(uri: Uri, { builds, index }: Around): ReadonlySet<Changes> {
  return index.deliveries.to([
    folderOf(uri),
    ...builds()
      .of(uri)
      .map(build => build.folder),
  ])
}

/** Differs when anything differs that these changes do to resources. */
export function fingerprintOf(changes: Changes): string {
  const { patches, selectorLabels, templateLabels, ownLabels, namespace, namePrefix, nameSuffix, open } = changes
  const texts = [namespace, namePrefix, nameSuffix].map(field => (field.kind === 'known' ? [field.value] : field.kind))
  return JSON.stringify([patches, selectorLabels, templateLabels, ownLabels, texts, open])
}

import { valueOf } from '../base/known.ts'
import { folderOf } from '../base/uri.ts'
import type { Home } from '../deploy/unit.ts'
import type { Changes } from '../k8s/facts.ts'
import type { Surroundings } from './surroundings.ts'

type Around = Pick<Surroundings, 'unit' | 'index'>

/** What Flux or Argo CD is told to change in the folder of a resource, or of the build or chart that made it. */
export function changesTo(home: Home, around: Around): ReadonlySet<Changes> {
  const unit = home.unit === undefined ? undefined : around.unit(home.unit)
  return around.index.deliveries.to([folderOf(home.uri), ...(unit ? [unit.folder] : [])])
}

/** What may be put into another namespace than the one that it says, if it says one. */
export function isMoved(home: Home, around: Around): boolean {
  return [...changesTo(home, around)].some(moves)
}

/** One object of Flux or Argo CD may put both into a namespace of its own. */
export function areMovedTogether(a: Home, b: Home, around: Around): boolean {
  const others = changesTo(b, around)
  return [...changesTo(a, around)].some(changes => others.has(changes) && moves(changes))
}

function moves({ namespace }: Changes): boolean {
  return namespace.kind !== 'absent'
}

/** Labels that are put into selectors, on the way to a cluster: whatever stands there now does not count. */
export function replacedLabels(home: Home, around: Around): ReadonlySet<string> {
  return new Set([...changesTo(home, around)].flatMap(({ selectorLabels }) => selectorLabels))
}

/** Differs when anything differs that these changes do to resources. */
export function fingerprintOf(changes: Changes): string {
  const { patches, selectorLabels, templateLabels, ownLabels, namespace, namePrefix, nameSuffix, open } = changes
  const texts = [namespace, namePrefix, nameSuffix].map(field => valueOf(field) ?? field.kind)
  return JSON.stringify([patches, selectorLabels, templateLabels, ownLabels, texts, open])
}

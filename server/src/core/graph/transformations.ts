import { folderOf } from '../base/uri.ts'
import type { Transformations } from '../deploy/transformations.ts'
import type { Home, UnitFacts, UnitId } from '../deploy/unit.ts'
import type { GitOpsSources } from './gitOpsSources.ts'

/** The part of a graph's context that says what is changed on the way to a cluster. */
interface TransformationContext {
  readonly index: { readonly gitOpsSources: GitOpsSources }
  unit(id: UnitId): UnitFacts | undefined
}

/** What Flux or Argo CD is told to change in the folder of a resource, or of the build or chart that made it. */
export function transformationsOf(home: Home, context: TransformationContext): ReadonlySet<Transformations> {
  const unit = home.unit === undefined ? undefined : context.unit(home.unit)
  return context.index.gitOpsSources.to([folderOf(home.uri), ...(unit ? [unit.folder] : [])])
}

/** What may be put into another namespace than the one that it says, if it says one. */
export function isMoved(home: Home, context: TransformationContext): boolean {
  return [...transformationsOf(home, context)].some(moves)
}

/** One object of Flux or Argo CD may put both into a namespace of its own. */
export function areMovedTogether(a: Home, b: Home, context: TransformationContext): boolean {
  const others = transformationsOf(b, context)
  return [...transformationsOf(a, context)].some(
    transformations => others.has(transformations) && moves(transformations),
  )
}

function moves({ namespace }: Transformations): boolean {
  return namespace.kind !== 'absent'
}

/** Labels that are put into selectors, on the way to a cluster: whatever stands there now does not count. */
export function replacedLabels(home: Home, context: TransformationContext): ReadonlySet<string> {
  return new Set([...transformationsOf(home, context)].flatMap(({ selectorLabels }) => selectorLabels))
}

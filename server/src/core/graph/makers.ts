import { folderOf } from '../base/uri.ts'
import type { Home } from '../deploy/unit.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { GraphContext } from './context.ts'
import { wholeUnit } from './resourceIndex.ts'
import { transformationsOf } from './transformations.ts'

/** The makers that stand beside a resource: in its unit, in the folder of its file, in the folder above. Sorted by place. */
export function makersAround({ uri, unit }: Home, context: GraphContext): readonly Resource[] {
  const { makers } = context.index
  const folder = folderOf(uri)
  const found = [
    ...(unit === undefined ? [] : makers.readOwn(wholeUnit, unit)),
    ...makers.read(folder),
    ...makers.read(folderOf(folder)),
  ]
  return [...new Set(found.map(({ resource }) => resource))].sort(context.compare)
}

/** True where something that is not in view may belong to the unit of a resource, or to what Flux or Argo CD applies with it. */
export function isOpen(home: Home, context: GraphContext): boolean {
  if (home.unit !== undefined && context.unit(home.unit)?.open !== false) return true
  return [...transformationsOf(home, context)].some(({ open }) => open)
}

import { folderOf } from '../base/uri.ts'
import type { Home } from '../deploy/unit.ts'
import type { Resource } from '../k8s/resource.ts'
import { changesTo } from './changes.ts'
import { wholeUnit } from './resourceIndex.ts'
import type { Surroundings } from './surroundings.ts'

/** The makers that stand beside a resource: in its unit, in the folder of its file, in the folder above. Sorted by place. */
export function makersAround({ uri, unit }: Home, around: Surroundings): readonly Resource[] {
  const { makers } = around.index
  const folder = folderOf(uri)
  const found = [
    ...(unit === undefined ? [] : makers.readOwn(wholeUnit, unit)),
    ...makers.read(folder),
    ...makers.read(folderOf(folder)),
  ]
  return [...new Set(found.map(({ resource }) => resource))].sort(around.compare)
}

/** True where something that is not in view may belong to the unit of a resource, or to what Flux or Argo CD applies with it. */
export function isOpen(home: Home, around: Surroundings): boolean {
  if (home.unit !== undefined && around.unit(home.unit)?.open !== false) return true
  return [...changesTo(home, around)].some(({ open }) => open)
}

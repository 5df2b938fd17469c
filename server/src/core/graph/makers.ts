import type { Uri } from '../base/place.ts'
import { folderOf } from '../base/uri.ts'
import type { Resource } from '../k8s/resource.ts'
import { changesTo } from './changes.ts'
import type { Surroundings } from './surroundings.ts'

/** The makers that stand beside a file: in its folder, in the folder above, in the folders of its builds. Sorted by place. */
export function makersAround(uri: Uri, around: Surroundings): readonly Resource[] {
  const folder = folderOf(uri)
  const built = around.builds().of(uri)
  const folders = new Set([folder, folderOf(folder), ...built.flatMap(({ files }) => [...files].map(folderOf))])
  return [...folders]
    .flatMap(each => [...around.index.makers.read(each)])
    .map(({ resource }) => resource)
    .sort(around.compare)
}

/** True where a build of the file holds a chart or something remote. */
export function isOpen(uri: Uri, around: Surroundings): boolean {
  return changesTo(uri, around).some(({ open }) => open)
}

import type { Uri } from '../base/place.ts'
import { folderOf } from '../base/uri.ts'
import type { Buckets } from './buckets.ts'
import type { Builds } from './kustomize.ts'
import { ancestorsOf, levelsUp } from './paths.ts'

/** Distances of files that no Kustomize build holds together begin here: any build is nearer. */
const sameFile = 1e6

/** Three folders up and more. */
export const far = sameFile + 1 + 3

/** Small is near. Files of one Kustomize build come first (the smaller the build the nearer), then file, folder, parents. */
export function distance(a: Uri, b: Uri, builds: Builds): number {
  const build = builds.shared(a, b)
  if (build) return Math.min(build.files.size, sameFile - 1)
  if (a === b) return sameFile
  return sameFile + 1 + levelsUp(folderOf(a), folderOf(b)) + levelsUp(folderOf(b), folderOf(a)) / 1000
}

/** Two folders up and more: what has a name or label in common there, and nothing else, belongs to others. */
export const outOfReach = sameFile + 1 + 2

/**
 * The items under a key in portions: what stands in a later portion is farther from the file by `distance` than
 * everything in an earlier one. Whoever has found what it looks for need not ask for more.
 *
 * @param levels how many folders to go up at most where there are many items
 */
export function* fromNearToFar<T extends { readonly uri: Uri }>(
  buckets: Buckets<T>,
  key: string,
  uri: Uri,
  builds: Builds,
  levels = Infinity,
): Generator<readonly T[]> {
  if (!buckets.isCrowded(key)) {
    yield [...buckets.read(key)]
    return
  }
  for (const build of builds.of(uri)) {
    yield [...buckets.readBelow(key, build.top)].filter(item => build.files.has(item.uri))
  }
  let up = 0
  for (const folder of ancestorsOf(folderOf(uri))) {
    if (up++ > levels) return
    yield [...buckets.readBelow(key, folder)]
  }
}

/** All items under a key; of a crowd those of the same builds and the same folder. */
export function nearby<T extends { readonly uri: Uri }>(
  buckets: Buckets<T>,
  key: string,
  uri: Uri,
  builds: Builds,
): readonly T[] {
  return [...new Set([...fromNearToFar(buckets, key, uri, builds, 0)].flat())]
}

import { ancestorsOf, folderOf, levelsUp } from '../base/uri.ts'
import { type Home, inOneUnit } from '../deploy/unit.ts'
import type { Buckets } from './buckets.ts'

/** Distances between plain files begin here: what is made together is nearer. */
const sameFile = 1e6

/** Three folders up and more. */
export const far = sameFile + 1 + 3

/** Two folders up and more: what has a name or label in common there, and nothing else, belongs to others. */
export const maxDistance = sameFile + 1 + 2

/**
 * How likely two resources are deployed together; smaller is likelier. 0: in one unit. 1e6: in one file. 1e6 + 1 + n: n folders
 * up from the first one's folder there is one that holds both. Infinite: in two different units, which never meet as far as
 * anybody can tell: an overlay for another cluster is made from the same files.
 */
export function distance(a: Home, b: Home): number {
  if (inOneUnit(a, b)) return 0
  if (a.unit !== undefined && b.unit !== undefined) return Infinity
  if (a.uri === b.uri) return sameFile
  return sameFile + 1 + levelsUp(folderOf(a.uri), folderOf(b.uri)) + levelsUp(folderOf(b.uri), folderOf(a.uri)) / 1000
}

/**
 * The items under a key in portions: what stands in a later portion is farther by `distance` than everything in an earlier one.
 * Whoever has found what it looks for need not ask for more.
 *
 * @param levels how many folders to go up at most where there are many items
 */
export function* fromNearToFar<T extends Home>(
  buckets: Buckets<T>,
  key: string,
  from: Home,
  levels = Infinity,
): Generator<readonly T[]> {
  if (from.unit !== undefined) yield [...buckets.readOwn(key, from.unit)]
  const others = (items: Iterable<T>): readonly T[] => [...items].filter(item => !inOneUnit(item, from))
  if (!buckets.isCrowded(key)) {
    yield others(buckets.read(key))
    return
  }
  let up = 0
  for (const folder of ancestorsOf(folderOf(from.uri))) {
    if (up++ > levels) return
    yield others(buckets.readUnder(key, folder))
  }
}

/** All items under a key; of a crowd those of the same unit and the same folder. */
export function nearby<T extends Home>(buckets: Buckets<T>, key: string, from: Home): readonly T[] {
  return [...new Set([...fromNearToFar(buckets, key, from, 0)].flat())]
}

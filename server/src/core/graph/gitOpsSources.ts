import { joinPath } from '../base/uri.ts'
import type { GitOpsSource } from '../deploy/gitOps.ts'
import { fingerprintOf, type Transformations } from '../deploy/transformations.ts'
import type { ReadLog } from './buckets.ts'

/** Read by all who ask. It changes seldom: paths are looked up by their number of segments, and few repositories have many. */
const lengthsName = 'gitOps lengths'

/**
 * What Flux and Argo CD are told to change, by the folder that they name.
 *
 * Nobody tells where the root of the repository is, nor whether it is the one that the object stands in. So a path is found
 * under any folder: `apps/web` concerns `shop/apps/web` and `infra/apps/web/base`, and neither `apps/website` nor `web`.
 */
export class GitOpsSources {
  readonly #log: ReadLog
  readonly #byPath = new Map<string, Set<GitOpsSource>>()
  /** How many different paths have so many segments. */
  readonly #lengths = new Map<number, number>()
  #settledLengths = ''
  /** What paths said that were touched since the last time that everything was settled. */
  readonly #before = new Map<string, string>()
  /** The paths that lead to a folder, for those asked about; valid until a length comes or goes. */
  readonly #keys = new Map<string, readonly string[]>()

  constructor(log: ReadLog) {
    this.#log = log
  }

  add(source: GitOpsSource): void {
    const key = this.#touch(source)
    const here = this.#byPath.get(key)
    if (here) here.add(source)
    else {
      this.#byPath.set(key, new Set([source]))
      this.#lengths.set(lengthOf(key), (this.#lengths.get(lengthOf(key)) ?? 0) + 1)
    }
  }

  remove(source: GitOpsSource): void {
    const key = this.#touch(source)
    const here = this.#byPath.get(key)
    if (!here?.delete(source) || here.size > 0) return
    this.#byPath.delete(key)
    const left = (this.#lengths.get(lengthOf(key)) ?? 1) - 1
    if (left > 0) this.#lengths.set(lengthOf(key), left)
    else this.#lengths.delete(lengthOf(key))
  }

  /** @returns the names by which the log knows what is different since the last time, however often it was replaced */
  settle(): readonly string[] {
    const changed = [...this.#before]
      .filter(([key, before]) => this.#textOf(key) !== before)
      .map(([key]) => nameOf(key))
    this.#before.clear()
    const lengths = [...this.#lengths.keys()].sort((a, b) => a - b).join(' ')
    if (lengths === this.#settledLengths) return changed
    this.#settledLengths = lengths
    this.#keys.clear()
    return [lengthsName, ...changed]
  }

  /** What is changed on the way from these folders to a cluster. */
  to(folders: Iterable<string>): ReadonlySet<Transformations> {
    this.#log.onRead(lengthsName)
    const found = new Set<Transformations>()
    if (this.#lengths.size === 0) return found
    for (const key of new Set([...folders].flatMap(folder => this.#keysOf(folder)))) {
      this.#log.onRead(nameOf(key))
      for (const { transformations } of this.#byPath.get(key) ?? []) found.add(transformations)
    }
    return found
  }

  #touch({ path }: GitOpsSource): string {
    const key = joinPath('', path).replace(/^\//, '')
    if (!this.#before.has(key)) this.#before.set(key, this.#textOf(key))
    return key
  }

  #textOf(key: string): string {
    return [...(this.#byPath.get(key) ?? [])]
      .map(({ transformations }) => fingerprintOf(transformations))
      .sort()
      .join('\n')
  }

  #keysOf(folder: string): readonly string[] {
    const known = this.#keys.get(folder)
    if (known) return known
    const keys = [...keysIn(folder, this.#lengths.keys())]
    this.#keys.set(folder, keys)
    return keys
  }
}

/** Everything that may be a path in a repository and leads to the folder or to one above it. */
function* keysIn(folder: string, lengths: Iterable<number>): Generator<string> {
  const segments = folder.split('/')
  for (const length of lengths)
    for (let end = length; end <= segments.length; end++) yield segments.slice(end - length, end).join('/')
}

function lengthOf(key: string): number {
  return key === '' ? 0 : key.split('/').length
}

function nameOf(key: string): string {
  return `gitOps:${key}`
}

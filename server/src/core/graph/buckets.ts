import type { Uri } from '../base/place.ts'
import { ancestorsOf, folderOf } from './paths.ts'

/** Whoever reads a bucket while a document is checked depends on it: a change of the bucket outdates that document. */
export interface ReadLog {
  onRead(bucket: string): void
  /** Runs a computation whose answer is kept, and says what it read: whoever gets the kept answer reads the same. */
  gather<T>(compute: () => T): Gathered<T>
}

export interface Gathered<T> {
  readonly value: T
  readonly reads: ReadonlySet<string>
}

/** More items than this are asked for by folder. */
const crowd = 16

/**
 * An index from keys to items that stand in files. Adding, removing and reading cost as much as the items concerned;
 * nothing here ever walks the whole workspace.
 */
export class Buckets<T extends { readonly uri: Uri }> {
  readonly #name: string
  readonly #log: ReadLog
  readonly #items = new Map<string, Set<T>>()
  /** The same items by each folder above them, for keys that were asked for by folder once. */
  readonly #byFolder = new Map<string, Map<string, Set<T>>>()

  constructor(name: string, log: ReadLog) {
    this.#name = name
    this.#log = log
  }

  /** @returns the names by which the log knows what has changed */
  add(key: string, item: T): Iterable<string> {
    put(this.#items, key, item)
    const folders = this.#byFolder.get(key)
    if (folders) for (const folder of ancestorsOf(folderOf(item.uri))) put(folders, folder, item)
    return this.#changedBy(key, item, crowd + 1)
  }

  /** @returns the names by which the log knows what has changed */
  remove(key: string, item: T): Iterable<string> {
    take(this.#items, key, item)
    const folders = this.#byFolder.get(key)
    if (folders) for (const folder of ancestorsOf(folderOf(item.uri))) take(folders, folder, item)
    return this.#changedBy(key, item, crowd)
  }

  /** The items under a key, in no particular order. Reading is logged, also when there are none. */
  read(key: string): Iterable<T> {
    this.#log.onRead(this.#nameOf(key))
    return this.#items.get(key) ?? []
  }

  /** The items under a key in a folder and below: of a thousand Services with one label only those next door. */
  readBelow(key: string, folder: string): Iterable<T> {
    this.#log.onRead(`${this.#nameOf(key)}@${folder}`)
    return this.#folders(key).get(folder) ?? []
  }

  /** How many items there are, without logging: for choosing the cheapest way to an answer. */
  sizeOf(key: string): number {
    return this.#items.get(key)?.size ?? 0
  }

  /** Whether so many items stand under a key that looking at each would cost too much. Logged: the answer may change. */
  isCrowded(key: string): boolean {
    this.#log.onRead(this.#crowdOf(key))
    return this.sizeOf(key) > crowd
  }

  /** The names by which the log knows the items of a file under a key. */
  *namesFor(key: string, uri: Uri): Generator<string> {
    const name = this.#nameOf(key)
    yield name
    if (this.#byFolder.has(key)) for (const folder of ancestorsOf(folderOf(uri))) yield `${name}@${folder}`
  }

  *#changedBy(key: string, item: T, crossing: number): Generator<string> {
    yield* this.namesFor(key, item.uri)
    if (this.sizeOf(key) === crossing) yield this.#crowdOf(key)
  }

  #nameOf(key: string): string {
    return `${this.#name}:${key}`
  }

  #crowdOf(key: string): string {
    return `${this.#nameOf(key)}#`
  }

  #folders(key: string): ReadonlyMap<string, Set<T>> {
    const known = this.#byFolder.get(key)
    if (known) return known
    const folders = new Map<string, Set<T>>()
    for (const item of this.#items.get(key) ?? [])
      for (const folder of ancestorsOf(folderOf(item.uri))) put(folders, folder, item)
    this.#byFolder.set(key, folders)
    return folders
  }
}

function put<T>(map: Map<string, Set<T>>, key: string, item: T): void {
  const items = map.get(key)
  if (items) items.add(item)
  else map.set(key, new Set([item]))
}

function take<T>(map: Map<string, Set<T>>, key: string, item: T): void {
  const items = map.get(key)
  items?.delete(item)
  if (items?.size === 0) map.delete(key)
}

import type { Uri } from '../base/place.ts'
import { ancestorsOf, folderOf } from '../base/uri.ts'
import type { Home, UnitId } from '../deploy/unit.ts'

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
const many = 16

/** How the items of a crowded key are found by folder. */
interface View {
  /** Sets the buckets of a view apart in the log. */
  readonly mark: string
  /** Under which folders an item is filed. */
  foldersOf(uri: Uri): Iterable<string>
}

const under: View = { mark: '@', foldersOf: uri => ancestorsOf(folderOf(uri)) }
/** By the folder above their own: what they may point to stands anywhere below it. */
const siblings: View = { mark: '^', foldersOf: uri => [folderOf(folderOf(uri))] }
const views = [under, siblings]

type InFolder<T> = readonly [folders: Map<string, Set<T>>, folder: string, view: View]

/**
 * An index from keys to items that stand in files. Adding, removing and reading cost as much as the items concerned;
 * nothing here ever walks the whole workspace.
 */
export class Buckets<T extends Home> {
  readonly #name: string
  readonly #log: ReadLog
  readonly #items = new Map<string, Set<T>>()
  /** The same items by folder in each view, for keys that were asked for in that way once. */
  readonly #byFolder: ReadonlyMap<View, Map<string, Map<string, Set<T>>>> = new Map(
    views.map(view => [view, new Map<string, Map<string, Set<T>>>()]),
  )

  constructor(name: string, log: ReadLog) {
    this.#name = name
    this.#log = log
  }

  /**
   * @param ownKey the key within the unit of the item, where that is another
   * @param changed takes the names by which the log knows what has changed
   */
  add(key: string, item: T, changed: Set<string>, ownKey = key): void {
    put(this.#items, key, item)
    if (item.unit !== undefined) put(this.#items, keyIn(item.unit, ownKey), item)
    for (const [folders, folder] of this.#foldersOf(key, item.uri)) put(folders, folder, item)
    this.namesFor(key, item, changed, ownKey)
    if (this.sizeOf(key) === many + 1) changed.add(this.#crowdOf(key))
  }

  /** @param changed takes the names by which the log knows what has changed */
  remove(key: string, item: T, changed: Set<string>, ownKey = key): void {
    take(this.#items, key, item)
    if (item.unit !== undefined) take(this.#items, keyIn(item.unit, ownKey), item)
    for (const [folders, folder] of this.#foldersOf(key, item.uri)) take(folders, folder, item)
    this.namesFor(key, item, changed, ownKey)
    if (this.sizeOf(key) === many) changed.add(this.#crowdOf(key))
  }

  /** The items under a key, in no particular order. Reading is logged, also when there are none. */
  read(key: string): Iterable<T> {
    this.#log.onRead(this.#nameOf(key))
    return this.#items.get(key) ?? []
  }

  /** The items under a key that one unit has. */
  readOwn(key: string, unit: UnitId): Iterable<T> {
    return this.read(keyIn(unit, key))
  }

  /** The items under a key in a folder and below: of a thousand Services with one label only those next door. */
  readUnder(key: string, folder: string): Iterable<T> {
    return this.#readIn(under, key, folder)
  }

  /** The items under a key that stand in a folder right below this one: what they point at stands below it, too. */
  readSiblings(key: string, folder: string): Iterable<T> {
    return this.#readIn(siblings, key, folder)
  }

  /** How many items there are, without logging: for choosing the cheapest way to an answer. */
  sizeOf(key: string): number {
    return this.#items.get(key)?.size ?? 0
  }

  /** Whether so many items stand under a key that looking at each would cost too much. Logged: the answer may change. */
  isCrowded(key: string): boolean {
    this.#log.onRead(this.#crowdOf(key))
    return this.sizeOf(key) > many
  }

  /** @param names takes the names by which the log knows the items of a home under a key */
  namesFor(key: string, { uri, unit }: Home, names: Set<string>, ownKey = key): void {
    const name = this.#nameOf(key)
    names.add(name)
    if (unit !== undefined) names.add(this.#nameOf(keyIn(unit, ownKey)))
    for (const [, folder, { mark }] of this.#foldersOf(key, uri)) names.add(`${name}${mark}${folder}`)
  }

  #nameOf(key: string): string {
    return `${this.#name}:${key}`
  }

  #crowdOf(key: string): string {
    return `${this.#nameOf(key)}#`
  }

  /** Where the items of a file are filed by folder: nowhere, as long as nobody asks for this key in that way. */
  #foldersOf(key: string, uri: Uri): readonly InFolder<T>[] {
    const filed: InFolder<T>[] = []
    for (const [view, keys] of this.#byFolder) {
      const folders = keys.get(key)
      if (folders) for (const folder of view.foldersOf(uri)) filed.push([folders, folder, view])
    }
    return filed
  }

  #readIn(view: View, key: string, folder: string): Iterable<T> {
    this.#log.onRead(`${this.#nameOf(key)}${view.mark}${folder}`)
    const keys = this.#byFolder.get(view)
    const known = keys?.get(key)
    if (known) return known.get(folder) ?? []
    const folders = new Map<string, Set<T>>()
    for (const item of this.#items.get(key) ?? []) for (const each of view.foldersOf(item.uri)) put(folders, each, item)
    keys?.set(key, folders)
    return folders.get(folder) ?? []
  }
}

/** Units have keys of their own beside the common ones. No name or label holds a line break. */
function keyIn(unit: UnitId, key: string): string {
  return `${unit}\n${key}`
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

/** One item in one bucket, whatever it is. */
export interface BucketEntry {
  /** @param into takes the bucket's names in the log */
  names(into: Set<string>): void
  /** Removes it. @param changed takes the names of what has changed by that */
  remove(changed: Set<string>): void
}

/** @param ownKey as for `Buckets.add` */
export function entryOf<T extends Home>(buckets: Buckets<T>, key: string, ownKey: string, item: T): BucketEntry {
  return {
    names: into => {
      buckets.namesFor(key, item, into, ownKey)
    },
    remove: changed => {
      buckets.remove(key, item, changed, ownKey)
    },
  }
}

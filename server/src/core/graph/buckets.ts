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

/**
 * An index from keys to items. Adding, removing and reading cost as much as the items concerned; nothing here ever walks
 * the whole workspace.
 */
export class Buckets<T> {
  readonly #name: string
  readonly #log: ReadLog
  readonly #items = new Map<string, Set<T>>()

  constructor(name: string, log: ReadLog) {
    this.#name = name
    this.#log = log
  }

  /** The bucket's name for the read log. */
  nameOf(key: string): string {
    return `${this.#name}:${key}`
  }

  add(key: string, item: T): void {
    const bucket = this.#items.get(key)
    if (bucket) bucket.add(item)
    else this.#items.set(key, new Set([item]))
  }

  remove(key: string, item: T): void {
    const bucket = this.#items.get(key)
    bucket?.delete(item)
    if (bucket?.size === 0) this.#items.delete(key)
  }

  /** The items under a key, in no particular order. Reading is logged, also when there are none. */
  read(key: string): Iterable<T> {
    this.#log.onRead(this.nameOf(key))
    return this.#items.get(key) ?? []
  }

  /** How many items there are, without logging: for choosing the smallest of several buckets. */
  sizeOf(key: string): number {
    return this.#items.get(key)?.size ?? 0
  }
}

import type { Home } from '../deploy/unit.ts'
import type { Buckets } from './buckets.ts'

/** One item in one bucket, whatever it is. */
export interface Filed {
  /** @param into takes the bucket's names in the log */
  names(into: Set<string>): void
  /** Removes it. @param changed takes the names of what has changed by that */
  takeBack(changed: Set<string>): void
}

export class FiledItem<T extends Home> implements Filed {
  readonly #buckets: Buckets<T>
  readonly #key: string
  readonly #ownKey: string
  readonly #item: T

  constructor(buckets: Buckets<T>, key: string, ownKey: string, item: T) {
    this.#buckets = buckets
    this.#key = key
    this.#ownKey = ownKey
    this.#item = item
  }

  names(into: Set<string>): void {
    this.#buckets.namesFor(this.#key, this.#item, into, this.#ownKey)
  }

  takeBack(changed: Set<string>): void {
    this.#buckets.remove(this.#key, this.#item, changed, this.#ownKey)
  }
}

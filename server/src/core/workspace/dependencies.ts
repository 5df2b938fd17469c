import type { DocumentId } from '../base/place.ts'
import type { Gathered, ReadLog } from '../graph/buckets.ts'

/** Which documents' findings rest on which buckets of the index. */
export class Dependencies implements ReadLog {
  readonly #dependents = new Map<string, Set<DocumentId>>()
  readonly #reads = new Map<DocumentId, ReadonlySet<string>>()
  #current: Set<string> | undefined

  onRead(bucket: string): void {
    this.#current?.add(bucket)
  }

  /** Runs a computation and remembers what it read as the reasons of this document's findings. */
  record<T>(document: DocumentId, compute: () => T): T {
    const { value, reads } = this.gather(compute)
    this.#reads.set(document, reads)
    for (const bucket of reads) {
      const dependents = this.#dependents.get(bucket)
      if (dependents) dependents.add(document)
      else this.#dependents.set(bucket, new Set([document]))
    }
    return value
  }

  gather<T>(compute: () => T): Gathered<T> {
    const outer = this.#current
    const reads = new Set<string>()
    this.#current = reads
    try {
      return { value: compute(), reads }
    } finally {
      this.#current = outer
      if (outer) for (const bucket of reads) outer.add(bucket)
    }
  }

  forget(document: DocumentId): void {
    for (const bucket of this.#reads.get(document) ?? []) {
      const dependents = this.#dependents.get(bucket)
      dependents?.delete(document)
      if (dependents?.size === 0) this.#dependents.delete(bucket)
    }
    this.#reads.delete(document)
  }

  /** True while nothing was computed that a change could outdate. */
  get isEmpty(): boolean {
    return this.#reads.size === 0
  }

  of(bucket: string): Iterable<DocumentId> {
    return this.#dependents.get(bucket) ?? []
  }
}

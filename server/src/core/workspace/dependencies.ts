import type { DocumentId } from '../base/place.ts'
import type { ReadLog } from '../graph/buckets.ts'

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
    const reads = new Set<string>()
    this.#current = reads
    try {
      return compute()
    } finally {
      this.#current = undefined
      this.#reads.set(document, reads)
      for (const bucket of reads) {
        const dependents = this.#dependents.get(bucket)
        if (dependents) dependents.add(document)
        else this.#dependents.set(bucket, new Set([document]))
      }
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

  of(bucket: string): Iterable<DocumentId> {
    return this.#dependents.get(bucket) ?? []
  }
}

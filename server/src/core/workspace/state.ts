import type { DocumentId, Uri } from '../base/place.ts'
import type { UnitId } from '../deploy/unit.ts'
import type { Facts } from '../documents/facts.ts'
import type { Graph } from '../graph/graph.ts'
import { ResourceIndex } from '../graph/resourceIndex.ts'
import { Dependencies } from './dependencies.ts'
import { compareDocuments, type DocumentState, type FileState, type Read, type ReadFile } from './document.ts'
import { neighboursOf } from './neighbours.ts'
import type { Statistics } from './types.ts'

/** Files, units, their documents and the index, kept in step with each other. */
export class State {
  readonly dependencies = new Dependencies()
  readonly index = new ResourceIndex(this.dependencies)
  readonly #isConsumed: (uri: Uri) => boolean
  readonly #steering: (unit: UnitId) => Iterable<Uri>
  readonly #files = new Map<Uri, FileState>()
  readonly #units = new Map<UnitId, readonly DocumentState[]>()
  readonly #documents = new Map<DocumentId, DocumentState>()
  /** Made documents by the files that wrote parts of them. */
  readonly #madeFrom = new Map<Uri, Set<DocumentState>>()
  #changedBuckets = new Set<string>()
  #touched = new Set<Uri>()
  #sorted: readonly Uri[] | undefined

  /**
   * @param isConsumed true for files that are deployed by what is made of them, not as they are written
   * @param steering the files that say how a unit is made
   */
  constructor(isConsumed: (uri: Uri) => boolean, steering: (unit: UnitId) => Iterable<Uri>) {
    this.#isConsumed = isConsumed
    this.#steering = steering
  }

  file(uri: Uri): FileState | undefined {
    return this.#files.get(uri)
  }

  document(id: DocumentId): DocumentState | undefined {
    return this.#documents.get(id)
  }

  documents(): Iterable<DocumentState> {
    return this.#documents.values()
  }

  ofUnit(id: UnitId): readonly DocumentState[] {
    return this.#units.get(id) ?? []
  }

  /** Documents of units that hold something that this file wrote, sorted by unit and place in it. */
  madeFrom(uri: Uri): readonly DocumentState[] {
    const made = this.#madeFrom.get(uri)
    return made ? [...made].sort(compareDocuments) : []
  }

  /** Files with documents that matter, sorted. */
  uris(): readonly Uri[] {
    this.#sorted ??= [
      ...new Set([
        ...[...this.#files.values()].filter(({ documents }) => documents.length > 0).map(({ uri }) => uri),
        ...this.#madeFrom.keys(),
      ]),
    ].sort()
    return this.#sorted
  }

  allFiles(): Iterable<FileState> {
    return this.#files.values()
  }

  /** Puts a new state in the place of the old one. Call `settle` before anything is asked. */
  replaceFile(uri: Uri, read: ReadFile | undefined): void {
    const before = this.#files.get(uri)
    this.#replace(before?.documents ?? [], read)
    if (read) this.#files.set(uri, read.file)
    else this.#files.delete(uri)
    if ((before?.documents.length ?? 0) === 0 || (read?.documents.length ?? 0) === 0) this.#sorted = undefined
    this.#touched.add(uri)
    this.changed(textKey(uri))
  }

  /** Says that these files may show other findings. */
  touch(uris: Iterable<Uri>): void {
    for (const uri of uris) this.#touched.add(uri)
  }

  /** The same for a unit; `undefined` takes it away. */
  replaceUnit(id: UnitId, read: Read | undefined): void {
    this.#replace(this.#units.get(id) ?? [], read)
    if (read) this.#units.set(id, read.documents)
    else this.#units.delete(id)
    this.#sorted = undefined
  }

  /** The documents of these files are now deployed as they are written, or are not any more. */
  rewire(uris: Iterable<Uri>): void {
    for (const uri of uris) {
      for (const document of this.#files.get(uri)?.documents ?? []) {
        this.#changed(this.index.remove(document.facts))
        this.#changed(this.index.add(document.facts, document.home, !this.#isConsumed(uri)))
        this.#outdate(document)
      }
    }
  }

  /** Outdates the findings that rest on something that changed. @returns the files that may show other ones */
  settle(): ReadonlySet<Uri> {
    this.#changed(this.index.gitOpsSources.settle())
    // A first scan has nothing to outdate.
    if (!this.dependencies.isEmpty) {
      for (const bucket of this.#changedBuckets) {
        for (const id of [...this.dependencies.of(bucket)]) {
          const document = this.#documents.get(id)
          if (document) this.#outdate(document)
        }
      }
    }
    const touched = this.#touched
    this.#changedBuckets = new Set()
    this.#touched = new Set()
    return touched
  }

  /** Outdates the findings that read something that no bucket holds. */
  changed(key: string): void {
    this.#changedBuckets.add(key)
  }

  /** Forgets all findings: what is said to be elsewhere has changed. @returns the files that hold some */
  outdateAll(): readonly Uri[] {
    for (const document of this.#documents.values()) {
      document.findings = undefined
      this.dependencies.forget(document.id)
    }
    return this.uris()
  }

  /** Documents whose findings rest on what these facts put into the index. */
  *dependentsOf(facts: Facts): Generator<DocumentId> {
    for (const bucket of this.index.bucketsOf(facts)) yield* this.dependencies.of(bucket)
  }

  /** Documents at the other ends of these facts, both ways. */
  *wiredTo(facts: Facts, graph: Graph): Generator<DocumentId> {
    yield* this.dependentsOf(facts)
    for (const resource of facts.resources) yield* neighboursOf(resource, graph)
  }

  statistics(): Statistics {
    let documents = 0
    let resources = 0
    let skipped = 0
    for (const file of this.#files.values()) {
      documents += file.documentCount
      for (const document of file.documents) resources += document.facts.resources.length
      if (isSkipped(file)) skipped++
    }
    return { files: this.#files.size, documents, resources, skipped }
  }

  #replace(before: readonly DocumentState[], read: Read | undefined): void {
    const kept = new Set(read?.documents)
    for (const document of before) if (!kept.has(document)) this.#drop(document)
    read?.documents.forEach((document, index) => {
      const isNew = this.#documents.get(document.id) !== document
      if (!isNew) {
        this.#forgetOrigin(document)
        this.changed(originKey(document.id))
      }
      document.origin = read.origins[index] ?? document.origin
      document.order = index
      this.#noteOrigin(document)
      if (isNew) this.#take(document)
    })
  }

  #take(document: DocumentState): void {
    this.#documents.set(document.id, document)
    const { facts, home } = document
    this.#changed(this.index.add(facts, home, home.unit !== undefined || !this.#isConsumed(home.uri)))
  }

  #drop(document: DocumentState): void {
    this.#forgetOrigin(document)
    this.#documents.delete(document.id)
    this.dependencies.forget(document.id)
    this.#changed(this.index.remove(document.facts))
  }

  #noteOrigin(document: DocumentState): void {
    if (document.home.unit === undefined) return
    for (const uri of document.origin.uris) {
      this.#touched.add(uri)
      const made = this.#madeFrom.get(uri)
      if (made) made.add(document)
      else this.#madeFrom.set(uri, new Set([document]))
    }
  }

  #forgetOrigin(document: DocumentState): void {
    if (document.home.unit === undefined) return
    for (const uri of document.origin.uris) {
      this.#touched.add(uri)
      const made = this.#madeFrom.get(uri)
      made?.delete(document)
      if (made?.size === 0) this.#madeFrom.delete(uri)
    }
  }

  #outdate(document: DocumentState): void {
    document.findings = undefined
    this.dependencies.forget(document.id)
    this.touch(document.origin.uris)
    if (document.home.unit !== undefined) this.touch(this.#steering(document.home.unit))
  }

  #changed(buckets: Iterable<string>): void {
    for (const bucket of buckets) this.#changedBuckets.add(bucket)
  }
}

function isSkipped({ status, documents }: FileState): boolean {
  const { kind } = status
  return kind === 'helm-template' || kind === 'limit' || documents.some(({ problem }) => problem !== undefined)
}

/** The name by which the log knows that somebody asked where a made document comes from. */
export function originKey(id: DocumentId): string {
  return `origin:${id}`
}

/** The same for what a file says besides its documents. */
export function textKey(uri: Uri): string {
  return `text:${uri}`
}

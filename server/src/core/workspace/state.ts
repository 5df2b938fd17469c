import type { DocumentId, Uri } from '../base/place.ts'
import { Builds } from '../graph/kustomize.ts'
import { ResourceIndex } from '../graph/resourceIndex.ts'
import type { Facts, Kustomization } from '../k8s/facts.ts'
import type { Resource } from '../k8s/resource.ts'
import { Dependencies } from './dependencies.ts'
import type { DocumentState, FileState, ReadFile } from './fileState.ts'
import type { Statistics } from './types.ts'

/** Files, documents, index and Kustomize builds, kept in step with each other. */
export class State {
  readonly dependencies = new Dependencies()
  readonly index = new ResourceIndex(this.dependencies)
  readonly builds = new Builds()
  readonly #files = new Map<Uri, FileState>()
  readonly #documents = new Map<DocumentId, DocumentState>()
  readonly #kustomizations = new Map<Uri, Kustomization>()
  #changedKustomizations = new Map<Uri, Kustomization | undefined>()
  #changedBuckets = new Set<string>()
  #changedFiles = new Set<Uri>()
  #sorted: readonly Uri[] | undefined

  file(uri: Uri): FileState | undefined {
    return this.#files.get(uri)
  }

  document(id: DocumentId): DocumentState | undefined {
    return this.#documents.get(id)
  }

  documents(): Iterable<DocumentState> {
    return this.#documents.values()
  }

  /** Files with documents that matter, sorted. */
  uris(): readonly Uri[] {
    this.#sorted ??= [...this.#files.values()]
      .filter(file => file.documents.length > 0)
      .map(file => file.uri)
      .sort()
    return this.#sorted
  }

  allFiles(): Iterable<FileState> {
    return this.#files.values()
  }

  resourcesIn(uri: Uri): readonly Resource[] {
    return this.#files.get(uri)?.documents.flatMap(document => document.facts.resources) ?? []
  }

  /** Puts a new state in the place of the old one. Call `settle` after the last of a batch. */
  replace(uri: Uri, read: ReadFile | undefined): void {
    const before = this.#files.get(uri)
    const kept = new Set(read?.state.documents)
    for (const document of before?.documents ?? []) {
      if (!kept.has(document)) this.#drop(document)
    }
    read?.state.documents.forEach((document, index) => {
      document.start = read.starts[index] ?? document.start
      if (this.#documents.get(document.id) !== document) this.#take(document)
    })
    if (read) this.#files.set(uri, read.state)
    else this.#files.delete(uri)
    if (!read || !before || (before.documents.length === 0) !== (read.state.documents.length === 0))
      this.#sorted = undefined
    const kustomization = read?.state.documents.find(document => document.facts.kustomization)?.facts.kustomization
    if (kustomization !== this.#kustomizations.get(uri)) {
      if (kustomization) this.#kustomizations.set(uri, kustomization)
      else this.#kustomizations.delete(uri)
      this.#changedKustomizations.set(uri, kustomization)
    }
    this.#changedFiles.add(uri)
  }

  /** Outdates the findings that rest on something that changed. @returns the files that hold them */
  settle(): ReadonlySet<Uri> {
    const affected = new Set<Uri>()
    const outdate = (id: DocumentId): void => {
      const document = this.#documents.get(id)
      if (!document) return
      document.findings = undefined
      this.dependencies.forget(id)
      affected.add(document.uri)
    }
    const outdateFile = (uri: Uri): void => {
      for (const { id, facts } of this.#files.get(uri)?.documents ?? []) {
        outdate(id)
        // What a build does to a resource counts for those outside of the build, too, who select it or compete with it.
        this.#changed(this.index.bucketsOf(facts))
      }
    }
    const rebuilt = this.#rebuild()
    this.#changed(this.index.deliveries.settle())
    // A first scan has nothing to outdate.
    if (!this.dependencies.isEmpty) {
      for (const uri of rebuilt) outdateFile(uri)
      for (const uri of this.#changedFiles)
        for (const build of this.builds.patchedBy(uri)) for (const file of build.files) outdateFile(file)
      for (const bucket of this.#changedBuckets) for (const id of [...this.dependencies.of(bucket)]) outdate(id)
    }
    this.#changedBuckets = new Set()
    this.#changedFiles = new Set()
    return affected
  }

  /** Forgets all findings: what is said to be elsewhere has changed. @returns the files that hold some */
  outdateAll(): readonly Uri[] {
    for (const { documents } of this.#files.values()) {
      for (const document of documents) {
        document.findings = undefined
        this.dependencies.forget(document.id)
      }
    }
    return this.uris()
  }

  /** Documents whose findings rest on what these facts put into the index. */
  *dependentsOf(facts: Facts): Generator<DocumentId> {
    for (const bucket of this.index.bucketsOf(facts)) yield* this.dependencies.of(bucket)
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

  #take(document: DocumentState): void {
    this.#documents.set(document.id, document)
    this.#changed(this.index.add(document.facts, document.uri, !this.builds.isPatchFile(document.uri)))
  }

  #drop(document: DocumentState): void {
    this.#documents.delete(document.id)
    this.dependencies.forget(document.id)
    this.#changed(this.index.remove(document.facts))
  }

  #changed(buckets: Iterable<string>): void {
    for (const bucket of buckets) this.#changedBuckets.add(bucket)
  }

  /** Brings the builds up to date. @returns files whose builds are not what they were */
  #rebuild(): ReadonlySet<Uri> {
    if (this.#changedKustomizations.size === 0) return new Set()
    const { files, patchFiles } = this.builds.update(this.#changedKustomizations)
    this.#changedKustomizations = new Map()
    for (const uri of patchFiles) {
      for (const { facts } of this.#files.get(uri)?.documents ?? []) {
        this.#changed(this.index.remove(facts))
        this.#changed(this.index.add(facts, uri, !this.builds.isPatchFile(uri)))
      }
    }
    return new Set([...files, ...patchFiles])
  }
}

function isSkipped({ status, documents }: FileState): boolean {
  const { kind } = status
  return kind === 'helm-template' || kind === 'limit' || documents.some(({ problem }) => problem !== undefined)
}

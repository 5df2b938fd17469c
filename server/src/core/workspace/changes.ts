import type { DocumentId, Uri } from '../base/place.ts'
import { fileNameOf } from '../base/uri.ts'
import { isConfigFile } from '../config/fileNames.ts'
import type { UnitId } from '../deploy/unit.ts'
import type { YamlDocument } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import { Charts } from './charts.ts'
import type { Configuration } from './configuration.ts'
import { type Reader, type ReadFile, readDrafts, readFile } from './document.ts'
import type { Producers } from './producers.ts'
import type { Sources } from './sources.ts'
import type { State } from './state.ts'
import type { FileChange, FileStatus } from './types.ts'
import { type Units, unitKey } from './units.ts'

export interface ChangesOptions {
  readonly sources: Sources
  readonly units: Units
  readonly producers: Producers
  readonly state: State
  readonly configuration: Configuration
  /** Told whenever answers may be other ones than before. */
  onSettled(): void
  onParsed(id: DocumentId, tree: YamlDocument): void
}

/** So many trees are kept while a change is applied: as many as an overlay makes documents, and more. */
const mostTrees = 500

const ignored: FileStatus = { kind: 'irrelevant' }

/** Brings everything up to date: files first, then what is made from them. */
export class Changes {
  readonly #options: ChangesOptions
  readonly #charts = new Charts()
  readonly #reader: Reader
  /** Trees of what was read in this change. */
  #read = new Map<string, YamlDocument>()
  #nextId = 1

  constructor(options: ChangesOptions) {
    this.#options = options
    this.#reader = {
      newId: () => this.#nextId++ as DocumentId,
      onParsed: (id, tree) => options.onParsed(id, tree),
      parse: text => this.#parse(text),
    }
  }

  /**
   * In steps of a few milliseconds. A file that was changed between two steps keeps the newer text.
   *
   * @returns the files whose findings may differ from before
   */
  *apply(changes: readonly FileChange[]): Generator<void, ReadonlySet<Uri>> {
    const { configuration, producers, sources, state, units } = this.#options
    const affected = new Set<Uri>()
    const pending = new Map(changes.map(change => [change.uri, change.text]))
    for (const [uri, text] of [...pending]) {
      if (configuration.apply({ uri, text })) for (const each of state.outdateAll()) affected.add(each)
      for (const again of this.#charts.apply({ uri, text }, state))
        if (!pending.has(again.uri)) pending.set(again.uri, again.text)
    }
    const read: { readonly uri: Uri; readonly text: string | undefined; readonly after: ReadFile | undefined }[] = []
    const before = new Map([...pending.keys()].map(uri => [uri, state.file(uri)]))
    for (const [uri, text] of pending) {
      const file = before.get(uri)
      if (file?.text !== undefined && file.text === text && !this.#charts.decidedOtherwise(file)) continue
      read.push({ uri, text, after: text === undefined ? undefined : yield* this.#readFile(uri, text) })
    }
    for (const { uri, text, after } of read) {
      if (state.file(uri) !== before.get(uri)) continue
      units.changed(sources.set(uri, text))
      state.replaceFile(uri, after)
      this.#drop(producers.update(uri, text, after?.documents ?? []))
      affected.add(uri)
    }
    this.#settle(affected)
    yield* this.#produce(affected)
    this.#read = new Map()
    return affected
  }

  #parse(text: string): YamlDocument {
    const known = this.#read.get(text)
    if (known) return known
    const tree = parseDocument(text)
    if (this.#read.size >= mostTrees) this.#read = new Map()
    this.#read.set(text, tree)
    return tree
  }

  *#readFile(uri: Uri, text: string): Generator<void, ReadFile> {
    const isConfig = isConfigFile(fileNameOf(uri))
    const status = isConfig ? ignored : this.#charts.statusOf(uri, text)
    const documentCount = isConfig ? 1 : 0
    if (status) return { file: { uri, text, documents: [], documentCount, status }, documents: [], origins: [] }
    return yield* readFile(uri, text, this.#options.state.file(uri)?.documents ?? [], this.#reader)
  }

  /** Makes anew what was made from something that changed. */
  *#produce(affected: Set<Uri>): Generator<void> {
    const { state, units } = this.#options
    for (let next = units.produceNext(); next; next = units.produceNext()) {
      const { id, product, flipped, steering, changed } = next
      const reading = readDrafts(product.drafts, id, state.ofUnit(id), this.#reader)
      let step = reading.next()
      while (!step.done) {
        yield
        step = reading.next()
      }
      // Made again meanwhile, from newer texts.
      if (units.product(id) !== product) continue
      state.replaceUnit(id, step.value)
      state.rewire(flipped)
      for (const uri of steering) affected.add(uri)
      if (changed) state.changed(unitKey(id))
      this.#settle(affected)
      yield
    }
  }

  #drop(gone: Iterable<UnitId>): void {
    const { state, units } = this.#options
    for (const id of gone) {
      const { flipped, steering } = units.remove(id)
      state.replaceUnit(id, undefined)
      state.touch(steering)
      state.changed(unitKey(id))
      state.rewire(flipped)
    }
  }

  #settle(affected: Set<Uri>): void {
    for (const uri of this.#options.state.settle()) affected.add(uri)
    this.#options.onSettled()
  }
}

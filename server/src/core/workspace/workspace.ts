import { LineIndex } from '../base/lines.ts'
import type { DocumentId, Location, Place, Uri } from '../base/place.ts'
import { contains, overlaps, type Span, shift } from '../base/span.ts'
import { decodePath, fileNameOf, folderOf } from '../base/uri.ts'
import { isConfigFile } from '../config/fileNames.ts'
import { levelOf } from '../config/levels.ts'
import { defaultSettings, type Profile, type Settings } from '../config/settings.ts'
import type { Graph } from '../graph/graph.ts'
import { Wiring } from '../graph/wiring.ts'
import type { Resource } from '../k8s/resource.ts'
import { allRules } from '../rules/registry.ts'
import type { Finding, Rule } from '../rules/rule.ts'
import { applySuppressions, type RuleFailure, runRules } from '../rules/run.ts'
import type { YamlDocument } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import { Charts } from './charts.ts'
import { Configuration } from './configuration.ts'
import { type DocumentState, type FileState, type ReadFile, readFile } from './fileState.ts'
import { locateFinding, locateFix } from './locate.ts'
import { State } from './state.ts'
import type {
  Applied,
  At,
  FileChange,
  FileStatus,
  LocatedFinding,
  LocatedFix,
  OpenDocument,
  Part,
  Statistics,
  Unit,
  Unreadable,
} from './types.ts'

export interface WorkspaceOptions {
  /** Folders that are open, so that places can be called by short names. */
  readonly folders?: readonly Uri[]
  readonly rules?: readonly Rule[]
  /** Told when a rule throws. Findings of other rules are not affected. */
  readonly onRuleFailure?: (failure: RuleFailure) => void
}

/** How many parsed trees are kept for hovers and fixes; facts are kept for all. */
const keptTrees = 32

/**
 * All files in view, and the one mutable thing in core. Changes go in by `apply`; everything else only asks.
 *
 * After any series of changes the answers are those of a fresh workspace with the same files (a property test holds it).
 */
export class Workspace {
  readonly #rules: readonly Rule[]
  /** Those that are asked about files that a kustomization lists as patches. */
  readonly #patchRules: readonly Rule[]
  /** Rules that count in one profile only. */
  readonly #profiles: ReadonlyMap<string, Profile>
  readonly #onRuleFailure: (failure: RuleFailure) => void
  readonly #state: State
  readonly #charts = new Charts()
  readonly #configuration: Configuration
  readonly #wiring: Wiring
  readonly #trees = new Map<DocumentId, YamlDocument>()
  readonly #lines = new Map<Uri, { readonly text: string; readonly index: LineIndex }>()
  #folders: readonly Uri[]
  #settings: Settings = defaultSettings
  #revision = 0
  #nextId = 1

  constructor(options: WorkspaceOptions = {}) {
    this.#folders = options.folders ?? []
    this.#rules = options.rules ?? allRules
    this.#patchRules = this.#rules.filter(rule => rule.judgesPatches)
    this.#profiles = new Map(this.#rules.flatMap(({ id, profile }) => (profile ? [[id, profile]] : [])))
    this.#onRuleFailure = options.onRuleFailure ?? (() => undefined)
    this.#configuration = new Configuration(this.#rules.map(rule => rule.id))
    this.#state = new State()
    this.#wiring = new Wiring({
      index: this.#state.index,
      find: id => this.#state.index.find(id),
      builds: () => this.#state.builds,
      externalsFor: uri => this.#configuration.externalsFor(uri, this.#settings),
      resourcesIn: uri => this.#state.resourcesIn(uri),
      compare: (a, b) => this.#compare(a, b),
      describe: place => this.#describe(place),
    })
  }

  get revision(): number {
    return this.#revision
  }

  get graph(): Graph {
    return this.#wiring
  }

  /** Hovers call files by their paths in these folders; findings do not, so they stay valid. */
  setFolders(folders: readonly Uri[]): void {
    this.#folders = folders
  }

  /** Brings files up to date. The cost depends on what changed, not on the workspace. */
  apply(changes: readonly FileChange[]): Applied {
    const steps = this.applyInSteps(changes)
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
    }
  }

  /**
   * The same in steps of a few milliseconds: the host may do other things between two steps, even apply other changes.
   * A file that was changed meanwhile keeps the newer text.
   */
  *applyInSteps(changes: readonly FileChange[]): Generator<void, Applied> {
    const affected = new Set<Uri>()
    const pending = new Map(changes.map(change => [change.uri, change.text]))
    for (const [uri, text] of [...pending]) {
      if (this.#configuration.apply({ uri, text })) for (const each of this.#state.outdateAll()) affected.add(each)
      for (const again of this.#charts.apply({ uri, text }, this.#state))
        if (!pending.has(again.uri)) pending.set(again.uri, again.text)
    }
    const read: { readonly uri: Uri; readonly before: FileState | undefined; readonly after: ReadFile | undefined }[] =
      []
    for (const [uri, text] of pending) {
      const before = this.#state.file(uri)
      if (before?.text !== undefined && before.text === text && !this.#charts.decidedOtherwise(before)) continue
      read.push({ uri, before, after: text === undefined ? undefined : yield* this.#read(uri, text, before) })
    }
    for (const { uri, before, after } of read) {
      if (this.#state.file(uri) !== before) continue
      this.#state.replace(uri, after)
      affected.add(uri)
    }
    for (const uri of this.#state.settle()) affected.add(uri)
    this.#wiring.forget()
    this.#revision++
    return { revision: this.#revision, affected }
  }

  /** Takes over settings of the host. A `.portolan.yaml` near a file wins over them. */
  configure(settings: Partial<Settings>): Applied {
    this.#settings = { ...defaultSettings, ...settings }
    this.#revision++
    this.#wiring.forget()
    return { revision: this.#revision, affected: new Set(this.#state.outdateAll()) }
  }

  /** What `.portolan.yaml` files say that was not understood. */
  configurationProblems(): readonly { readonly at: Location; readonly message: string }[] {
    return this.#configuration.problems()
  }

  /** The `.portolan.yaml` that counts for a file before all others, if there is one. */
  configurationFor(uri: Uri): { readonly uri: Uri; readonly text: string } | undefined {
    return this.#configuration.nearestTo(uri)
  }

  /** Files that hold something Portolan looks at, sorted. */
  files(): readonly Uri[] {
    return this.#state.uris()
  }

  statusOf(uri: Uri): FileStatus | undefined {
    return this.#state.file(uri)?.status
  }

  /**
   * The documents of a file that look like manifests and are no YAML, in the order of the file. While somebody types that is so
   * most of the time; of a file that is meant to be whole it should be told.
   */
  unreadable(uri: Uri): readonly Unreadable[] {
    const documents = this.#state.file(uri)?.documents ?? []
    const whole = documents.every(({ problem }) => problem !== undefined)
    return documents.flatMap(({ id, problem, facts: { resources } }): readonly Unreadable[] => {
      if (!problem) return []
      const at = this.locate({ document: id, span: { start: problem.at, end: problem.at } })
      const portless = resources.length > 0 && resources.every(({ kind }) => kind === 'ConfigMap' || kind === 'Secret')
      return [{ at, reason: problem.reason, whole, portless }]
    })
  }

  /** Findings of one file, sorted by position and rule. */
  findings(uri: Uri): readonly LocatedFinding[] {
    return this.#located(this.#state.file(uri)?.documents ?? [], uri)
  }

  /** Those of them that lie in one resource: the rest of the file is not looked at. */
  findingsIn({ document, span }: Resource): readonly LocatedFinding[] {
    const state = this.#state.document(document)
    if (!state) return []
    return this.#located([state], state.uri).filter(({ origin }) => contains(span, origin.at.span))
  }

  fixesOf(finding: LocatedFinding): readonly LocatedFix[] {
    const fixes = finding.origin.fixes?.({ document: id => this.treeOf(id) }) ?? []
    return [...fixes].map(fix => locateFix(fix, place => this.locate(place)))
  }

  /** Files whose resources this file's resources select, are selected by, or compete with. */
  wiredTo(uri: Uri): readonly Uri[] {
    const wired = new Set<Uri>()
    const add = (document: DocumentId): void => {
      const other = this.#state.document(document)?.uri
      if (other && other !== uri) wired.add(other)
    }
    for (const { facts } of this.#state.file(uri)?.documents ?? []) {
      for (const document of this.#state.dependentsOf(facts)) add(document)
      for (const resource of facts.resources) {
        for (const document of this.#neighbours(resource)) add(document)
      }
    }
    return [...wired].sort()
  }

  /**
   * What stands at an offset of a file, in the documents that were made of it: none where nothing is about ports, several
   * where one line ends up in several documents.
   */
  at(uri: Uri, offset: number): readonly At[] {
    return this.partsOf(uri, { start: offset, end: offset })
      .slice(0, 1)
      .map(({ document, span }) => ({ document, offset: span.start }))
  }

  /** The documents that were made of a part of a file, each with what the part became in it. */
  partsOf(uri: Uri, within: Span): readonly Part[] {
    const documents = this.#state.file(uri)?.documents ?? []
    return documents
      .filter(({ start, text }) => overlaps({ start, end: start + text.length }, within))
      .map(document => ({ document: this.#open(document), span: shift(within, -document.start) }))
  }

  documentsOf(uri: Uri): readonly OpenDocument[] {
    return (this.#state.file(uri)?.documents ?? []).map(document => this.#open(document))
  }

  document(id: DocumentId): OpenDocument | undefined {
    const document = this.#state.document(id)
    return document && this.#open(document)
  }

  /** @throws when the document is gone */
  treeOf(id: DocumentId): YamlDocument {
    const cached = this.#trees.get(id)
    if (cached) return cached
    const document = this.#state.document(id)
    if (!document) throw new Error(`document ${id} is gone`)
    const tree = parseDocument(document.text)
    this.#keep(id, tree)
    return tree
  }

  /** @throws when the document is gone: places are only valid as long as the revision that gave them. */
  locate(place: Place): Location {
    const document = this.#state.document(place.document)
    if (!document) throw new Error(`document ${place.document} is gone`)
    return { uri: document.uri, span: shift(place.span, document.start) }
  }

  unitOf(uri: Uri): Unit {
    const builds = this.#state.builds.of(uri).map(({ folder }) => this.#shortOf(folder))
    return { builds, folder: this.#shortOf(folderOf(uri)) }
  }

  /** Lines of a file that holds something Portolan looks at. */
  lines(uri: Uri): LineIndex | undefined {
    const text = this.textOf(uri)
    if (text === undefined) return undefined
    const cached = this.#lines.get(uri)
    if (cached?.text === text) return cached.index
    if (this.#lines.size >= keptTrees) this.#lines.clear()
    const index = new LineIndex(text)
    this.#lines.set(uri, { text, index })
    return index
  }

  textOf(uri: Uri): string | undefined {
    return this.#state.file(uri)?.text ?? this.#configuration.textOf(uri)
  }

  /** Everything that is known, in no order. For searches: the cost is that of the whole workspace. */
  *resources(): Iterable<Resource> {
    for (const { facts } of this.#state.documents()) for (const resource of facts.resources) yield resource
  }

  statistics(): Statistics {
    return this.#state.statistics()
  }

  #located(documents: readonly DocumentState[], uri: Uri): readonly LocatedFinding[] {
    const levels = this.#configuration.levelsFor(uri, this.#settings)
    const located: LocatedFinding[] = []
    for (const document of documents) {
      for (const finding of this.#findingsOf(document)) {
        const level = levelOf(levels, finding.rule, finding.severity, this.#profiles.get(finding.rule))
        if (level !== 'off') located.push(locateFinding(finding, level, place => this.locate(place)))
      }
    }
    return located.sort(
      (a, b) =>
        a.at.span.start - b.at.span.start ||
        a.at.span.end - b.at.span.end ||
        (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
    )
  }

  *#read(uri: Uri, text: string, before: FileState | undefined): Generator<void, ReadFile> {
    if (isConfigFile(fileNameOf(uri)))
      return {
        state: { uri, text: undefined, documents: [], documentCount: 1, status: { kind: 'irrelevant' } },
        starts: [],
      }
    const status = this.#charts.statusOf(uri, text)
    if (status) return { state: { uri, text, documents: [], documentCount: 0, status }, starts: [] }
    return yield* readFile({
      uri,
      text,
      before,
      newId: () => this.#nextId++ as DocumentId,
      onParsed: (id, tree) => this.#keep(id, tree),
    })
  }

  #findingsOf(document: DocumentState): readonly Finding[] {
    const rules = this.#state.builds.isPatchFile(document.uri) ? this.#patchRules : this.#rules
    document.findings ??= this.#state.dependencies.record(document.id, () =>
      applySuppressions(
        rules,
        runRules(rules, document.facts, this.#wiring, this.#onRuleFailure),
        document.suppressions,
        document.facts,
      ),
    )
    return document.findings
  }

  /** Documents at the other ends of a resource. */
  *#neighbours(resource: Resource): Generator<DocumentId> {
    for (const reference of resource.references) {
      const end = this.#wiring.follow(reference, resource)
      if (end.status === 'services') for (const { document } of end.services) yield document
      else if (end.status === 'pods') for (const { pod } of end.pods) yield pod.document
    }
    if (resource.is === 'service' || resource.is === 'workload')
      for (const { from } of this.#wiring.referencesTo(resource)) yield from.document
    if (resource.is === 'service') {
      const selection = this.#wiring.selection(resource)
      if (selection.status === 'selected') for (const { pod } of selection.pods) yield pod.document
    } else if (resource.is === 'workload') {
      for (const pod of resource.pods) for (const service of this.#wiring.servicesOf(pod)) yield service.document
    }
  }

  #open({ id, uri, text, facts }: DocumentState): OpenDocument {
    const tree = (): YamlDocument => this.treeOf(id)
    return {
      id,
      uri,
      text,
      facts,
      get tree() {
        return tree()
      },
    }
  }

  #keep(id: DocumentId, tree: YamlDocument): void {
    this.#trees.set(id, tree)
    const [oldest] = this.#trees.keys()
    if (this.#trees.size > keptTrees && oldest !== undefined) this.#trees.delete(oldest)
  }

  #compare(a: Resource, b: Resource): number {
    const one = this.#state.document(a.document)
    const two = this.#state.document(b.document)
    if (!one || !two) return a.document - b.document
    if (one.uri !== two.uri) return one.uri < two.uri ? -1 : 1
    return one.start - two.start || a.span.start - b.span.start
  }

  #describe(place: Place): string {
    const uri = this.#state.document(place.document)?.uri ?? ''
    const folder = this.#folders.find(each => uri.startsWith(`${each}/`)) ?? folderOf(uri)
    return decodePath(uri.slice(folder.length + 1))
  }

  #shortOf(folder: string): string {
    const root = this.#folders.find(each => folder === each || folder.startsWith(`${each}/`))
    return root === undefined ? decodePath(folder) : decodePath(folder.slice(root.length + 1)) || '.'
  }
}

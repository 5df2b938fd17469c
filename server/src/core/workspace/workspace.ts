import type { LineIndex } from '../base/lines.ts'
import type { Written } from '../base/origin.ts'
import type { DocumentId, Location, Place, Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import { decodePath, folderOf } from '../base/uri.ts'
import { defaultSettings, type Settings } from '../config/settings.ts'
import type { UnitId } from '../deploy/unit.ts'
import type { Graph } from '../graph/graph.ts'
import { WorkspaceGraph } from '../graph/workspaceGraph.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { FixContext, Rule } from '../rules/run/rule.ts'
import type { RuleFailure } from '../rules/run/run.ts'
import type { YamlDocument } from '../yaml/node.ts'
import { BuildSettings } from './buildSettings.ts'
import { Changes } from './changes.ts'
import { Configuration } from './configuration.ts'
import { compareDocuments, type DocumentState } from './document.ts'
import { Findings } from './findings.ts'
import { locateFix } from './locate.ts'
import { ParsedTexts } from './parsedTexts.ts'
import { openedFrom, ownedPlace, partsOf } from './places.ts'
import { Producers } from './producers.ts'
import { Sources } from './sources.ts'
import { State } from './state.ts'
import type {
  Applied,
  At,
  FileChange,
  FileStatus,
  IncompleteBuild,
  LocatedFinding,
  LocatedFix,
  OpenDocument,
  Part,
  Statistics,
  Unit,
  Unreadable,
} from './types.ts'
import { Units, unitKey } from './units.ts'
import { unreadableIn } from './unreadable.ts'

export interface WorkspaceOptions {
  /** Folders that are open, so that places can be called by short names. */
  readonly folders?: readonly Uri[]
  readonly rules?: readonly Rule[]
  /** Told when a rule throws. Findings of other rules are not affected. */
  readonly onRuleFailure?: (failure: RuleFailure) => void
}

/**
 * All files in view, and the one mutable thing in core. Changes go in by `apply`; everything else only asks.
 *
 * After any series of changes the answers are those of a fresh workspace with the same files (a property test holds it).
 */
export class Workspace {
  readonly #sources = new Sources()
  readonly #units = new Units(this.#sources)
  readonly #producers = new Producers(this.#units, this.#sources)
  readonly #state = new State(
    uri => this.#units.isConsumed(uri),
    id => this.#units.steering(id),
  )
  readonly #configuration: Configuration
  readonly #graph: WorkspaceGraph
  readonly #findings: Findings
  readonly #cache = new ParsedTexts()
  readonly #changes: Changes
  #chosen: ReadonlySet<UnitId> = new Set()
  #folders: readonly Uri[]
  #settings: Settings = defaultSettings
  #revision = 0

  constructor(options: WorkspaceOptions = {}) {
    this.#folders = options.folders ?? []
    const buildSettings = new BuildSettings({
      state: this.#state,
      isPatchFile: uri => this.#producers.isPatchFile(uri),
      textOf: uri => this.textOf(uri),
      treeOf: id => this.treeOf(id),
      written: place => this.written(place),
    })
    this.#graph = new WorkspaceGraph({
      index: this.#state.index,
      find: id => this.#state.index.find(id),
      unit: id => {
        this.#state.dependencies.onRead(unitKey(id))
        return this.#units.facts(id)
      },
      settingsAt: place => buildSettings.at(place),
      writtenAt: place => buildSettings.textAt(place),
      isPatchFile: uri => this.#producers.isPatchFile(uri),
      isPatched: id => this.#producers.isPatched(this.#state.document(id)),
      externalsFor: uri => this.#configuration.externalsFor(uri, this.#settings),
      compare: (a, b) => this.#compare(a, b),
      describe: place => this.#describe(this.locate(place).uri),
    })
    const { rules, onRuleFailure } = options
    this.#findings = new Findings({
      state: this.#state,
      units: this.#units,
      sources: this.#sources,
      graph: this.#graph,
      configuration: () => this.#configuration,
      nameOfUnit: id => this.#pathOfUnit(id),
      locate: place => this.locate(place),
      written: place => this.written(place),
      ...(rules ? { rules } : {}),
      ...(onRuleFailure ? { onRuleFailure } : {}),
    })
    this.#configuration = new Configuration(this.#findings.rules.map(rule => rule.id))
    this.#changes = new Changes({
      sources: this.#sources,
      units: this.#units,
      producers: this.#producers,
      state: this.#state,
      configuration: this.#configuration,
      onSettled: () => this.#graph.forget(),
      onParsed: (id, tree) => this.#cache.keep(id, tree),
    })
  }

  get revision(): number {
    return this.#revision
  }

  get graph(): Graph {
    return this.#graph
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
    const affected = yield* this.#changes.apply(changes)
    this.#revision++
    return { revision: this.#revision, affected }
  }

  /** Takes over settings of the host. A `.portolan.yaml` near a file wins over them. */
  configure(settings: Partial<Settings>): Applied {
    this.#settings = { ...defaultSettings, ...settings }
    this.#revision++
    this.#graph.forget()
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
    return unreadableIn(this.#state.file(uri)?.documents ?? [], place => this.locate(place))
  }

  /** Findings of one file, sorted by position and rule: of its documents, and of what is made from it. */
  findings(uri: Uri): readonly LocatedFinding[] {
    return this.#findings.of(uri, this.#settings)
  }

  /** Those of one resource, wherever its parts were written. */
  findingsIn(resource: Resource): readonly LocatedFinding[] {
    return this.#findings.in(resource, this.#settings)
  }

  /**
   * The ways out of a finding, as edits of what was written. Where a fix would change what a build printed otherwise than it
   * was written, the same finding in the text itself gives the edit. None that would change a unit in which all is well.
   */
  fixesOf(finding: LocatedFinding): readonly LocatedFix[] {
    const context: FixContext = { document: id => this.treeOf(id) }
    for (const origin of [finding.origin, ...this.#findings.asWritten(finding)]) {
      const fixes = [...(origin.fixes?.(context) ?? [])].flatMap(fix => {
        const located = locateFix(fix, place => this.written(place))
        return located && this.#findings.holdsWherever(finding, located.edits) ? [located] : []
      })
      if (fixes.length > 0) return fixes
    }
    return []
  }

  /** Files whose resources this file's resources select, are selected by, or compete with. */
  wiredTo(uri: Uri): readonly Uri[] {
    const wired = new Set<Uri>()
    for (const { facts } of this.#documentsOf(uri))
      for (const id of this.#state.wiredTo(facts, this.#graph))
        for (const other of this.#state.document(id)?.origin.uris ?? []) wired.add(other)
    wired.delete(uri)
    return [...wired].sort()
  }

  /**
   * What stands at an offset of a file, in the documents that are deployed: none where nothing is about ports, several where one
   * line ends up in several documents.
   */
  at(uri: Uri, offset: number): readonly At[] {
    const here = { start: offset, end: offset }
    const deployed = this.partsOf(uri, here)
    // What a patch takes away stands there all the same.
    const parts = deployed.length > 0 ? deployed : this.#partsOf(this.#state.file(uri)?.documents ?? [], uri, here)
    return parts.map(({ document, span }) => ({ document, offset: span.start }))
  }

  /** The same in all units that are made from the file, not only in the one in view. */
  everywhereAt(uri: Uri, offset: number): readonly At[] {
    const made = this.#partsOf(this.#state.madeFrom(uri), uri, { start: offset, end: offset })
    return made.length > 0 ? made.map(({ document, span }) => ({ document, offset: span.start })) : this.at(uri, offset)
  }

  /** The same in the document of the file itself, as it is written: for what is to be edited there. */
  writtenAt(uri: Uri, offset: number): At | undefined {
    const [part] = this.#partsOf(this.#state.file(uri)?.documents ?? [], uri, { start: offset, end: offset })
    return part && { document: part.document, offset: part.span.start }
  }

  /** The documents that were made of a part of a file, each with what the part became in it. */
  partsOf(uri: Uri, within: Span): readonly Part[] {
    return this.#partsOf(this.#documentsOf(uri), uri, within)
  }

  /** The documents that stand in a file, as they are written. */
  documentsOf(uri: Uri): readonly OpenDocument[] {
    return (this.#state.file(uri)?.documents ?? []).map(document => this.#open(document))
  }

  document(id: DocumentId): OpenDocument | undefined {
    const document = this.#state.document(id)
    return document && this.#open(document)
  }

  /** @throws when the document is gone */
  treeOf(id: DocumentId): YamlDocument {
    return this.#cache.treeOf(id, () => this.#existing(id).text)
  }

  /**
   * Where a place was written, and whether it may be edited there.
   *
   * @throws when the document is gone: places are only valid as long as the revision that gave them.
   */
  written({ document, span }: Place): Written {
    return this.#existing(document).origin.up(span)
  }

  /** Where somebody would look for a place: what printed a value before the value itself. @throws as `written` does */
  locate(place: Place): Location {
    const document = this.#existing(place.document)
    const { unit } = document.home
    const folder = unit === undefined ? undefined : this.#units.facts(unit)?.folder
    return ownedPlace(document.origin.up(place.span), folder)
  }

  /** The units that are made from a file, sorted. */
  unitsOf(uri: Uri): readonly UnitId[] {
    return [...new Set(this.#state.madeFrom(uri).flatMap(({ home }) => home.unit ?? []))]
  }

  /** The unit through which a file is looked at: the one that was chosen, if the file is a part of it, else the first. */
  unitInView(uri: Uri): UnitId | undefined {
    const units = this.unitsOf(uri)
    return units.find(unit => this.#chosen.has(unit)) ?? units[0]
  }

  /** Chooses the units to look through. Files that are no part of one are seen as before. */
  lookThrough(units: Iterable<UnitId>): void {
    this.#chosen = new Set(units)
  }

  unitOf(uri: Uri): Unit {
    const builds = this.#units.of(uri).flatMap(id => this.#units.facts(id)?.folder ?? [])
    return { builds: builds.map(folder => this.#shortOf(folder)), folder: this.#shortOf(folderOf(uri)) }
  }

  /** What people call a unit: the path of its folder, with the profile of a chart. */
  nameOfUnit(id: UnitId): string {
    const unit = this.#units.facts(id)
    if (!unit) return id
    return unit.profile === '' ? this.#shortOf(unit.folder) : `${this.#shortOf(unit.folder)} (${unit.profile})`
  }

  #pathOfUnit(id: UnitId): readonly string[] {
    const unit = this.#units.facts(id)
    if (!unit) return [id]
    return [...this.#shortOf(unit.folder).split('/'), ...(unit.profile === '' ? [] : [unit.profile])]
  }

  /** Lines of a file in view. */
  lines(uri: Uri): LineIndex | undefined {
    const text = this.textOf(uri)
    return text === undefined ? undefined : this.#cache.linesOf(uri, text)
  }

  textOf(uri: Uri): string | undefined {
    return this.#sources.text(uri)
  }

  /** The builds of which something is not in view, sorted by folder. Nothing is concluded from what may be in that part. */
  incompleteBuilds(): readonly IncompleteBuild[] {
    return [...this.#units.all()].sort().flatMap(id => {
      const facts = this.#units.facts(id)
      const missing = (this.#units.product(id)?.problems ?? [])
        .filter(({ kind, mistake }) => kind === 'open' && !mistake)
        .map(({ at, message }) => ({ at, reason: message }))
      return facts && facts.profile === '' && missing.length > 0 ? [{ folder: facts.folder, missing }] : []
    })
  }

  /** Everything that is deployed, each through the unit in view, in no order. For searches: the cost is that of the whole workspace. */
  *resources(): Iterable<Resource> {
    const seenThrough = new Map<Uri, UnitId | undefined>()
    for (const { home, facts } of this.#state.documents()) {
      if (!seenThrough.has(home.uri)) seenThrough.set(home.uri, this.unitInView(home.uri))
      const unit = seenThrough.get(home.uri)
      const isReplaced = home.unit === undefined && unit !== undefined && this.#units.isConsumed(home.uri)
      if (!isReplaced && (home.unit === undefined || home.unit === unit)) yield* facts.resources
    }
  }

  statistics(): Statistics {
    return this.#state.statistics()
  }

  /**
   * What is deployed of a file: what the unit in view makes from it, else the documents that stand in it. Of a kustomization with
   * literals or inline patches it is both.
   */
  #documentsOf(uri: Uri): readonly DocumentState[] {
    const unit = this.unitInView(uri)
    const made = unit === undefined ? [] : this.#state.madeFrom(uri).filter(({ home }) => home.unit === unit)
    const own = this.#units.isConsumed(uri) && made.length > 0 ? [] : (this.#state.file(uri)?.documents ?? [])
    return [...own, ...made]
  }

  #partsOf(documents: readonly DocumentState[], uri: Uri, within: Span): readonly Part[] {
    return partsOf(documents, uri, within).map(({ state, span }) => ({ document: this.#open(state), span }))
  }

  #existing(id: DocumentId): DocumentState {
    const document = this.#state.document(id)
    if (!document) throw new Error(`document ${id} is gone`)
    return document
  }

  #open(document: DocumentState): OpenDocument {
    return openedFrom(document, () => this.treeOf(document.id))
  }

  #compare(a: Resource, b: Resource): number {
    const one = this.#state.document(a.document)
    const two = this.#state.document(b.document)
    if (!one || !two) return a.document - b.document
    return compareDocuments(one, two) || a.span.start - b.span.start
  }

  #describe(uri: Uri): string {
    const folder = this.#folders.find(each => uri.startsWith(`${each}/`)) ?? folderOf(uri)
    return decodePath(uri.slice(folder.length + 1))
  }

  #shortOf(path: string): string {
    const root = this.#folders.find(each => path === each || path.startsWith(`${each}/`))
    return root === undefined ? decodePath(path) : decodePath(path.slice(root.length + 1)) || '.'
  }
}

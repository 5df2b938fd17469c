import type { Written } from '../base/origin.ts'
import type { DocumentId, Location, Place, Uri } from '../base/place.ts'
import { contains, type Span, sameSpan, shift } from '../base/span.ts'
import { levelOf } from '../config/levels.ts'
import type { Profile, Settings } from '../config/settings.ts'
import type { UnitId } from '../deploy/unit.ts'
import { resourceId } from '../documents/extract.ts'
import type { Graph } from '../graph/graph.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import { allRules } from '../rules/run/registry.ts'
import type { Finding, Rule } from '../rules/run/rule.ts'
import { applySuppressions, type RuleFailure, runBuildRules, runRules } from '../rules/run/run.ts'
import { resourceAt } from '../rules/run/suppress.ts'
import type { Configuration } from './configuration.ts'
import { compareDocuments, type DocumentState, startOf } from './document.ts'
import { locateFinding } from './locate.ts'
import { mergeUnits } from './mergeUnits.ts'
import type { Sources } from './sources.ts'
import type { State } from './state.ts'
import type { FileEdit, LocatedFinding } from './types.ts'
import type { Units } from './units.ts'
import { softenedByConditions } from './unrendered.ts'

export interface FindingsOptions {
  readonly state: State
  readonly units: Units
  readonly sources: Sources
  readonly graph: Graph
  configuration(): Configuration
  readonly rules?: readonly Rule[]
  readonly onRuleFailure?: (failure: RuleFailure) => void
  nameOfUnit(id: UnitId): readonly string[]
  /** Where somebody would look for a place: the text that was written. */
  locate(place: Place): Location
  written(place: Place): Written
}

/** What the rules say of each file: of the documents in it, and of those that builds and charts make from it. */
export class Findings {
  readonly #options: FindingsOptions
  readonly rules: readonly Rule[]
  /** Rules that count in one profile only. */
  readonly #profiles: ReadonlyMap<string, Profile>

  constructor(options: FindingsOptions) {
    this.#options = options
    this.rules = options.rules ?? allRules
    this.#profiles = new Map(this.rules.flatMap(({ id, profile }) => (profile ? [[id, profile]] : [])))
  }

  /** Findings whose place is in this file, sorted by position and rule. Equal ones of several units are one. */
  of(uri: Uri, settings: Settings): readonly LocatedFinding[] {
    const { state, units } = this.#options
    const file = state.file(uri)
    const isConsumed = units.isConsumed(uri)
    const own = isConsumed ? [] : (file?.documents ?? []).flatMap(document => this.#located(document, settings))
    const madeFrom = state.madeFrom(uri)
    const steered = units.steeredBy(uri)
    const documents =
      steered.length > 0 ? sorted(new Set([...madeFrom, ...steered.flatMap(id => state.ofUnit(id))])) : madeFrom
    const isHere = ({ at }: LocatedFinding): boolean => at.uri === uri
    const made = documents.flatMap(document => this.#located(document, settings)).filter(isHere)
    const ofBuilds = steered.flatMap(id => this.#ofBuild(id, settings)).filter(isHere)
    const { nameOfUnit } = this.#options
    const unitsAt = (offset: number): readonly UnitId[] =>
      madeFrom.flatMap(({ home: { unit }, origin }) =>
        unit !== undefined && origin.down(uri, offset).length > 0 ? [unit] : [],
      )
    // What a literal of a generator says is found in the kustomization and in what it makes of it: it is told once.
    const told = new Set(own.map(placeText))
    const all = [
      ...own,
      ...mergeUnits(
        made.filter(each => !told.has(placeText(each))),
        { unitsAt, nameOfUnit },
      ),
      ...mergeUnits(ofBuilds, { unitsAt: () => steered, nameOfUnit }),
    ]
    const isForOthers = isConsumed || file?.documents.some(({ facts }) => facts.kustomization)
    const left = isForOthers && file ? this.#withoutIgnored(all, file.documents, settings) : all
    return left.toSorted(byPlace)
  }

  /** Those of the document of a resource that lie in the resource: the rest of the file is not looked at. */
  in({ document, span }: Resource, settings: Settings): readonly LocatedFinding[] {
    const state = this.#options.state.document(document)
    if (!state) return []
    return this.#located(state, settings)
      .filter(({ origin: { at } }) => at.document === document && contains(span, at.span))
      .toSorted(byPlace)
  }

  /**
   * True when every unit that is made from the texts of these edits has the finding, so that none is changed that was right.
   * Trivially so for what is deployed as it is written.
   */
  holdsWherever({ units }: LocatedFinding, edits: readonly FileEdit[]): boolean {
    if (!units) return true
    return (
      edits.every(({ uri, span }) =>
        this.#options.state
          .madeFrom(uri)
          .every(
            ({ home, origin }) =>
              home.unit === undefined || units.includes(home.unit) || origin.down(uri, span.start).length === 0,
          ),
      ) && edits.every(edit => !this.#isShared(edit, units))
    )
  }

  /** The same finding in the document that somebody wrote, of one in what was made from it. */
  *asWritten({ rule: id, units, at, origin }: LocatedFinding): Generator<Finding> {
    if (!units) return
    const { state, graph, onRuleFailure = () => undefined } = this.#options
    const rules = this.rules.filter(rule => rule.id === id)
    for (const document of state.file(at.uri)?.documents ?? []) {
      const here = placeIn(document.id, at.span, startOf(document))
      if (!contains({ start: 0, end: document.text.length }, here.span)) continue
      for (const finding of runRules(rules, document.facts, graph, onRuleFailure))
        if (finding.message === origin.message && sameSpan(finding.at.span, here.span)) yield finding
    }
  }

  /** What is wrong with a build as a whole, told in the first of its places that is in a document. */
  #ofBuild(id: UnitId, settings: Settings): readonly LocatedFinding[] {
    const { state, units } = this.#options
    const findings = (units.product(id)?.problems ?? []).flatMap(({ mistake }) => {
      for (const location of mistake?.at ?? []) {
        const document = state.file(location.uri)?.documents.find(each => isWithin(location.span, each))
        if (!mistake || !document) continue
        const at = placeIn(document.id, location.span, startOf(document))
        const here = resourceAt(document.facts, at.span)?.id ?? resourceId({ document: document.id, index: 0 })
        return runBuildRules(this.rules, mistake, at, here)
      }
      return []
    })
    return this.#shown(findings, id, settings)
  }

  /** True for a value of a chart that is printed in more than one place: it means more than the finding is about. */
  #isShared({ uri, span }: FileEdit, [unit]: readonly UnitId[]): boolean {
    let count = 0
    for (const { home, origin } of this.#options.state.madeFrom(uri))
      if (home.unit === unit) count += origin.prints(uri, span)
    return count > 1
  }

  #located(document: DocumentState, settings: Settings): readonly LocatedFinding[] {
    const findings = this.#findingsOf(document).map(finding => softenedByConditions(finding, document, this.#options))
    return this.#shown(findings, document.home.unit, settings)
  }

  #shown(findings: readonly Finding[], unit: UnitId | undefined, settings: Settings): readonly LocatedFinding[] {
    const levels = new Map<Uri, ReturnType<Configuration['levelsFor']>>()
    return findings.flatMap(finding => {
      const at = this.#options.locate(finding.at)
      const forFile = levels.get(at.uri) ?? this.#options.configuration().levelsFor(at.uri, settings)
      levels.set(at.uri, forFile)
      const level = levelOf(forFile, finding.rule, finding.severity, this.#profiles.get(finding.rule))
      return level === 'off' ? [] : [locateFinding(finding, level, unit, this.#options)]
    })
  }

  #findingsOf(document: DocumentState): readonly Finding[] {
    const { state, graph, onRuleFailure = () => undefined } = this.#options
    document.findings ??= state.dependencies.record(document.id, () =>
      applySuppressions(
        this.rules,
        runRules(this.rules, document.facts, graph, onRuleFailure),
        // In what steers a build they count for what is found of the build, too.
        document.facts.kustomization ? [] : document.suppressions,
        document.facts,
      ),
    )
    return document.findings
  }

  /**
   * Comments do not reach what a build prints. Those of the documents that it was made from count for the findings that are
   * shown at their lines.
   */
  #withoutIgnored(
    all: readonly LocatedFinding[],
    documents: readonly DocumentState[],
    settings: Settings,
  ): readonly LocatedFinding[] {
    const asking = documents.filter(({ suppressions }) => suppressions.some(({ covers }) => typeof covers !== 'string'))
    if (asking.length === 0) return all
    const dropped = new Set<LocatedFinding>()
    const told: LocatedFinding[] = []
    for (const document of asking) {
      const { facts, suppressions } = document
      const start = startOf(document)
      const whole: Span = { start, end: start + document.text.length }
      const here = new Map(
        all
          .filter(({ at }) => contains(whole, at.span))
          .map(finding => [{ ...finding.origin, at: placeIn(document.id, finding.at.span, start) }, finding]),
      )
      const comments = suppressions.filter(({ covers }) => typeof covers !== 'string')
      const left = new Set(applySuppressions(this.rules, [...here.keys()], comments, facts))
      for (const [finding, located] of here) if (!left.delete(finding)) dropped.add(located)
      for (const finding of left) {
        const levels = this.#options.configuration().levelsFor(document.home.uri, settings)
        const level = levelOf(levels, finding.rule, finding.severity, this.#profiles.get(finding.rule))
        if (level !== 'off') told.push(locateFinding(finding, level, undefined, this.#options))
      }
    }
    return [...all.filter(finding => !dropped.has(finding)), ...told]
  }
}

function placeIn(document: DocumentId, span: Span, start: number): Place {
  return { document, span: shift(span, -start) }
}

/** The same for findings of one rule at one place. */
function placeText({ rule, at: { span } }: LocatedFinding): string {
  return `${rule} ${span.start} ${span.end}`
}

function isWithin(span: Span, document: DocumentState): boolean {
  const start = startOf(document)
  return contains({ start, end: start + document.text.length }, span)
}

function sorted(documents: ReadonlySet<DocumentState>): readonly DocumentState[] {
  return [...documents].sort(compareDocuments)
}

function byPlace(a: LocatedFinding, b: LocatedFinding): number {
  return (
    a.at.span.start - b.at.span.start ||
    a.at.span.end - b.at.span.end ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  )
}

import type { TextEdit } from '../../base/edit.ts'
import type { DocumentId, Place } from '../../base/place.ts'
import { type Span } from '../../base/span.ts'
import type { BuildMistake } from '../../deploy/producer.ts'
import type { Graph } from '../../graph/graph.ts'
import type { ResourceId } from '../../k8s/facts/base.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import type { YamlDocument } from '../../yaml/node.ts'

/**
 * How sure a conclusion is; it alone sets the default severity (design.md section 2).
 * `certain`: the API server refuses it or it cannot work, given what is in view. `likely`: evidence on both sides.
 * `possible`: the other half may live elsewhere. `advice`: works, and a better way is known.
 */
export type Certainty = 'certain' | 'likely' | 'possible' | 'advice'

export type Severity = 'error' | 'warning' | 'information' | 'hint'

export const severityOf: Readonly<Record<Certainty, Severity>> = {
  certain: 'error',
  likely: 'warning',
  possible: 'information',
  advice: 'hint',
}

/** One kind of mistake. Everything about it stands in one file; docs, settings and tests are derived from this object. */
export type Rule =
  | RuleOn<'service', Service>
  | RuleOn<'workload', Workload>
  | RuleOn<'resource', Service | Workload>
  | RuleOn<'object', Resource>
  | ReferenceRule
  | SuppressionRule
  | BuildRule

/** Looks at each place that points at a port: every `Reference` of a resource of any kind. */
export interface ReferenceRule extends Omit<RuleOn<'reference', Reference>, 'check'> {
  check(reference: Reference, resource: Resource, graph: Graph): Iterable<Report>
}

/** Looks at each request not to report something that has left nothing out, after all other rules have run. */
export interface SuppressionRule extends Omit<RuleOn<'suppression', Suppression>, 'check'> {
  check(unused: Suppression, document: DocumentId, knownRules: readonly string[]): Iterable<Report>
}

/** Looks at what is wrong with a build as a whole. */
export interface BuildRule extends Omit<RuleOn<'build', BuildMistake>, 'check'> {
  /** @param at where it is told */
  check(mistake: BuildMistake, at: Place): Iterable<Report>
}

export interface RuleOn<K extends string, R> {
  /** Kebab-case, stable for ever: users write it in settings and comments. Named after what is wrong. */
  readonly id: string
  /** What it looks at: Services, workloads, (`resource`) both, (`object`) resources of every kind, references, suppressions, or builds. */
  readonly on: K
  /** The certainty of most of its reports; a report may say less or more for its own case. */
  readonly certainty: Certainty
  /** The version that brought it. */
  readonly since: string
  readonly fix: 'none' | 'sometimes' | 'always'
  /** Off unless this profile, or the rule itself, is chosen. Most rules leave it out: they count in every profile. */
  readonly profile?: 'strict' | 'teaching'
  readonly docs: RuleDocs
  /** Called for resources that are complete enough to be judged: never for fragments, broken documents or templates. */
  check(resource: R, graph: Graph): Iterable<Report>
}

export interface RuleDocs {
  /** A noun phrase, without a full stop: "Named targetPort that no selected pod has". */
  readonly title: string
  /** One sentence for lists: what the rule finds. */
  readonly what: string
  /** What Kubernetes does with it, and what one sees: a few sentences of Markdown. */
  readonly why: string
  /** How to mend it. */
  readonly instead: string
  /** A whole manifest (may be several documents) that gets at least one report of this rule. Executed by the tests. */
  readonly bad: string
  /** The same, mended: gets no report of this rule. Executed by the tests. */
  readonly good: string
  /** Where Kubernetes says so: source files with function names, API documentation, KEPs. */
  readonly sources: readonly string[]
  /** Ids of the facts that the rule is about (`S8`, `C5`, `P10`), for docs/coverage.md. */
  readonly covers?: readonly string[]
  /** kubectl commands that show it in a cluster, with the names of `bad`. */
  readonly verify?: readonly string[]
}

export interface Report {
  /**
   * What to underline: the value that is wrong, not the whole block. A span lies in the document of the resource; a place in
   * another document that is made with it, where that must change.
   */
  readonly at: Span | Place
  /** One line of about 120 characters: what is wrong and what is there instead, with names from the manifest. */
  readonly message: string
  /** Only where it differs from the rule's own. */
  readonly certainty?: Certainty
  /** The other end. */
  readonly related?: readonly Related[]
  /** Computed when somebody asks. */
  readonly fixes?: (context: FixContext) => Iterable<Fix>
}

export interface Related {
  readonly at: Place
  readonly message: string
}

export interface FixContext {
  /** The parsed document with its text, for edits that need more than a span. */
  document(id: DocumentId): YamlDocument
}

export interface Fix {
  /** The way out, as an imperative: "Change targetPort to 8080 (http of api)". */
  readonly title: string
  /** `safe`: cannot change what a correct manifest means. `unsafe`: right if we guessed right. `manual`: needs typing after it. */
  readonly applicability: 'safe' | 'unsafe' | 'manual'
  /** At most one of a report's fixes. */
  readonly preferred?: boolean
  readonly edits: readonly DocumentEdit[]
}

export interface DocumentEdit extends TextEdit {
  readonly document: DocumentId
  /** A part of `newText` that the editor selects for typing, as offsets into `newText`. */
  readonly select?: Span
}

/** A report with its origin: what a workspace hands out. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly certainty: Certainty
  readonly resource: ResourceId
  readonly at: Place
  readonly message: string
  readonly related: readonly Related[]
  readonly fixes?: (context: FixContext) => Iterable<Fix>
}

export function serviceRule(rule: Omit<RuleOn<'service', Service>, 'on'>): Rule {
  return { ...rule, on: 'service' }
}

export function workloadRule(rule: Omit<RuleOn<'workload', Workload>, 'on'>): Rule {
  return { ...rule, on: 'workload' }
}

export function resourceRule(rule: Omit<RuleOn<'resource', Service | Workload>, 'on'>): Rule {
  return { ...rule, on: 'resource' }
}

export function objectRule(rule: Omit<RuleOn<'object', Resource>, 'on'>): Rule {
  return { ...rule, on: 'object' }
}

export function referenceRule(rule: Omit<ReferenceRule, 'on'>): Rule {
  return { ...rule, on: 'reference' }
}

export function suppressionRule(rule: Omit<SuppressionRule, 'on'>): Rule {
  return { ...rule, on: 'suppression' }
}

export function buildRule(rule: Omit<BuildRule, 'on'>): Rule {
  return { ...rule, on: 'build' }
}

/** What somebody has asked not to be told: one rule, in some part of a document. */
export interface Suppression {
  readonly rule: string
  /** The id of the rule where it is written. */
  readonly at: Span
  /** Findings that begin here are left out; those of one resource for an annotation. */
  readonly covers: Span | ResourceId
  /** The comment, or the value of the annotation, with all the rules that it names. */
  readonly written: Span
  /** How many rules it names. */
  readonly companions: number
}

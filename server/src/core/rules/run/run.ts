import type { Place } from '../../base/place.ts'
import type { BuildMistake } from '../../deploy/producer.ts'
import type { Facts } from '../../documents/facts.ts'
import type { Graph } from '../../graph/graph.ts'
import type { ResourceId } from '../../k8s/facts/base.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import {
  type Certainty,
  type Finding,
  type ReferenceRule,
  type Report,
  type Rule,
  type Suppression,
  severityOf,
} from './rule.ts'
import { resourceAt, sift } from './suppress.ts'

/** A rule that threw. It is a bug of ours: it is logged once, and never the user's problem. */
export interface RuleFailure {
  readonly rule: string
  readonly error: unknown
}

/**
 * Runs rules over one document. Fragments and documents that nobody can read are left alone. A rule that throws loses its
 * own findings for that resource and nothing else.
 */
export function runRules(
  rules: readonly Rule[],
  facts: Facts,
  graph: Graph,
  onFailure: (failure: RuleFailure) => void,
): readonly Finding[] {
  if (facts.status !== 'ok') return []
  const findings: Finding[] = []
  for (const resource of facts.resources) {
    if (resource.fragment) continue
    for (const rule of rulesFor(rules, resource)) {
      try {
        for (const report of reportsOf(rule, resource, graph)) findings.push(toFinding(rule, resource, report))
      } catch (error) {
        onFailure({ rule: rule.id, error })
      }
    }
  }
  return findings
}

/**
 * Leaves out what nobody wants to be told, and tells of the requests that were for nothing.
 *
 * @param suppressions what the document asks for
 */
export function applySuppressions(
  rules: readonly Rule[],
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  facts: Facts,
): readonly Finding[] {
  const { left, unused } = sift(findings, suppressions)
  const known = rules.map(rule => rule.id)
  const told = unused.flatMap(suppression => {
    const resource = resourceAt(facts, suppression.at)
    if (!resource || resource.fragment || facts.status !== 'ok') return []
    return rules.flatMap(rule =>
      rule.on === 'suppression'
        ? [...rule.check(suppression, resource.document, known)].map(report => toFinding(rule, resource, report))
        : [],
    )
  })
  return told.length > 0 ? [...left, ...told] : left
}

/**
 * What rules say of a mistake of a whole build.
 *
 * @param at where it is told
 * @param resource the one that stands there; of a kustomization, the id that it would have as one
 */
export function runBuildRules(
  rules: readonly Rule[],
  mistake: BuildMistake,
  at: Place,
  resource: ResourceId,
): readonly Finding[] {
  return rules.flatMap(rule =>
    rule.on === 'build'
      ? [...rule.check(mistake, at)].map(report =>
          findingOf(rule, report, { certainty: report.certainty ?? rule.certainty, at, resource }),
        )
      : [],
  )
}

/** By what a resource is: most rules look at Services or workloads only, and most resources point at nothing. */
const kept = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>()

function rulesFor(rules: readonly Rule[], { is, references }: Resource): readonly Rule[] {
  const sorted = kept.get(rules) ?? new Map<string, readonly Rule[]>()
  kept.set(rules, sorted)
  const points = references.length > 0
  const key = points ? `${is}*` : is
  const chosen = sorted.get(key) ?? rules.filter(rule => looksAt(rule, is, points))
  sorted.set(key, chosen)
  return chosen
}

function looksAt({ on }: Rule, is: Resource['is'], points: boolean): boolean {
  if (on === 'reference') return points
  if (on === 'object') return true
  if (on === 'resource') return is === 'service' || is === 'workload'
  return on === is
}

function reportsOf(rule: Rule, resource: Resource, graph: Graph): Iterable<Report> {
  if (rule.on === 'reference') return onReferences(rule, resource, graph)
  if (rule.on === 'object') return rule.check(resource, graph)
  if (resource.is === 'service' && (rule.on === 'service' || rule.on === 'resource')) return rule.check(resource, graph)
  if (resource.is === 'workload' && (rule.on === 'workload' || rule.on === 'resource'))
    return rule.check(resource, graph)
  return []
}

function* onReferences(rule: ReferenceRule, resource: Resource, graph: Graph): Generator<Report> {
  for (const reference of resource.references) yield* rule.check(reference, resource, graph)
}

function toFinding(rule: Rule, resource: Resource, report: Report): Finding {
  const certainty = softened(report.certainty ?? rule.certainty, resource)
  const { at } = report
  const place = 'document' in at ? at : { document: resource.document, span: at }
  return findingOf(rule, report, { certainty, at: place, resource: resource.id })
}

function findingOf(
  rule: Rule,
  { message, related = [], fixes }: Report,
  { certainty, at, resource }: Pick<Finding, 'certainty' | 'at' | 'resource'>,
): Finding {
  const finding = { rule: rule.id, severity: severityOf[certainty], certainty, resource, at, message, related }
  return fixes ? { ...finding, fixes } : finding
}

/** What a pod template inside a custom resource becomes is its controller's business: nothing about it is certain. */
function softened(certainty: Certainty, resource: Resource): Certainty {
  return certainty === 'certain' && resource.is === 'workload' && resource.byShape ? 'likely' : certainty
}

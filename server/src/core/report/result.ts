import { type Known, valueOf } from '../base/known.ts'
import type { Location, Uri } from '../base/place.ts'
import type { ResourceId } from '../k8s/facts/base.ts'
import type { Certainty, Fix, Severity } from '../rules/run/rule.ts'
import type { LocatedFinding, Statistics } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** What every format prints: findings with paths and lines instead of URIs and offsets, sorted, and the counts. */
export interface CheckResult {
  readonly summary: Summary
  /** The files that were checked, with findings or without, sorted. Skipped files and files without manifests are not among them. */
  readonly files: readonly string[]
  /** Sorted by file, line, column, rule. */
  readonly findings: readonly ReportedFinding[]
  /** Why files were skipped, as words for people. With the files of `unreadable` their sum is `summary.skipped`. */
  readonly leftAlone: readonly { readonly files: number; readonly why: string }[]
  /** Documents that look like manifests and are no YAML, sorted as findings are. */
  readonly unreadable: readonly UnreadableDocument[]
  /** What builds ask for and nobody can see, sorted by place. */
  readonly incomplete: IncompleteBuilds
}

export interface IncompleteBuilds {
  /** How many builds lack something. */
  readonly builds: number
  /** What several builds lack is here once. */
  readonly missing: readonly Omit<UnreadableDocument, 'whole' | 'portless'>[]
}

export interface Summary extends Statistics {
  readonly findings: Readonly<Record<Severity, number>>
}

export interface ReportedFinding {
  readonly rule: string
  readonly severity: Severity
  readonly certainty: Certainty
  readonly message: string
  readonly at: ReportedPlace
  readonly resource: ReportedResource
  /** The other ends, in the order in which the rule tells them. */
  readonly related: readonly (ReportedPlace & { readonly message: string })[]
  readonly fixes: readonly ReportedFix[]
  /** The builds and charts in which it holds, where others are made from the same text and are well. */
  readonly unit?: string
}

export interface ReportedFix extends Pick<Fix, 'title' | 'applicability'> {
  /** In terms of the text as it was read: all of them are applied at once. */
  readonly edits: readonly ReportedEdit[]
}

/** What replaces a place. An insertion replaces an empty one. */
export interface ReportedEdit extends Omit<ReportedPlace, 'source'> {
  readonly newText: string
}

export interface UnreadableDocument {
  readonly file: string
  /** Of the first thing that no reader takes. They count from 1. */
  readonly line: number
  readonly column: number
  readonly reason: string
  /** True where nothing else of the file is checked either. */
  readonly whole: boolean
  /** True for ConfigMaps and Secrets, which have no ports. */
  readonly portless: boolean
}

/** A `null` name is one that nobody can know: templated, generated, or missing. */
export interface ReportedResource {
  readonly kind: string
  readonly name: string | null
  readonly namespace: string | null
}

/** Lines and columns count from 1, columns in UTF-16 code units, without a byte order mark; the end is exclusive. */
export interface ReportedPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** The text of `line`, without its line break. */
  readonly source: string
}

export interface ResultOptions {
  /** The files to tell about. Their order does not matter. */
  readonly files: readonly Uri[]
  /** How a file is called in the output. */
  readonly pathOf: (uri: Uri) => string
  /** Files that the host left out before the workspace saw them. */
  readonly unread: number
}

/** Asks a workspace for all findings of the given files. */
export function resultOf(workspace: Workspace, options: ResultOptions): CheckResult {
  const findings: ReportedFinding[] = []
  for (const uri of new Set(options.files)) {
    for (const finding of workspace.findings(uri)) findings.push(reported(workspace, finding, options.pathOf))
  }
  findings.sort(byPlace)
  const counts = { error: 0, warning: 0, information: 0, hint: 0 }
  for (const finding of findings) counts[finding.severity]++
  const { files, documents, resources, skipped } = workspace.statistics()
  const summary = {
    files: files + options.unread,
    documents,
    resources,
    skipped: skipped + options.unread,
    findings: counts,
  }
  const broken = unreadable(workspace, options)
  const unchecked = new Set(broken.flatMap(({ file, whole }) => (whole ? [file] : [])))
  const analysed = options.files.filter(uri => workspace.statusOf(uri)?.kind === 'analysed').map(options.pathOf)
  const checked = [...new Set(analysed)].filter(file => !unchecked.has(file)).sort(compare)
  return {
    summary,
    files: checked,
    findings,
    leftAlone: leftAlone(workspace, options),
    unreadable: broken,
    incomplete: incomplete(workspace, options),
  }
}

function unreadable(workspace: Workspace, { files, pathOf }: ResultOptions): readonly UnreadableDocument[] {
  const documents = [...new Set(files)].flatMap(uri => workspace.unreadable(uri))
  return documents
    .map(({ at, reason, whole, portless }) => {
      const { file, line, column } = placeOf(workspace, at, pathOf)
      return { file, line, column, reason, whole, portless }
    })
    .sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column)
}

function incomplete(workspace: Workspace, { pathOf }: ResultOptions): IncompleteBuilds {
  const builds = workspace.incompleteBuilds()
  const parts = builds
    .flatMap(({ missing }) => missing)
    .map(({ at, reason }) => {
      const { file, line, column } = placeOf(workspace, at, pathOf)
      return { file, line, column, reason }
    })
  const distinct = [...new Map(parts.map(each => [JSON.stringify(each), each])).values()]
  const missing = distinct.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column)
  return { builds: builds.length, missing }
}

function leftAlone(workspace: Workspace, { files, unread }: ResultOptions): CheckResult['leftAlone'] {
  const counts = { analysed: 0, irrelevant: 0, 'helm-template': 0, limit: 0 }
  for (const uri of files) counts[workspace.statusOf(uri)?.kind ?? 'irrelevant']++
  return [
    { files: counts['helm-template'], why: 'Helm templates' },
    { files: counts.limit, why: 'too large' },
    { files: unread, why: 'unreadable' },
  ].filter(reason => reason.files > 0)
}

function reported(workspace: Workspace, finding: LocatedFinding, pathOf: (uri: Uri) => string): ReportedFinding {
  const place = (location: Location) => placeOf(workspace, location, pathOf)
  return {
    rule: finding.rule,
    severity: finding.severity,
    certainty: finding.certainty,
    message: finding.message,
    at: place(finding.at),
    resource: resourceOf(workspace, finding.resource),
    related: finding.related.map(({ at, message }) => ({ ...place(at), message })),
    ...(finding.notIn ? { unit: (finding.units ?? []).map(id => workspace.nameOfUnit(id)).join(', ') } : {}),
    fixes: workspace.fixesOf(finding).map(({ title, applicability, edits }) => ({
      title,
      applicability,
      edits: edits.map(edit => ({ ...place(edit), newText: edit.newText })),
    })),
  }
}

function placeOf(workspace: Workspace, { uri, span }: Location, pathOf: (uri: Uri) => string): ReportedPlace {
  const file = pathOf(uri)
  const lines = workspace.lines(uri)
  if (!lines) return { file, line: 1, column: 1, endLine: 1, endColumn: 1, source: '' }
  const start = lines.positionAt(span.start)
  const end = lines.positionAt(span.end)
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    source: lines.lineText(start.line),
  }
}

function resourceOf(workspace: Workspace, id: ResourceId): ReportedResource {
  const resource = workspace.graph.resource(id)
  // What is wrong with a build as a whole is no matter of one resource.
  if (!resource) return { kind: 'Kustomization', name: null, namespace: null }
  return { kind: resource.kind, name: orNull(resource.name), namespace: orNull(resource.namespace) }
}

function orNull(field: Known<string>): string | null {
  return valueOf(field) ?? null
}

function byPlace(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compare(a.at.file, b.at.file) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  )
}

/** By code units: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

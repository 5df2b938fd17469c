import type { Uri } from '../base/place.ts'
import { contains, overlaps, type Span } from '../base/span.ts'
import { probeTcpOnHttp } from '../rules/probes/probe-tcp-on-http.ts'
import type { Fix } from '../rules/run/rule.ts'
import { suppressionUnused } from '../rules/suppressions/suppression-unused.ts'
import { locateFix } from '../workspace/locate.ts'
import type { FileEdit, LocatedFinding, LocatedFix, Part } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { waysToIgnore } from './ignore.ts'
import { convertProbe } from './refactor/convertProbe.ts'
import { keepClientAddress } from './refactor/keepClientAddress.ts'
import { namePort } from './refactor/namePort.ts'
import type { Refactoring, RefactoringContext } from './refactor/refactoring.ts'

export interface CodeAction {
  readonly title: string
  readonly kind: 'quickfix' | 'refactor.rewrite'
  readonly applicability: Fix['applicability']
  readonly preferred: boolean
  readonly edits: readonly FileEdit[]
  /** The finding that the action mends. Absent for refactorings, and where the rule that would find it is off. */
  readonly fixes?: LocatedFinding
}

/** Fixes of the findings under the selection, then refactorings of what stands there. An empty span is a cursor. */
export function codeActions(workspace: Workspace, uri: Uri, at: Span): readonly CodeAction[] {
  const actions: CodeAction[] = []
  for (const finding of workspace.findings(uri)) {
    if (!overlaps(finding.at.span, at)) continue
    for (const fix of workspace.fixesOf(finding)) actions.push({ ...actionOf(fix, 'quickfix'), fixes: finding })
  }
  for (const refactoring of refactoringsAt(workspace, uri, at)) {
    if (!actions.some(action => sameEdits(action.edits, refactoring.edits))) actions.push(refactoring)
  }
  return actions
}

/** Ways to be told no more of the findings under the selection: to be shown after what mends them. */
export function ignoreActions(workspace: Workspace, uri: Uri, at: Span): readonly CodeAction[] {
  return workspace
    .findings(uri)
    .filter(finding => finding.rule !== suppressionUnused.id && overlaps(finding.at.span, at))
    .flatMap(finding =>
      waysToIgnore(workspace, finding).map(
        ({ title, edits }): CodeAction => ({
          title,
          kind: 'quickfix',
          applicability: 'unsafe',
          preferred: false,
          edits,
          fixes: finding,
        }),
      ),
    )
}

/**
 * One edit per mistake that can be mended without anybody looking: the safe fixes of a file, without those that reach into
 * other files or overlap one that was already taken. Ask again after applying it: a skipped fix may fit then.
 */
export function fixAll(workspace: Workspace, uri: Uri): readonly FileEdit[] {
  const taken: FileEdit[] = []
  for (const finding of workspace.findings(uri)) {
    const safe = workspace.fixesOf(finding).filter(fix => fix.applicability === 'safe')
    const fix = safe.find(candidate => candidate.preferred) ?? safe[0]
    if (!fix || fix.edits.some(edit => edit.uri !== uri)) continue
    const fresh = fix.edits.filter(edit => !taken.some(other => sameEdit(other, edit)))
    if (fresh.length < fix.edits.length && fresh.length > 0) continue
    if (!fresh.some(edit => taken.some(other => overlaps(other.span, edit.span)))) taken.push(...fresh)
  }
  return taken
}

const refactorings: readonly ((context: RefactoringContext) => readonly Refactoring[])[] = [
  convertProbe,
  keepClientAddress,
  namePort,
]

/**
 * The refactorings of what is deployed come first, since they know what it is wired with. Where their edits would change what
 * nobody wrote, those of the text as it is written stand in for them.
 */
function refactoringsAt(workspace: Workspace, uri: Uri, at: Span): readonly CodeAction[] {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return []
  for (const part of workspace.partsOf(uri, at)) {
    const found = refactoringsIn(workspace, part, uri)
    if (found.length > 0) return found
  }
  return []
}

function refactoringsIn(workspace: Workspace, { document, span }: Part, uri: Uri): readonly CodeAction[] {
  const findings = workspace.findings(uri)
  const context: RefactoringContext = {
    open: document,
    at: span,
    graph: workspace.graph,
    document: id => workspace.treeOf(id),
  }
  return refactorings
    .flatMap(refactor => refactor(context))
    .flatMap(refactoring => {
      const located = locateFix(refactoring, place => workspace.written(place))
      if (!located) return []
      const action = actionOf(located, refactoring.mends ? 'quickfix' : 'refactor.rewrite')
      const finding =
        refactoring.mends &&
        findings.find(
          ({ rule, at }) => rule === probeTcpOnHttp.id && located.edits.some(edit => contains(at.span, edit.span)),
        )
      return [finding ? { ...action, fixes: finding } : action]
    })
}

function actionOf({ title, applicability, preferred, edits }: LocatedFix, kind: CodeAction['kind']): CodeAction {
  return { title, kind, applicability, preferred: preferred ?? false, edits }
}

function sameEdits(a: readonly FileEdit[], b: readonly FileEdit[]): boolean {
  return a.length === b.length && a.every((edit, index) => sameEdit(edit, b[index]))
}

function sameEdit(a: FileEdit, b: FileEdit | undefined): boolean {
  return a.uri === b?.uri && a.newText === b.newText && a.span.start === b.span.start && a.span.end === b.span.end
}

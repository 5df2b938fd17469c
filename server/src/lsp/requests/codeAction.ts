import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  Range,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import type { Span } from '../../core/base/span.ts'
import { canonicalUri } from '../../core/base/uri.ts'
import * as core from '../../core/features/codeActions.ts'
import { renumber } from '../../core/features/refactor/renumber.ts'
import type { FileEdit } from '../../core/workspace/types.ts'
import { selectAfter, workspaceEdit } from '../edits.ts'
import { spanOf, uriOf } from '../fromProto.ts'
import { fieldOf, numberIn, textIn } from '../sent.ts'
import type { Session } from '../session.ts'
import { locationOf } from '../toProto.ts'

export const fixAllKind = 'source.fixAll.portolan'

export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind]

/** An action before its edits are asked for: enough to find it again, if the document is still the same. */
interface Unresolved {
  readonly uri: Uri
  readonly version: number | null
  readonly range: Range
  readonly title: string
  readonly kind: string
}

export function answerCodeActions(session: Session): void {
  session.connection.onCodeAction((params, token) => session.answer(token, () => actionsFor(session, params)))
  session.connection.onCodeActionResolve(
    async (action, token) =>
      (await session.answer(token, () => ({ ...action, ...editOf(session, action.data) }))) ?? action,
  )
}

function actionsFor(session: Session, params: CodeActionParams): CodeAction[] {
  if (!session.client.codeActionLiterals) return []
  const uri = uriOf(params.textDocument)
  return [
    ...fixesAndRefactorings(session, uri, params),
    ...renumbering(session, uri, params),
    ...fixAllAction(session, uri, params),
  ]
}

function fixesAndRefactorings(session: Session, uri: Uri, { range, context }: CodeActionParams): CodeAction[] {
  const lines = session.workspace.lines(uri)
  if (!lines || !asksFor(context.only, CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite)) return []
  return actionsAt(session, uri, spanOf(lines, range))
    .filter(({ kind }) => asksFor(context.only, kind))
    .map(({ title, kind, preferred, edits, fixes }) => {
      const action: CodeAction = { title, kind }
      if (preferred) action.isPreferred = true
      const start = fixes && lines.positionAt(fixes.at.span.start)
      const diagnostics = context.diagnostics.filter(each => each.code === fixes?.rule && same(each, start))
      if (diagnostics.length > 0) action.diagnostics = diagnostics
      return withEdits(session, action, { uri, range }, edits)
    })
}

function actionsAt({ workspace }: Session, uri: Uri, at: Span): readonly core.CodeAction[] {
  return [...core.codeActions(workspace, uri, at), ...core.ignoreActions(workspace, uri, at)]
}

/** Asks for the number where the client can; otherwise with a free one. */
function renumbering(session: Session, uri: Uri, { range, context }: CodeActionParams): CodeAction[] {
  const kind = CodeActionKind.RefactorRewrite
  const lines = session.workspace.lines(uri)
  if (!lines || !asksFor(context.only, kind)) return []
  const found = renumber(session.workspace, uri, spanOf(lines, range).start)
  const there = found && locationOf(session, found.at)
  if (!found || !there) return []
  const command = session.client.options.renameCommand
  if (command === undefined) return [withEdits(session, { title: found.title, kind }, { uri, range }, found.edits)]
  const { question: title } = found
  return [{ title, kind, command: { title, command, arguments: [there.uri, there.range.start] } }]
}

/** Only when a client asks for source actions, as on saving: in a menu of fixes for one place it would be in the way. */
function fixAllAction(session: Session, uri: Uri, { range, context }: CodeActionParams): CodeAction[] {
  if (!context.only || !asksFor(context.only, fixAllKind)) return []
  const edits = core.fixAll(session.workspace, uri)
  if (edits.length === 0) return []
  return [withEdits(session, { title: 'Apply all safe Portolan fixes', kind: fixAllKind }, { uri, range }, edits)]
}

function withEdits(
  session: Session,
  action: CodeAction,
  at: { readonly uri: Uri; readonly range: Range },
  edits: readonly FileEdit[],
): CodeAction {
  const command = selectAfter(session, edits)
  if (command) action.command = command
  if (session.client.codeActionResolve) {
    const data: Unresolved = {
      ...at,
      version: session.documents.version(at.uri) ?? null,
      title: action.title,
      kind: action.kind ?? '',
    }
    return { ...action, data }
  }
  const edit = workspaceEdit(session, edits)
  return edit ? { ...action, edit } : action
}

/** Nothing when the document has changed since: the client asks for actions anew, then. */
function editOf(session: Session, data: unknown): { readonly edit?: WorkspaceEdit } {
  const wanted = readUnresolved(data)
  if (!wanted || wanted.version !== (session.documents.version(wanted.uri) ?? null)) return {}
  const lines = session.workspace.lines(wanted.uri)
  const edits =
    wanted.kind === fixAllKind
      ? core.fixAll(session.workspace, wanted.uri)
      : lines && editsOf(session, wanted, spanOf(lines, wanted.range))
  const edit = edits && workspaceEdit(session, edits)
  return edit ? { edit } : {}
}

function editsOf(session: Session, { uri, title, kind }: Unresolved, at: Span): readonly FileEdit[] | undefined {
  const action = actionsAt(session, uri, at).find(each => each.title === title && each.kind === kind)
  if (action) return action.edits
  const renumbered = renumber(session.workspace, uri, at.start)
  return renumbered?.title === title ? renumbered.edits : undefined
}

function readUnresolved(data: unknown): Unresolved | undefined {
  const [uri, title, kind] = [textIn(data, 'uri'), textIn(data, 'title'), textIn(data, 'kind')]
  const range = fieldOf(data, 'range')
  if (uri === undefined || title === undefined || kind === undefined || !Range.is(range)) return undefined
  return { uri: canonicalUri(uri), version: numberIn(data, 'version') ?? null, range, title, kind }
}

function same(diagnostic: Diagnostic, start: Diagnostic['range']['start'] | undefined): boolean {
  return diagnostic.range.start.line === start?.line && diagnostic.range.start.character === start.character
}

/** Kinds are a hierarchy: who asks for `source` gets `source.fixAll.portolan` too. */
function asksFor(only: readonly string[] | undefined, ...kinds: readonly string[]): boolean {
  return !only || only.some(asked => kinds.some(kind => kind === asked || kind.startsWith(`${asked}.`)))
}

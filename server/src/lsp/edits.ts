import type { Command, SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver'
import { applyEdits } from '../core/base/edit.ts'
import { LineIndex } from '../core/base/lines.ts'
import type { Uri } from '../core/base/place.ts'
import { shift } from '../core/base/span.ts'
import type { FileEdit } from '../core/workspace/types.ts'
import type { ClientFacts } from './client.ts'
import type { Session } from './session.ts'
import { rangeOf } from './toProto.ts'

/** The edits of a fix in the richest form that the client takes, or `undefined` when a file of it is gone. */
export function workspaceEdit(session: Session, edits: readonly FileEdit[]): WorkspaceEdit | undefined {
  const files = new Set(edits.map(edit => edit.uri))
  const changes: NonNullable<WorkspaceEdit['changes']> = {}
  const documentChanges: TextDocumentEdit[] = []
  for (const uri of files) {
    const inFile = edits.filter(edit => edit.uri === uri)
    const lines = session.workspace.lines(uri)
    if (!lines) return undefined
    const name = session.documents.clientUri(uri)
    changes[name] = inFile.map(edit => plainEdit(lines, edit))
    documentChanges.push({
      textDocument: { uri: name, version: session.documents.version(uri) ?? null },
      edits: takesSnippets(session.client) ? richEdits(session, lines, uri, inFile) : changes[name],
    })
  }
  return session.client.versionedEdits ? { documentChanges } : { changes }
}

/** What selects, once the edits are made, the part of them that is to be typed over. */
export function selectAfter(session: Session, edits: readonly FileEdit[]): Command | undefined {
  const command = session.client.options.selectCommand
  const chosen = edits.find(edit => edit.select)
  const text = chosen && session.workspace.textOf(chosen.uri)
  if (command === undefined || !chosen?.select || text === undefined) return undefined
  const inFile = edits.filter(edit => edit.uri === chosen.uri)
  const before = inFile.filter(edit => edit.span.start < chosen.span.start)
  const moved = before.reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0)
  const range = rangeOf(new LineIndex(applyEdits(text, inFile)), shift(chosen.select, chosen.span.start + moved))
  return { title: 'Select', command, arguments: [session.documents.clientUri(chosen.uri), range] }
}

function takesSnippets({ snippetEdits, options }: ClientFacts): boolean {
  return snippetEdits && options.selectCommand === undefined
}

function plainEdit(lines: LineIndex, { span, newText }: FileEdit): TextEdit {
  return { range: rangeOf(lines, span), newText }
}

/** Only in an open document can something be selected for typing. */
function richEdits(
  { documents }: Session,
  lines: LineIndex,
  uri: Uri,
  edits: readonly FileEdit[],
): (TextEdit | SnippetTextEdit)[] {
  return edits.map(edit =>
    edit.select && documents.has(uri) ? snippetEdit(lines, edit, edit.select) : plainEdit(lines, edit),
  )
}

function snippetEdit(
  lines: LineIndex,
  { span, newText }: FileEdit,
  select: NonNullable<FileEdit['select']>,
): SnippetTextEdit {
  const [before, selected, after] = [
    newText.slice(0, select.start),
    newText.slice(select.start, select.end),
    newText.slice(select.end),
  ].map(escapeSnippet)
  return { range: rangeOf(lines, span), snippet: { kind: 'snippet', value: `${before}\${0:${selected}}${after}` } }
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}

import * as vscode from 'vscode'
import { eventually, ok } from './expect.ts'

/** Opens a manifest of the test workspace in an editor; `path` begins with the name of its folder: `shop/api.yaml`. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(path))
  await vscode.window.showTextDocument(document, { preview: false })
  return document
}

/** The workspace has a root per folder where the host can open several, else one root that holds the folders. */
export function uriOf(path: string): vscode.Uri {
  const [folder = '', ...rest] = path.split('/')
  const roots = vscode.workspace.workspaceFolders ?? []
  const root = roots.find(candidate => candidate.name === folder)
  if (root) return vscode.Uri.joinPath(root.uri, ...rest)
  ok(roots[0], 'no folder is open')
  return vscode.Uri.joinPath(roots[0].uri, folder, ...rest)
}

/** Where a piece of text stands. With `within`, the first after that other text. */
export function rangeOf(document: vscode.TextDocument, text: string, within = ''): vscode.Range {
  const from = document.getText().indexOf(within)
  const start = from < 0 ? -1 : document.getText().indexOf(text, from)
  ok(start >= 0, `${document.uri.path} does not contain ${JSON.stringify(text)} after ${JSON.stringify(within)}`)
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length))
}

/** Types into an open document: replaces the first occurrence of a text. */
export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit()
  edit.replace(document.uri, rangeOf(document, text), by)
  ok(await vscode.workspace.applyEdit(edit), 'the edit was refused')
}

export function findings(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(diagnostic => diagnostic.source === 'portolan')
}

/** The finding on exactly this piece of text, once it is there. */
export async function findingAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.Diagnostic> {
  return eventually(
    `a finding on ${JSON.stringify(document.getText(range))}`,
    () => findings(document.uri).find(finding => finding.range.isEqual(range)),
    () => describe(document.uri),
  )
}

export async function noFindings(uri: vscode.Uri): Promise<void> {
  await eventually(
    `${uri.path} to have no findings`,
    () => (findings(uri).length === 0 ? true : undefined),
    () => describe(uri),
  )
}

export function describe(uri: vscode.Uri): string {
  const all = vscode.languages.getDiagnostics(uri)
  return [`diagnostics of ${uri.path}: ${all.length}`, ...all.map(one => `${position(one)} ${one.message}`)].join('\n')
}

function position({ range }: vscode.Diagnostic): string {
  return `${range.start.line + 1}:${range.start.character + 1}-${range.end.line + 1}:${range.end.character + 1}`
}

import { commands, type Disposable, languages, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type FileStatusParams, type FileStatusResult, fileStatusRequest } from '../../../server/src/lsp/protocol.ts'

/** True while the active editor shows a manifest: decides which menus have Portolan's commands. */
const contextKey = 'portolan.isManifest'

/** Says next to the language in the status bar what is in the current file, and what it is deployed with. */
export function showFileStatus(client: BaseLanguageClient): readonly Disposable[] {
  const item = languages.createLanguageStatusItem('portolan.file', [{ language: 'yaml' }])
  item.name = 'Portolan: this file'
  item.command = { command: 'workbench.action.openSettings', title: 'Settings', arguments: ['portolan.'] }
  let asked = 0

  async function show(): Promise<void> {
    const mine = ++asked
    const uri = window.activeTextEditor?.document.uri
    const params: FileStatusParams | undefined = uri && { uri: client.code2ProtocolConverter.asUri(uri) }
    const status =
      params && client.isRunning() ? await client.sendRequest<FileStatusResult>(fileStatusRequest, params) : null
    if (mine !== asked) return
    item.text = status ? `Portolan: ${contentsOf(status)}` : 'Portolan: not a Kubernetes manifest'
    item.detail = status ? unitOf(status) : ''
    await commands.executeCommand('setContext', contextKey, status !== null)
  }

  const refresh = () => {
    show().catch((error: unknown) => client.error('The status of the file is not known.', error, false))
  }
  refresh()
  return [
    item,
    window.onDidChangeActiveTextEditor(refresh),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const current = window.activeTextEditor?.document.uri.toString()
      if (uris.some(uri => uri.toString() === current)) refresh()
    }),
    client.onDidChangeState(refresh),
  ]
}

type Status = NonNullable<FileStatusResult>

function contentsOf({ resources, findings: { error, warning, information, hint } }: Status): string {
  const counts = [
    [error, 'error'],
    [warning, 'warning'],
    // Both are shown alike, and neither says that something is wrong.
    [information + hint, 'hint'],
  ] as const
  const found = counts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun))
  return `${counted(resources, 'resource')} here, ${found.length > 0 ? found.join(', ') : 'nothing found'}`
}

function unitOf({ builds, folder }: Status): string {
  const [smallest, ...others] = builds
  if (smallest === undefined) return `deployed with what is in ${folder === '.' ? 'this folder' : folder}`
  const more = others.length > 0 ? ` and ${counted(others.length, 'more')}` : ''
  return `part of the Kustomize build ${smallest}${more}`
}

function counted(count: number, noun: string): string {
  return `${count} ${count === 1 || noun === 'more' ? noun : `${noun}s`}`
}

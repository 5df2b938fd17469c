import { type Disposable, LanguageStatusSeverity, languages, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type StatusParams, statusNotification } from '../../../server/src/lsp/protocol.ts'

/** Says next to the language in the status bar how things stand, above all why a document is not checked. */
export function showStatus(client: BaseLanguageClient): readonly Disposable[] {
  const item = languages.createLanguageStatusItem('portolan.status', [{ language: 'yaml' }, { language: 'helm' }])
  item.name = 'Portolan'
  item.command = { command: 'portolan.showLog', title: 'Show Log' }
  let status: StatusParams | undefined

  function show(): void {
    const current = window.activeTextEditor?.document.uri.toString()
    const leftAlone = status?.leftAlone.find(({ uri }) => uri === current)
    item.busy = status?.loading ?? true
    item.severity = leftAlone ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information
    item.text = leftAlone ? `Portolan: ${labels[leftAlone.kind]}` : summaryOf(status)
    item.detail = leftAlone?.message ?? (status ? detailOf(status) : '')
  }

  show()
  return [
    item,
    client.onNotification(statusNotification, (params: StatusParams) => {
      status = params
      show()
    }),
    window.onDidChangeActiveTextEditor(show),
  ]
}

const labels: Readonly<Record<StatusParams['leftAlone'][number]['kind'], string>> = {
  'helm-template': 'Helm template, not checked',
  limit: 'too large, not checked',
  'not-yaml': 'not valid YAML, not checked',
  incomplete: 'parts of the build not in view',
}

function summaryOf(status: StatusParams | undefined): string {
  if (!status || status.loading) return 'Portolan: reading manifests'
  return `Portolan: ${counted(status.resources, 'resource')}`
}

function detailOf({ files, skipped }: StatusParams): string {
  return skipped === 0 ? `${counted(files, 'file')} read` : `${counted(files, 'file')} read, ${skipped} not checked`
}

function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`
}

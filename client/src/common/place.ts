import { window } from 'vscode'
import type { BaseLanguageClient, Position } from 'vscode-languageclient'
import type { PortParams } from '../../../server/src/lsp/protocol.ts'

/** The place that a command is about: the one it is given, by a code lens say, or the cursor. */
export function placeOf(client: BaseLanguageClient, uri?: string, position?: Position): PortParams | undefined {
  if (typeof uri === 'string' && position) return { textDocument: { uri }, position }
  const editor = window.activeTextEditor
  if (!editor) return undefined
  const { code2ProtocolConverter } = client
  return {
    textDocument: { uri: code2ProtocolConverter.asUri(editor.document.uri) },
    position: code2ProtocolConverter.asPosition(editor.selection.active),
  }
}

export const nothingHere = 'Portolan: There is no port here. Put the cursor into a Service, a workload or an Ingress.'

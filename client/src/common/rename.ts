import { commands, type Disposable, Uri } from 'vscode'
import type { BaseLanguageClient, Position } from 'vscode-languageclient'

export const renameCommand = 'portolan.rename'

/** Asks for a new name or number right at a place, as F2 does there: what a refactoring that needs one leads to. */
export function registerRenameCommand(client: BaseLanguageClient): Disposable {
  return commands.registerCommand(renameCommand, async (uri: string, position: Position) => {
    const at = client.protocol2CodeConverter.asPosition(position)
    await commands.executeCommand('editor.action.rename', [Uri.parse(uri), at])
  })
}

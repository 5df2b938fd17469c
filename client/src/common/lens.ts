import { commands, type Disposable, Uri } from 'vscode'
import type { BaseLanguageClient, Location, Position } from 'vscode-languageclient'

export const peekCommand = 'portolan.peek'

/** Opens a peek with places: what a click on a code lens does. */
export function registerPeekCommand(client: BaseLanguageClient): Disposable {
  return commands.registerCommand(
    peekCommand,
    async (uri: string, position: Position, locations: readonly Location[]) => {
      const { asLocation, asPosition } = client.protocol2CodeConverter
      await commands.executeCommand(
        'editor.action.showReferences',
        Uri.parse(uri),
        asPosition(position),
        locations.map(location => asLocation(location)),
      )
    },
  )
}

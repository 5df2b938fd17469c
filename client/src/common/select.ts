import { commands, type Disposable, Range, Uri, window } from 'vscode'
import type { Range as ProtocolRange } from 'vscode-languageclient'

export const selectCommand = 'portolan.select'

/** Selects what a fix put in to be typed over, such as the path of a probe. */
export function registerSelectCommand(): Disposable {
  return commands.registerCommand(selectCommand, async (uri: string, { start, end }: ProtocolRange) => {
    const selection = new Range(start.line, start.character, end.line, end.character)
    await window.showTextDocument(Uri.parse(uri), { selection })
  })
}

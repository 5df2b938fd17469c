import { commands, type Disposable, EventEmitter, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient, Position } from 'vscode-languageclient'
import { type ExplainPortResult, explainPortRequest, type PortParams } from '../../../server/src/lsp/protocol.ts'
import { withLinksFrom } from './links.ts'
import { nothingHere, placeOf } from './place.ts'

export const explainCommand = 'portolan.explainPort'

const scheme = 'portolan-explain'

/** Pictures of the way have a style of their own in the preview: `client/media/page.css`. */
const pictureFence = '```portolan-way'

/** Shows a page about the port at the cursor. Its address holds the place, so that it is written anew when a window is reloaded. */
export function registerExplainCommand(client: BaseLanguageClient): readonly Disposable[] {
  const changed = new EventEmitter<Uri>()
  const ask = (place: PortParams) => client.sendRequest<ExplainPortResult>(explainPortRequest, place)
  return [
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      async provideTextDocumentContent({ query }) {
        const page = await ask(JSON.parse(query))
        if (!page) return `${nothingHere}\n`
        return withLinksFrom(
          workspace.workspaceFolders?.[0]?.uri.toString(),
          page.markdown.replaceAll(/^```text$/gm, pictureFence),
        )
      },
    }),
    commands.registerCommand(explainCommand, async (uri?: string, position?: Position) => {
      const place = placeOf(client, uri, position)
      const page = place && (await ask(place))
      if (!page) return void window.showInformationMessage(nothingHere)
      const address = Uri.from({ scheme, path: `/${page.title.replace(/\//g, ' ')}.md`, query: JSON.stringify(place) })
      changed.fire(address)
      await commands.executeCommand('markdown.showPreviewToSide', address)
    }),
  ]
}

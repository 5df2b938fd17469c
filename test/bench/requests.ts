import { type CodeLens, CompletionRequest, type Position } from 'vscode-languageserver-protocol'
import type { LspClient } from '../support/lspClient.ts'
import { firstApp } from './generate.ts'

/** Something that an editor asks while one reads and types. */
export interface Request {
  readonly title: string
  /** Milliseconds, p95, in a workspace of 10,000 resources. */
  readonly goalMs: number
  /** False where the answer itself grows with the workspace. */
  readonly flat: boolean
  /** Asks once. @throws when the answer is wrong: what is measured is worth nothing then */
  ask(client: LspClient, index: number): Promise<void>
}

const { service, deployment } = firstApp

/** Asked in the unchanged files of the first app. */
export function requests(): readonly Request[] {
  let lenses: readonly CodeLens[] = []
  // Ports of the selected pods by name and number, labels of all templates around, and paths of a probe.
  const completed = [
    [service, 'targetPort: metrics'],
    [service, 'targetPort: 8080'],
    [service, 'selector:\n    app: web'],
    [deployment, 'path: /ready'],
  ] as const
  const hovered = ['port: 80\n', 'targetPort: 8080', 'targetPort: metrics', 'name: http']
  return [
    {
      title: 'hover',
      goalMs: 10,
      flat: true,
      async ask(client, index) {
        const hover = await client.hover(service, hovered[index % hovered.length] ?? '')
        if (!hover) throw new Error('no hover')
      },
    },
    {
      title: 'definition',
      goalMs: 10,
      flat: true,
      ask: (client, index) => expectSome(client, 'textDocument/definition', at(client, index), 1),
    },
    {
      title: 'highlights',
      goalMs: 10,
      flat: true,
      ask: (client, index) => expectSome(client, 'textDocument/documentHighlight', at(client, index), 1),
    },
    {
      title: 'completion',
      goalMs: 10,
      flat: true,
      async ask(client, index) {
        const [path, text] = completed[index % completed.length] ?? completed[0]
        const list = await client.connection.sendRequest(CompletionRequest.type, {
          textDocument: { uri: client.uri(path) },
          position: client.range(path, text).end,
        })
        if (!list || Array.isArray(list) || list.items.length < 1)
          throw new Error(`items expected, got ${JSON.stringify(list)}`)
      },
    },
    {
      title: 'inlay hints of a screen',
      goalMs: 10,
      flat: true,
      async ask(client, index) {
        const hints = await client.inlayHints(index % 2 === 0 ? service : deployment)
        if (hints.length < 2) throw new Error(`hints expected, got ${JSON.stringify(hints)}`)
      },
    },
    {
      title: 'words of a code lens',
      goalMs: 10,
      flat: true,
      async ask(client, index) {
        // An edit makes lenses void, so they are asked for after the last one.
        if (lenses.length === 0)
          lenses = [...(await client.codeLenses(service)), ...(await client.codeLenses(deployment))]
        const lens = lenses[index % lenses.length]
        if (!lens || !(await client.resolveCodeLens(lens)).command?.title) throw new Error('no words')
      },
    },
    {
      title: 'references',
      goalMs: 50,
      flat: false,
      ask: (client, index) =>
        expectSome(
          client,
          'textDocument/references',
          { ...at(client, index), context: { includeDeclaration: true } },
          2,
        ),
    },
    {
      title: 'rename',
      goalMs: 50,
      flat: true,
      async ask(client) {
        const edit = await client.connection.sendRequest('textDocument/rename', {
          ...placeOf(client, service, 'targetPort: metrics', 12),
          newName: 'telemetry',
        })
        if (!JSON.stringify(edit).includes('telemetry'))
          throw new Error(`an edit expected, got ${JSON.stringify(edit)}`)
      },
    },
    {
      title: 'workspace symbols',
      goalMs: 100,
      flat: false,
      ask: (client, index) =>
        expectSome(client, 'workspace/symbol', { query: index % 2 === 0 ? '#8080' : 'deployment cart' }, 1),
    },
  ]
}

/** On a name and on a number, in turn. */
function at(client: LspClient, index: number): object {
  return index % 2 === 0
    ? placeOf(client, service, 'targetPort: metrics', 12)
    : placeOf(client, service, 'targetPort: 8080', 12)
}

function placeOf(
  client: LspClient,
  path: string,
  text: string,
  offset: number,
): { textDocument: object; position: Position } {
  const { start } = client.range(path, text)
  return {
    textDocument: { uri: client.uri(path) },
    position: { line: start.line, character: start.character + offset },
  }
}

async function expectSome(client: LspClient, method: string, params: object, least: number): Promise<void> {
  const found = await client.connection.sendRequest(method, params)
  if (!Array.isArray(found) || found.length < least) throw new Error(`${method}: ${JSON.stringify(found)}`)
}

import { spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { LspClient, plainCapabilities, serverPath } from '../support/lspClient.ts'

let client: LspClient

afterEach(() => client?.stop())

test('offers what it can do, to a client that can do much', async () => {
  client = await LspClient.start()
  expect(client.result).toMatchInlineSnapshot(`
    {
      "capabilities": {
        "callHierarchyProvider": true,
        "codeActionProvider": {
          "codeActionKinds": [
            "quickfix",
            "refactor.rewrite",
            "source.fixAll.portolan",
          ],
          "resolveProvider": true,
        },
        "completionProvider": {
          "completionItem": {
            "labelDetailsSupport": true,
          },
          "resolveProvider": true,
          "triggerCharacters": [
            ":",
            " ",
            "-",
            """,
            "'",
            "/",
            ",",
            "{",
            "[",
          ],
        },
        "definitionProvider": true,
        "diagnosticProvider": {
          "identifier": "portolan",
          "interFileDependencies": true,
          "workspaceDiagnostics": true,
        },
        "documentHighlightProvider": true,
        "documentLinkProvider": {},
        "documentSymbolProvider": true,
        "hoverProvider": true,
        "implementationProvider": true,
        "inlayHintProvider": true,
        "positionEncoding": "utf-16",
        "referencesProvider": true,
        "renameProvider": true,
        "textDocumentSync": {
          "change": 2,
          "openClose": true,
        },
        "typeDefinitionProvider": true,
        "workspace": {
          "workspaceFolders": {
            "changeNotifications": true,
            "supported": true,
          },
        },
        "workspaceSymbolProvider": true,
      },
      "serverInfo": {
        "name": "portolan",
        "version": "0.1.0",
      },
    }
  `)
})

test('offers no pull diagnostics to a client that knows none', async () => {
  client = await LspClient.start({ capabilities: plainCapabilities })
  expect(client.result.capabilities.diagnosticProvider).toBeUndefined()
})

test('ends with status 0 after shutdown and exit', async () => {
  client = await LspClient.start()
  expect(await client.stop()).toBe(0)
})

test('says which options it wants when it is started without one', async () => {
  const server = spawn(process.execPath, [serverPath], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [status, said] = await Promise.all([
    new Promise(resolve => server.once('exit', resolve)),
    server.stderr.setEncoding('utf8').toArray(),
  ])
  expect(said.join('')).toBe(
    'portolan-language-server speaks to an editor: start it with --stdio, --socket=PORT or --pipe=PATH.\n',
  )
  expect(status).toBe(2)
})

test('ends with status 1 when the pipe closes without shutdown', async () => {
  const server = spawn(process.execPath, [serverPath, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const status = new Promise(resolve => server.once('exit', resolve))
  server.stdin.end()
  expect(await status).toBe(1)
})

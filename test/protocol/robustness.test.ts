import { afterEach, expect, test } from 'vitest'
import { CancellationTokenSource, HoverRequest } from 'vscode-languageserver-protocol/node'
import { LspClient } from '../support/lspClient.ts'
import { brokenService, deployment, service } from './samples.ts'

let client: LspClient

afterEach(async () => {
  await client.open('shop/alive.yaml', brokenService)
  expect(await client.diagnostics('shop/alive.yaml')).not.toEqual([])
  expect(await client.stop()).toBe(0)
})

test.for([
  ['an unknown request', 'portolan/nonsense', {}],
  ['a hover without a position', 'textDocument/hover', { textDocument: { uri: 'file:///x.yaml' } }],
  ['a hover without anything', 'textDocument/hover', {}],
  ['code actions without a range', 'textDocument/codeAction', { textDocument: { uri: 'file:///x.yaml' } }],
  ['an action that nobody made', 'codeAction/resolve', { title: 'x', data: { uri: 7 } }],
  ['diagnostics of a URI that is none', 'textDocument/diagnostic', { textDocument: { uri: '%' } }],
  ['documentation of no rule', 'portolan/ruleDocs', null],
] as const)('%s does no harm', async ([, method, params]) => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.connection.sendRequest(method, params).catch(() => undefined)
})

test.for([
  [
    'a change of a document that was never opened',
    'textDocument/didChange',
    { textDocument: { uri: 'file:///x.yaml', version: 2 }, contentChanges: [{ text: 'a: 1' }] },
  ],
  [
    'a change with a range outside of the text',
    'textDocument/didChange',
    {
      textDocument: { uri: 'file:///x.yaml', version: 2 },
      contentChanges: [{ range: { start: { line: 99, character: 9 }, end: { line: 1, character: 1 } }, text: 'a' }],
    },
  ],
  ['closing what is not open', 'textDocument/didClose', { textDocument: { uri: 'file:///x.yaml' } }],
  ['an unknown notification', 'portolan/nonsense', [1, 2]],
  ['watched files without changes', 'workspace/didChangeWatchedFiles', {}],
  ['settings without settings', 'workspace/didChangeConfiguration', {}],
] as const)('%s does no harm', async ([, method, params]) => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.connection.sendNotification(method, params)
})

test.for([
  ['half-typed YAML', 'apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - port: {{'],
  ['nothing', ''],
  ['tabs, control characters and lone surrogates', '\t\u0000\u0007\ud800: \udfff\n---\n---\n...'],
  ['an alias to itself', 'a: &a [*a, *a]\n'],
  ['ten thousand opening brackets', '['.repeat(10_000)],
] as const)('a document with %s does no harm', async ([, text]) => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/odd.yaml', text)
  expect(await client.diagnostics('shop/odd.yaml')).toEqual([])
})

test('a request that is cancelled gets an answer all the same, and the next one too', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  const source = new CancellationTokenSource()
  const params = {
    textDocument: { uri: client.uri('shop/service.yaml') },
    position: client.range('shop/service.yaml', 'targetPort').start,
  }
  const request = client.connection.sendRequest(HoverRequest.type, params, source.token)
  source.cancel()
  await request.catch(() => undefined)
  expect(await client.hover('shop/service.yaml', 'targetPort')).not.toBeNull()
})

test('a pull that is cancelled while folders are read asks the client to try again', async () => {
  client = await LspClient.start({ folders: [], options: { clientFiles: true } })
  let release = (): void => undefined
  const released = new Promise<void>(resolve => (release = resolve))
  client.connection.onRequest('portolan/fileExists', () => ({ exists: false }))
  client.connection.onRequest('portolan/listFolder', async () => {
    await released
    return { entries: [] }
  })
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ name: 'x', uri: 'vfs:/x' }], removed: [] },
  })
  const source = new CancellationTokenSource()
  const params = { textDocument: { uri: client.uri('shop/service.yaml') } }
  const request = client.connection.sendRequest('textDocument/diagnostic', params, source.token)
  source.cancel()
  await expect(request).rejects.toMatchObject({ data: { retriggerRequest: true } })
  release()
})

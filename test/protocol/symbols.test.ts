import { afterEach, expect, test } from 'vitest'
import type { CallHierarchyItem, DocumentSymbol, SymbolInformation } from 'vscode-languageserver-protocol'
import { LspClient } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const kustomization = 'resources: [service.yaml]\n'
const files = {
  'shop/deployment.yaml': deployment,
  'shop/service.yaml': service,
  'shop/kustomization.yaml': kustomization,
}

test('the outline, a search and the links of a file', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  await client.open('shop/kustomization.yaml', kustomization)
  const outline = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
    textDocument: { uri: client.uri('shop/service.yaml') },
  })
  expect(outline).toMatchObject([{ name: 'Service web', children: [{ name: '80 (http)', detail: '→ http' }] }])
  const found = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: '#8080' })
  expect(found).toMatchObject([
    { name: '#8080 (http) container port', location: { uri: client.uri('shop/deployment.yaml') } },
  ])
  const links = await client.connection.sendRequest('textDocument/documentLink', {
    textDocument: { uri: client.uri('shop/kustomization.yaml') },
  })
  expect(links).toMatchObject([{ target: client.uri('shop/service.yaml'), tooltip: 'Open this file' }])
})

test('call hierarchy follows a packet from the Service port to the container port and back', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  await client.diagnostics('shop/service.yaml')
  const { start } = client.range('shop/service.yaml', 'port: 80')
  const [item] = await client.connection.sendRequest<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', {
    textDocument: { uri: client.uri('shop/service.yaml') },
    position: { line: start.line, character: start.character + 'port: '.length },
  })
  expect(item).toMatchObject({ name: 'web:80' })
  const [out] = await client.connection.sendRequest<{ to: CallHierarchyItem }[]>('callHierarchy/outgoingCalls', {
    item,
  })
  expect(out?.to).toMatchObject({ name: 'web pod:8080', uri: client.uri('shop/deployment.yaml') })
  const back = await client.connection.sendRequest('callHierarchy/incomingCalls', { item: out?.to })
  expect(back).toMatchObject([{ from: { name: 'web:80' }, fromRanges: [{ start: { line: 10 } }] }])
  const nothing = await client.connection.sendRequest('textDocument/prepareCallHierarchy', {
    textDocument: { uri: client.uri('shop/service.yaml') },
    position: { line: 0, character: 0 },
  })
  expect(nothing).toBeNull()
})

import { afterEach, expect, test } from 'vitest'
import { LspClient } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

test('folders come and go while the window is open', async () => {
  client = await LspClient.start({
    files: { 'shop/service.yaml': service, 'pods/deployment.yaml': deployment.replace('name: http', 'name: api') },
    folders: ['shop'],
  })
  await client.open('shop/service.yaml', service)
  const alone = await client.diagnostics('shop/service.yaml')
  expect(alone).not.toMatchObject([{ code: 'target-port-name-missing' }])
  await change({ added: ['pods'], removed: [] })
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
  await change({ added: [], removed: ['pods'] })
  expect(await client.diagnostics('shop/service.yaml')).toEqual(alone)
})

test('without any folder the open documents are all there is', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment }, folders: [] })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ severity: 3 }])
  await client.open('shop/deployment.yaml', deployment)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('a folder that is not there does no harm', async () => {
  client = await LspClient.start({ folders: ['nowhere'] })
  await client.open('nowhere/service.yaml', service)
  expect(await client.diagnostics('nowhere/service.yaml')).toHaveLength(1)
})

test('files of a folder that only the client can read are asked for', async () => {
  client = await LspClient.start({ folders: [], options: { clientFiles: true } })
  const files: Readonly<Record<string, string>> = {
    'vfs://host/shop/deployment.yaml': deployment.replace('name: http', 'name: api'),
    'vfs://host/shop/node_modules/x/service.yaml': service,
    'vfs://host/shop/.gitignore': 'build/\n*.gen.yaml\n',
    'vfs://host/shop/build/deployment.yaml': deployment,
    'vfs://host/shop/out/deployment.gen.yaml': deployment,
  }
  client.connection.onRequest('portolan/findFiles', ({ folder }: { folder: string }) => ({
    uris: Object.keys(files).filter(uri => uri.startsWith(`${folder}/`)),
  }))
  client.connection.onRequest('portolan/readFile', ({ uri }: { uri: string }) => ({ text: files[uri] ?? null }))
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ name: 'shop', uri: 'vfs://host/shop' }], removed: [] },
  })
  const uri = 'vfs://host/shop/service.yaml'
  await client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text: service },
  })
  expect(await client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })).toMatchObject({
    items: [{ code: 'target-port-name-missing', relatedInformation: [{ location: { uri: Object.keys(files)[0] } }] }],
  })
})

async function change({ added, removed }: { added: string[]; removed: string[] }): Promise<void> {
  const before = client.refreshes
  const folder = (name: string) => ({ name, uri: client.uri(name) })
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: added.map(folder), removed: removed.map(folder) },
  })
  await client.until(() => client.refreshes > before)
}

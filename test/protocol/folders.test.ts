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

/** A client with files that are on no disk: what `vfs://host/shop/service.yaml` shows when that folder is opened. */
async function inVirtualFolder(files: Readonly<Record<string, string>>): Promise<unknown> {
  client = await LspClient.start({ folders: [], options: { clientFiles: true } })
  answerFrom(client, files)
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ name: 'shop', uri: 'vfs://host/shop' }], removed: [] },
  })
  const uri = 'vfs://host/shop/service.yaml'
  await client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text: service },
  })
  return client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
}

test.for(['vfs://host/shop/deployment.yaml', 'vfs://host/shop/deep/Deployment.YML', 'vfs://host/shop/web%3A1.yaml'])(
  'files of a folder that only the client can read are asked for: %s',
  async path => {
    const found = await inVirtualFolder({
      [path]: deployment.replace('name: http', 'name: api'),
      'vfs://host/shop/node_modules/x/service.yaml': service,
      'vfs://host/shop/.gitignore': 'build/\n*.gen.yaml\n',
      'vfs://host/shop/build/deployment.yaml': deployment,
      'vfs://host/shop/out/deployment.gen.yaml': deployment,
    })
    expect(found).toMatchObject({
      items: [{ code: 'target-port-name-missing', relatedInformation: [{ location: { uri: path } }] }],
    })
  },
)

test('a configuration above such a folder counts', async () => {
  const found = await inVirtualFolder({
    'vfs://host/.portolan.yml': 'rules: {target-port-name-missing: off}\n',
    'vfs://host/shop/deployment.yaml': deployment.replace('name: http', 'name: api'),
  })
  expect(found).toMatchObject({ items: [] })
})

test.for([
  ['.portolan.yaml', {}, 'shop', []],
  ['.portolan.yml', {}, 'shop/deep', []],
  ['.portolan.yaml', { 'shop/.git/config': '' }, 'shop/deep', ['target-port-name-missing']],
] as const)('of a %s above the folder with %j: %s', async ([name, files, folder, rules]) => {
  client = await LspClient.start({
    files: { ...files, [name]: 'rules: {target-port-name-missing: off}\n', [`${folder}/deployment.yaml`]: wrong },
    folders: [folder],
  })
  await client.open(`${folder}/service.yaml`, service)
  const found = await client.diagnostics(`${folder}/service.yaml`)
  expect(found.map(({ code }) => code)).toEqual(rules)
})

const wrong = deployment.replace('name: http', 'name: api')

test('of two configuration files in one folder the second is said not to be read', async () => {
  client = await LspClient.start({
    files: {
      'shop/.portolan.yaml': 'rules: {}\n',
      'shop/.portolan.yml': 'rules: {target-port-name-missing: off}\n',
      'shop/a.yaml': wrong,
    },
  })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
  await client.open('shop/.portolan.yml', 'rules: {target-port-name-missing: off}\n')
  expect(await client.diagnostics('shop/.portolan.yml')).toMatchObject([
    {
      code: 'configuration',
      message: 'This file is not read, because there is a .portolan.yaml beside it. Keep one of the two.',
    },
  ])
})

async function change({ added, removed }: { added: string[]; removed: string[] }): Promise<void> {
  const before = client.refreshes
  const folder = (name: string) => ({ name, uri: client.uri(name) })
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: added.map(folder), removed: removed.map(folder) },
  })
  await client.until(() => client.refreshes > before)
}

/** Answers as a client does that holds these files. */
function answerFrom({ connection }: LspClient, files: Readonly<Record<string, string>>): void {
  const uris = Object.keys(files)
  connection.onRequest('portolan/readFile', ({ uri }: { uri: string }) => ({ text: files[uri] ?? null }))
  connection.onRequest('portolan/fileExists', ({ uri }: { uri: string }) => ({
    exists: uris.some(each => each === uri || each.startsWith(`${uri}/`)),
  }))
  connection.onRequest('portolan/listFolder', ({ folder }: { folder: string }) => {
    const below = uris.filter(uri => uri.startsWith(folder)).map(uri => uri.slice(folder.length).split('/'))
    const kinds = new Map(
      below.map(([name = '', ...rest]) => [decodeURIComponent(name), rest.length > 0 ? 'folder' : 'file']),
    )
    return { entries: [...kinds].map(([name, kind]) => ({ name, kind })) }
  })
}

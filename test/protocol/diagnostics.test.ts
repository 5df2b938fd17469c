import { afterEach, expect, test } from 'vitest'
import { LspClient, plainCapabilities, richCapabilities } from '../support/lspClient.ts'
import { brokenService, deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

test('a pulled finding says what, how bad, which rule, and where the other end is', async () => {
  client = await LspClient.start({
    files: { 'shop/service.yaml': brokenService, 'shop/deployment.yaml': deployment },
    options: { ruleDocs: 'rules:/{rule}.md' },
  })
  await client.open('shop/service.yaml', brokenService)
  const found = await client.diagnostics('shop/service.yaml')
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    range: client.range('shop/service.yaml', 'htpt'),
    severity: 1,
    source: 'portolan',
    code: 'target-port-name-missing',
    codeDescription: { href: 'rules:/target-port-name-missing.md' },
    relatedInformation: [{ location: { uri: client.uri('shop/deployment.yaml') } }],
  })
})

test('waits for the folder before it says that something is missing', async () => {
  const fillers = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`shop/a${i}.yaml`, service.replaceAll('web', `web-${i}`)]),
  )
  client = await LspClient.start({ files: { ...fillers, 'shop/z.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('an unchanged result is not sent twice', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', brokenService)
  const { resultId } = await client.pull('shop/service.yaml')
  expect(await client.pull('shop/service.yaml', resultId)).toEqual({ kind: 'unchanged', resultId })
  await client.edit('shop/service.yaml', 'htpt', 'http')
  expect(await client.pull('shop/service.yaml', resultId)).toMatchObject({ kind: 'full', items: [] })
})

test('findings follow every keystroke', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
  await client.edit('shop/service.yaml', 'targetPort: http', 'targetPort: htt')
  await client.edit('shop/service.yaml', 'targetPort: htt', 'targetPort: ht')
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
  await client.edit('shop/service.yaml', 'metadata:', '# 🚢 a comment\nmetadata:')
  await client.edit('shop/service.yaml', 'targetPort: ht', 'targetPort: http')
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('columns count UTF-16 units', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  const flow = service.replace(
    /ports:[^]*/,
    `ports: [{ name: "http", appProtocol: "🚢", port: 80, targetPort: htpt }]\n`,
  )
  await client.open('shop/service.yaml', flow)
  const found = await client.diagnostics('shop/service.yaml')
  expect(found.map(each => each.range)).toContainEqual(client.range('shop/service.yaml', 'htpt'))
})

test('an edit in one file asks the client to pull the other one again', async () => {
  client = await LspClient.start({ files: { 'shop/x.yaml': '' } })
  await client.open('shop/service.yaml', service)
  await client.open('shop/deployment.yaml', deployment)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
  await client.edit('shop/deployment.yaml', 'name: http', 'name: api')
  await client.until(() => client.refreshes > 0)
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
})

test('a closed document is judged by what is on disk', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  await client.open('shop/deployment.yaml', deployment)
  await client.edit('shop/deployment.yaml', 'name: http', 'name: api')
  expect(await client.diagnostics('shop/service.yaml')).toHaveLength(1)
  await client.close('shop/deployment.yaml')
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('a document outside of every folder is forgotten when it is closed', async () => {
  client = await LspClient.start({ files: { 'shop/service.yaml': service, 'elsewhere/x.yaml': '' }, folders: ['shop'] })
  await client.open('shop/service.yaml', service)
  await client.open('elsewhere/deployment.yaml', deployment.replace('name: http', 'name: api'))
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
  await client.close('elsewhere/deployment.yaml')
  expect(await client.diagnostics('shop/service.yaml')).not.toMatchObject([{ code: 'target-port-name-missing' }])
})

test('a client that cannot pull gets findings pushed, with the version, and gets them taken back', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment }, capabilities: plainCapabilities })
  const uri = client.uri('shop/service.yaml')
  await client.open('shop/service.yaml', brokenService)
  await client.until(() => client.published.get(uri)?.diagnostics.length === 1)
  expect(client.published.get(uri)).toMatchObject({ version: 1, diagnostics: [{ code: 'target-port-name-missing' }] })
  await client.edit('shop/service.yaml', 'htpt', 'http')
  await client.until(() => client.published.get(uri)?.diagnostics.length === 0)
  expect(client.published.get(uri)?.version).toBe(2)
})

test('pushing reaches files that are wired to the edited one, open or not', async () => {
  client = await LspClient.start({
    files: { 'shop/service.yaml': service, 'shop/deployment.yaml': deployment },
    capabilities: plainCapabilities,
  })
  await client.open('shop/deployment.yaml', deployment)
  await client.edit('shop/deployment.yaml', 'name: http', 'name: api')
  const uri = client.uri('shop/service.yaml')
  await client.until(() => client.published.get(uri)?.diagnostics.length === 1)
  await client.edit('shop/deployment.yaml', 'name: api', 'name: http')
  await client.until(() => client.published.get(uri)?.diagnostics.length === 0)
})

test('without the capability no related information and no link is sent', async () => {
  const { textDocument, ...others } = richCapabilities
  client = await LspClient.start({
    files: { 'shop/deployment.yaml': deployment },
    capabilities: { ...others, textDocument: { ...textDocument, diagnostic: {} } },
    options: { ruleDocs: 'rules:/{rule}.md' },
  })
  await client.open('shop/service.yaml', brokenService)
  const [found] = await client.diagnostics('shop/service.yaml')
  expect(found).not.toHaveProperty('relatedInformation')
  expect(found).not.toHaveProperty('codeDescription')
})

import { afterEach, expect, test } from 'vitest'
import { LspClient, plainCapabilities } from '../support/lspClient.ts'
import { brokenService, deployment } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const off = { rules: { 'target-port-name-missing': 'off' } }

test('a rule can be turned off and be given another level', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment }, settings: off })
  await client.open('shop/service.yaml', brokenService)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
  client.settings = { rules: { 'target-port-name-missing': 'hint' } }
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  await client.until(() => client.refreshes > 0)
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ severity: 4 }])
})

test('a client that sends settings without being asked is heard', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment }, capabilities: plainCapabilities })
  const uri = client.uri('shop/service.yaml')
  await client.open('shop/service.yaml', brokenService)
  await client.until(() => client.published.get(uri)?.diagnostics.length === 1)
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { portolan: off } })
  await client.until(() => client.published.get(uri)?.diagnostics.length === 0)
})

test('settings that make no sense change nothing', async () => {
  client = await LspClient.start({
    files: { 'shop/deployment.yaml': deployment },
    settings: { rules: ['?'], files: 7, diagnostics: { scope: 'moon' } },
  })
  await client.open('shop/service.yaml', brokenService)
  expect(await client.diagnostics('shop/service.yaml')).toHaveLength(1)
})

test('a .portolan.yaml counts for what is below it, at once', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', brokenService)
  expect(await client.diagnostics('shop/service.yaml')).toHaveLength(1)
  await client.disk({ 'shop/.portolan.yaml': 'rules:\n  target-port-name-missing: off\n' })
  await client.until(() => client.refreshes > 0)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('a mistake in a .portolan.yaml is shown there', async () => {
  client = await LspClient.start()
  const text = 'rules:\n  target-port-name-mising: off\n'
  await client.open('shop/.portolan.yaml', text)
  expect(await client.diagnostics('shop/.portolan.yaml')).toMatchObject([
    { source: 'portolan', severity: 2, range: { start: { line: 1 } } },
  ])
})

test('excluded folders are not read, and read when they are no longer excluded', async () => {
  client = await LspClient.start({
    files: { 'shop/old/deployment.yaml': deployment, 'shop/x.yaml': '' },
    settings: { files: { exclude: ['old/'] } },
  })
  await client.open('shop/service.yaml', brokenService)
  expect(await client.diagnostics('shop/service.yaml')).not.toMatchObject([{ code: 'target-port-name-missing' }])
  client.settings = {}
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  await client.until(() => client.refreshes > 0)
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
})

test('where some folders are included, others are not read', async () => {
  client = await LspClient.start({
    files: { 'shop/deploy/deployment.yaml': deployment, 'shop/x.yaml': '' },
    settings: { files: { include: ['k8s/'] } },
  })
  await client.open('shop/service.yaml', brokenService)
  expect(await client.diagnostics('shop/service.yaml')).not.toMatchObject([{ code: 'target-port-name-missing' }])
  client.settings = { files: { include: ['deploy/'] } }
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  await client.until(() => client.refreshes > 0)
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
})

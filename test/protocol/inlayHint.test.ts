import { afterEach, expect, test } from 'vitest'
import type { InlayHint } from 'vscode-languageserver-protocol'
import { LspClient, plainCapabilities } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const files = { 'shop/deployment.yaml': deployment }

test('the number behind a name stands behind it and leads to where it is declared', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  const hints = await client.inlayHints('shop/service.yaml')
  expect(hints.map(labelOf)).toEqual(['selects Deployment web', '→ 8080'])
  const number = hints.at(-1)
  expect(number).toMatchObject({
    position: client.range('shop/service.yaml', 'targetPort: http').end,
    paddingLeft: true,
    tooltip: { kind: 'markdown', value: expect.stringContaining('Deployment `web`') },
  })
  expect(number?.label).toMatchObject([
    { value: '→ ' },
    { value: '8080', location: { uri: client.uri('shop/deployment.yaml'), range: { start: { line: 17 } } } },
  ])
})

test('only what is asked about is answered', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  const range = client.range('shop/service.yaml', 'targetPort: http')
  expect((await client.inlayHints('shop/service.yaml', range)).map(labelOf)).toEqual(['→ 8080'])
})

test('each kind can be switched off, folder by folder, and on again without a restart', async () => {
  client = await LspClient.start({ files, settings: { inlayHints: { selects: false } } })
  await client.open('shop/service.yaml', service)
  await client.open('shop/other.yaml', service)
  client.settingsOf.set(client.uri('shop/other.yaml'), { inlayHints: { portNumber: false } })
  expect((await client.inlayHints('shop/service.yaml')).map(labelOf)).toEqual(['→ 8080'])
  expect((await client.inlayHints('shop/other.yaml')).map(labelOf)).toEqual(['selects Deployment web'])
  client.settings = {}
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  await client.until(() => client.hintRefreshes > 0)
  expect((await client.inlayHints('shop/service.yaml')).map(labelOf)).toEqual(['selects Deployment web', '→ 8080'])
})

test('a client that sends its settings by itself is heard', async () => {
  client = await LspClient.start({ files, capabilities: plainCapabilities })
  await client.open('shop/service.yaml', service)
  await client.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { portolan: { inlayHints: { portNumber: false } } },
  })
  expect((await client.inlayHints('shop/service.yaml')).map(labelOf)).toEqual(['selects Deployment web'])
})

test('an edit in another file makes the client ask again', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  await client.open('shop/deployment.yaml', deployment)
  await client.diagnostics('shop/service.yaml')
  await client.inlayHints('shop/service.yaml')
  await client.edit('shop/deployment.yaml', 'containerPort: 8080', 'containerPort: 9090')
  await client.until(() => client.hintRefreshes > 0)
  expect((await client.inlayHints('shop/service.yaml')).map(labelOf)).toContain('→ 9090')
})

test('there are none in documents that nobody opened, and in other YAML', async () => {
  client = await LspClient.start()
  await client.open('shop/other.yaml', 'steps:\n  - run: make\n')
  expect(await client.inlayHints('shop/other.yaml')).toEqual([])
  expect(await client.inlayHints('shop/nowhere.yaml', client.range('shop/other.yaml', 'steps'))).toEqual([])
})

function labelOf({ label }: InlayHint): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('')
}

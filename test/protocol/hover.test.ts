import { afterEach, expect, test } from 'vitest'
import { LspClient, richCapabilities } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

test('hovering over a targetPort shows Markdown for exactly that word', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  await client.diagnostics('shop/service.yaml')
  const hover = await client.hover('shop/service.yaml', 'targetPort: http')
  expect(hover?.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('8080') })
  expect(hover?.range).toEqual(client.range('shop/service.yaml', 'targetPort'))
})

test('a client that shows no Markdown is not told that it is', async () => {
  client = await LspClient.start({
    capabilities: { ...richCapabilities, textDocument: { hover: { contentFormat: ['plaintext'] } } },
  })
  await client.open('shop/service.yaml', service)
  expect((await client.hover('shop/service.yaml', 'targetPort'))?.contents).toMatchObject({ kind: 'plaintext' })
})

test('there is nothing to say about other fields, other YAML, and documents that nobody opened', async () => {
  client = await LspClient.start()
  await client.open('shop/service.yaml', service)
  await client.open('shop/other.yaml', 'steps:\n  - run: make\n')
  expect(await client.hover('shop/service.yaml', 'metadata')).toBeNull()
  expect(await client.hover('shop/other.yaml', 'run')).toBeNull()
  const elsewhere = { textDocument: { uri: client.uri('nowhere.yaml') }, position: { line: 0, character: 0 } }
  expect(await client.connection.sendRequest('textDocument/hover', elsewhere)).toBeNull()
})

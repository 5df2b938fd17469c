import { afterEach, expect, test } from 'vitest'
import { LspClient } from '../support/lspClient.ts'
import { brokenService, deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const files = { 'shop/deployment.yaml': deployment }
const options = { peekCommand: 'test.peek', explainCommand: 'test.explain' }

test('lenses come without words, and get words and a command when they are asked for', async () => {
  client = await LspClient.start({ files, options })
  expect(client.result.capabilities.codeLensProvider).toEqual({ resolveProvider: true })
  await client.open('shop/service.yaml', service)
  const lenses = await client.codeLenses('shop/service.yaml')
  expect(lenses.map(({ command }) => command)).toEqual([undefined, undefined, undefined])
  const [port, references, problems] = await Promise.all(lenses.map(lens => client.resolveCodeLens(lens)))
  expect(port?.command).toEqual({
    title: 'web:80 → 8080 (1 pod template)',
    command: 'test.explain',
    arguments: [client.uri('shop/service.yaml'), client.range('shop/service.yaml', '80').start],
  })
  expect(references?.command).toEqual({ title: 'no references', command: '' })
  expect(problems?.command).toEqual({ title: 'no problems', command: '' })
})

test('a click on problems shows their places', async () => {
  client = await LspClient.start({ files, options })
  await client.open('shop/service.yaml', brokenService)
  const lenses = await client.codeLenses('shop/service.yaml')
  const problems = await client.resolveCodeLens(lenses.at(-1) ?? { range: client.range('shop/service.yaml', 'kind') })
  expect(problems.command).toEqual({
    title: '1 problem',
    command: 'test.peek',
    arguments: [
      client.uri('shop/service.yaml'),
      { line: 0, character: 0 },
      [{ uri: client.uri('shop/service.yaml'), range: client.range('shop/service.yaml', 'htpt') }],
    ],
  })
})

test('a client without the commands gets no lenses', async () => {
  client = await LspClient.start({ files, options: { peekCommand: 'test.peek' } })
  expect(client.result.capabilities.codeLensProvider).toBeUndefined()
})

test('they can be switched off, and a lens that is not understood or gone says nothing', async () => {
  client = await LspClient.start({ files, options, settings: { codeLens: { enabled: false } } })
  await client.open('shop/service.yaml', service)
  expect(await client.codeLenses('shop/service.yaml')).toEqual([])
  client.settings = {}
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  await client.until(() => client.lensRefreshes > 0)
  const [lens] = await client.codeLenses('shop/service.yaml')
  const range = client.range('shop/service.yaml', 'kind')
  for (const data of [undefined, 7, { kind: 'port' }, { kind: 'moon', uri: 'x', resource: '1/0' }])
    expect((await client.resolveCodeLens({ range, data })).command).toEqual({ title: '', command: '' })
  await client.edit('shop/service.yaml', 'kind: Service', 'kind: ConfigMap')
  expect(lens && (await client.resolveCodeLens(lens)).command).toEqual({ title: '', command: '' })
})

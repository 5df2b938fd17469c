import { afterEach, expect, test } from 'vitest'
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  type Position,
} from 'vscode-languageserver-protocol'
import { LspClient, plainCapabilities, richCapabilities } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const files = { 'shop/deployment.yaml': deployment }

const capabilities = {
  ...richCapabilities,
  textDocument: {
    ...richCapabilities.textDocument,
    completion: {
      completionItem: {
        labelDetailsSupport: true,
        documentationFormat: ['markdown' as const],
        insertTextModeSupport: { valueSet: [1 as const, 2 as const] },
      },
    },
  },
}

test('a targetPort is one of the ports that the pods have, names first', async () => {
  client = await LspClient.start({ files, capabilities })
  await client.open('shop/service.yaml', service.replace('targetPort: http', 'targetPort: ht'))
  const [name, number, ...others] = await itemsAt('shop/service.yaml', { line: 10, character: 20 })
  expect(others).toEqual([])
  expect(name).toMatchObject({
    label: 'http',
    labelDetails: { description: '8080 in container web' },
    kind: CompletionItemKind.Reference,
    filterText: 'http',
    insertTextMode: 1,
    textEdit: { newText: 'http', range: { start: { line: 10, character: 18 }, end: { line: 10, character: 20 } } },
  })
  expect(number).toMatchObject({ label: '8080', kind: CompletionItemKind.Value, textEdit: { newText: '8080' } })
  expect([name, number].map(item => item?.sortText)).toEqual(['0000', '0001'])
})

test('what is said about a choice is computed when it is looked at', async () => {
  client = await LspClient.start({ files, capabilities })
  await client.open('shop/service.yaml', service.replace('targetPort: http', 'targetPort: '))
  const [name] = await itemsAt('shop/service.yaml', client.range('shop/service.yaml', 'targetPort: ').end)
  expect(name?.documentation).toBeUndefined()
  const resolved = name && (await client.connection.sendRequest(CompletionResolveRequest.type, name))
  expect(resolved).toMatchObject({
    ...name,
    documentation: { kind: 'markdown', value: expect.stringContaining('Traffic for `web:80` goes to port `8080`') },
  })
})

test('a client that takes nothing but plain text gets that', async () => {
  client = await LspClient.start({ files, capabilities: plainCapabilities })
  await client.open('shop/service.yaml', service.replace('targetPort: http', 'targetPort: '))
  const [name] = await itemsAt('shop/service.yaml', client.range('shop/service.yaml', 'targetPort: ').end)
  expect(name).toMatchObject({ label: 'http', detail: '8080 in container web' })
  expect(name).not.toHaveProperty('labelDetails')
  expect(name).not.toHaveProperty('insertTextMode')
  const resolved = name && (await client.connection.sendRequest(CompletionResolveRequest.type, name))
  expect(resolved?.documentation).toMatchObject({ kind: 'plaintext' })
})

test('a blank that indents opens no list, and one behind a colon does', async () => {
  client = await LspClient.start({ files, capabilities })
  const begun = service.replace('targetPort: http\n', '')
  await client.open('shop/indented.yaml', begun)
  await client.open('shop/behind.yaml', `${begun}targetPort: `)
  const blank = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ' ' } as const
  expect(await itemsAt('shop/indented.yaml', { line: 10, character: 6 }, blank)).toEqual([])
  expect(await itemsAt('shop/indented.yaml', { line: 10, character: 6 })).not.toEqual([])
  expect(await itemsAt('shop/behind.yaml', { line: 10, character: 18 }, blank)).not.toEqual([])
  await client.open('shop/ended.yaml', `${begun}targetPort: http `)
  expect(await itemsAt('shop/ended.yaml', { line: 10, character: 23 }, blank)).toEqual([])
})

test('a list that leaves something out is asked for again with the next character, a whole one is not', async () => {
  client = await LspClient.start({ files, capabilities })
  const outside = service.replace('spec:\n', 'spec:\n  type: NodePort\n')
  await client.open('shop/nodes.yaml', outside.replace('targetPort: http', 'nodePort: 31'))
  await client.open('shop/service.yaml', service.replace('targetPort: http', 'targetPort: h'))
  const listAt = (path: string, typed: string): Promise<unknown> =>
    client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: client.uri(path) },
      position: client.range(path, typed).end,
    })
  await itemsAt('shop/service.yaml', client.range('shop/service.yaml', 'targetPort: h').end)
  expect(await listAt('shop/nodes.yaml', 'nodePort: 31')).toMatchObject({
    isIncomplete: true,
    items: expect.arrayContaining([expect.objectContaining({ label: '31000' })]),
  })
  await expect.poll(() => listAt('shop/service.yaml', 'targetPort: h')).toMatchObject({ isIncomplete: false })
})

test('what a schema lists is left to whoever completes by it; what the pods tell is not', async () => {
  client = await LspClient.start({ files, capabilities, options: { schemaWords: true } })
  await client.open('shop/type.yaml', service.replace('spec:\n', 'spec:\n  type: N\n'))
  await client.open('shop/protocol.yaml', service.replace('targetPort: http', 'targetPort: http\n      protocol: T'))
  expect(await itemsAt('shop/type.yaml', client.range('shop/type.yaml', 'type: N').end)).toEqual([])
  expect(await itemsAt('shop/protocol.yaml', client.range('shop/protocol.yaml', 'protocol: T').end)).toMatchObject([
    { label: 'TCP', labelDetails: { description: 'as container port http has it' } },
  ])
})

test('an empty file beside a workload gets a Service for it', async () => {
  client = await LspClient.start({ files, capabilities })
  await client.open('shop/new.yaml', 'serv')
  const [item] = await itemsAt('shop/new.yaml', { line: 0, character: 4 })
  expect(item).toMatchObject({
    label: 'Service for Deployment web',
    kind: CompletionItemKind.Snippet,
    textEdit: {
      newText: expect.stringContaining('kind: Service\nmetadata:\n  name: web\n'),
      range: { start: { line: 0, character: 0 } },
    },
  })
})

test('templates of charts and YAML of others get no list', async () => {
  client = await LspClient.start({ files, capabilities })
  await client.open('shop/template.yaml', service.replace('targetPort: http', 'targetPort: '), 'helm')
  await client.open('shop/compose.yaml', 'services:\n  web:\n    ports:\n      - ')
  expect(await itemsAt('shop/template.yaml', { line: 10, character: 18 })).toEqual([])
  expect(await itemsAt('shop/compose.yaml', { line: 3, character: 8 })).toEqual([])
})

async function itemsAt(
  path: string,
  position: Position,
  context: { triggerKind: CompletionTriggerKind; triggerCharacter?: string } = {
    triggerKind: CompletionTriggerKind.Invoked,
  },
): Promise<readonly CompletionItem[]> {
  for (;;) {
    const found = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: client.uri(path) },
      position,
      context,
    })
    if (!found || Array.isArray(found)) throw new Error('no list')
    // As an editor does while the folders are being read.
    if (!found.isIncomplete || found.items.length > 0) return found.items
  }
}

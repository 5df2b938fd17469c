import { afterEach, expect, test } from 'vitest'
import type { Range } from 'vscode-languageserver-protocol'
import { LspClient, richCapabilities } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const files = { 'shop/deployment.yaml': deployment, 'shop/service.yaml': service }

test('a targetPort leads to its container port, as a link where the client takes links', async () => {
  client = await LspClient.start({
    files,
    capabilities: {
      ...richCapabilities,
      textDocument: { ...richCapabilities.textDocument, definition: { linkSupport: true } },
    },
  })
  await client.open('shop/service.yaml', service)
  const [link] = await ask<readonly Record<string, unknown>[]>('textDocument/definition')
  expect(link).toMatchObject({
    originSelectionRange: word(),
    targetUri: client.uri('shop/deployment.yaml'),
  })
  expect(await ask('textDocument/implementation')).toEqual([
    { uri: client.uri('shop/deployment.yaml'), range: link?.['targetSelectionRange'] },
  ])
  expect(await ask('textDocument/typeDefinition')).toMatchObject([{ uri: client.uri('shop/deployment.yaml') }])
})

test('references come with and without the declaration, highlights from the open file only', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  const all = await ask<readonly { uri: string }[]>('textDocument/references', {
    context: { includeDeclaration: true },
  })
  const uses = await ask<readonly { uri: string }[]>('textDocument/references', {
    context: { includeDeclaration: false },
  })
  expect(all.map(each => each.uri)).toContain(client.uri('shop/deployment.yaml'))
  expect(uses.length).toBeLessThan(all.length)
  expect(await ask('textDocument/documentHighlight')).toEqual([{ kind: 2, range: word() }])
})

test('a document that nobody opened leads nowhere', async () => {
  client = await LspClient.start()
  const at = { textDocument: { uri: client.uri('nowhere.yaml') }, position: { line: 0, character: 0 } }
  for (const method of ['definition', 'typeDefinition', 'implementation', 'documentHighlight'])
    expect(await client.connection.sendRequest(`textDocument/${method}`, at)).toEqual([])
})

/** At the targetPort of the Service. */
async function ask<T = unknown>(method: string, more: object = {}): Promise<T> {
  await client.diagnostics('shop/service.yaml')
  const { start } = word()
  return client.connection.sendRequest(method, {
    textDocument: { uri: client.uri('shop/service.yaml') },
    position: start,
    ...more,
  })
}

/** The value of `targetPort`. */
function word(): Range {
  const { end } = client.range('shop/service.yaml', 'targetPort: http')
  return { start: { line: end.line, character: end.character - 'http'.length }, end }
}

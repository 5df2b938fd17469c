import { afterEach, expect, test } from 'vitest'
import { LspClient, plainCapabilities, richCapabilities } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const files = { 'shop/deployment.yaml': deployment, 'shop/service.yaml': service }
const annotating = {
  ...richCapabilities,
  workspace: {
    ...richCapabilities.workspace,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: { ...richCapabilities.textDocument, rename: { prepareSupport: true } },
}

test('a name is renamed in both files, under headings where the client shows them', async () => {
  client = await LspClient.start({ files, capabilities: annotating })
  expect(client.result.capabilities.renameProvider).toEqual({ prepareProvider: true })
  await client.open('shop/service.yaml', service)
  await client.diagnostics('shop/service.yaml')
  expect(await ask('textDocument/prepareRename')).toMatchObject({ placeholder: 'http' })
  const edit = await ask<{ documentChanges: { textDocument: { uri: string } }[]; changeAnnotations: object }>(
    'textDocument/rename',
    { newName: 'web' },
  )
  expect(edit.documentChanges.map(each => each.textDocument.uri).sort()).toEqual([
    client.uri('shop/deployment.yaml'),
    client.uri('shop/service.yaml'),
  ])
  expect(Object.keys(edit.changeAnnotations).sort()).toEqual(['Declaration', 'targetPort of Services'])
})

test('an old client gets plain edits', async () => {
  client = await LspClient.start({ capabilities: plainCapabilities })
  await client.open('shop/service.yaml', service)
  await client.open('shop/deployment.yaml', deployment)
  const edit = await ask<{ changes: Record<string, { newText: string }[]> }>('textDocument/rename', { newName: 'web' })
  expect(
    Object.values(edit.changes)
      .flat()
      .map(each => each.newText),
  ).toEqual(['web', 'web'])
})

test('a refusal is an error with the reason', async () => {
  client = await LspClient.start({ files, capabilities: annotating })
  await client.open('shop/service.yaml', service)
  await client.diagnostics('shop/service.yaml')
  await expect(ask('textDocument/rename', { newName: 'not a name' })).rejects.toThrow(
    'A container port cannot be called "not a name"',
  )
})

/** At the targetPort of the Service. */
function ask<T = unknown>(method: string, more: object = {}): Promise<T> {
  const { end } = client.range('shop/service.yaml', 'targetPort: http')
  return client.connection.sendRequest(method, {
    textDocument: { uri: client.uri('shop/service.yaml') },
    position: { line: end.line, character: end.character - 1 },
    ...more,
  })
}

import { afterEach, expect, test } from 'vitest'
import {
  CancellationTokenSource,
  ProgressType,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol/node'
import { LspClient } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const wrong = deployment.replace('name: http', 'name: api')
const files = { 'shop/service.yaml': service, 'shop/deployment.yaml': deployment }

test('files wired to an open one are reported, others are not', async () => {
  const other = `${service}---\n${wrong}`.replaceAll('web', 'other')
  client = await LspClient.start({ files: { ...files, 'shop/other.yaml': other } })
  await client.open('shop/deployment.yaml', wrong)
  expect(await filesWithFindings()).toEqual(['shop/service.yaml'])
})

test.for([
  ['openFiles', []],
  ['workspace', ['shop/other.yaml', 'shop/service.yaml']],
] as const)('with the scope %s the reported files are %j', async ([scope, expected]) => {
  const other = `${service}---\n${wrong}`.replaceAll('web', 'other')
  client = await LspClient.start({
    files: { ...files, 'shop/other.yaml': other },
    settings: { diagnostics: { scope } },
  })
  await client.open('shop/deployment.yaml', wrong)
  expect(await filesWithFindings()).toEqual(expected)
})

test('a request that takes partial results hears of every change, and ends when it is cancelled', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/deployment.yaml', deployment)
  const heard: WorkspaceDocumentDiagnosticReport[] = []
  let hear = (): void => undefined
  const type = new ProgressType<{ items: WorkspaceDocumentDiagnosticReport[] }>()
  client.connection.onProgress(type, 'part', ({ items }) => {
    heard.push(...items)
    hear()
  })
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise<void>(resolve => (hear = resolve))
  }
  const cancel = new CancellationTokenSource()
  const request = client.connection.sendRequest(
    WorkspaceDiagnosticRequest.type,
    { previousResultIds: [], partialResultToken: 'part' },
    cancel.token,
  )
  await client.edit('shop/deployment.yaml', 'name: http', 'name: api')
  await until(() => heard.length === 1)
  expect(heard[0]).toMatchObject({ kind: 'full', uri: client.uri('shop/service.yaml'), items: [{ severity: 1 }] })
  await client.edit('shop/deployment.yaml', 'name: api', 'name: http')
  await until(() => heard.length === 2)
  expect(heard[1]).toMatchObject({ kind: 'full', uri: client.uri('shop/service.yaml'), items: [] })
  cancel.cancel()
  await request.catch(() => undefined)
})

test('what the client knows already is not sent again', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/deployment.yaml', wrong)
  const first = await pull([])
  const known = first.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }))
  expect(known).toHaveLength(1)
  expect(await pull(known)).toEqual([])
})

async function pull(previousResultIds: { uri: string; value: string }[]): Promise<WorkspaceDocumentDiagnosticReport[]> {
  return (await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds })).items
}

async function filesWithFindings(): Promise<string[]> {
  const root = client.uri('.')
  return (await pull([])).map(({ uri }) => uri.slice(root.length + 1)).sort()
}

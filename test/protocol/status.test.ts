import { afterEach, expect, test } from 'vitest'
import { LspClient } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const options = { status: true }

test('tells when the folders are read, and what was in them', async () => {
  client = await LspClient.start({ files: { 'shop/all.yaml': `${service}---\n${deployment}` }, options })
  await client.until(() => client.status?.loading === false)
  expect(client.status).toMatchObject({ files: 1, resources: 2, skipped: 0, leftAlone: [] })
})

test('tells which open documents are left alone, and why', async () => {
  client = await LspClient.start({
    files: {
      'charts/templates/service.yaml': `${service}# {{ .Values.port }}\n`,
    },
    options,
  })
  await client.open('charts/templates/service.yaml', `${service}# {{ .Values.port }}\n`)
  await client.open('chart/other.yaml', 'port: {{ .Values.port }}\n', 'helm')
  await client.until(() => client.status?.leftAlone.length === 2)
  expect(client.status?.leftAlone).toMatchObject([
    { uri: client.uri('chart/other.yaml'), kind: 'helm-template' },
    {
      uri: client.uri('charts/templates/service.yaml'),
      kind: 'helm-template',
      message: expect.stringContaining('Helm'),
    },
  ])
  expect(await client.diagnostics('charts/templates/service.yaml')).toEqual([])
})

test('tells which open documents are no YAML, without a squiggle, until they are', async () => {
  client = await LspClient.start({ files: { 'shop/service.yaml': service }, options })
  await client.open('shop/service.yaml', `${service}  nodePort: [\n`)
  await client.until(() => client.status?.leftAlone.length === 1)
  expect(client.status?.leftAlone).toMatchObject([
    {
      uri: client.uri('shop/service.yaml'),
      kind: 'not-yaml',
      message: expect.stringMatching(/not valid YAML.*Line \d+: /),
    },
  ])
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('tells what a build asks for and nobody can see', async () => {
  const kustomization = 'resources:\n  - service.yaml\n  - missing.yaml\n'
  client = await LspClient.start({
    files: { 'shop/service.yaml': service, 'shop/kustomization.yaml': kustomization },
    options,
  })
  await client.open('shop/kustomization.yaml', kustomization)
  await client.until(() => client.status?.leftAlone.length === 1)
  expect(client.status?.leftAlone).toMatchObject([
    {
      uri: client.uri('shop/kustomization.yaml'),
      kind: 'incomplete',
      message: '1 part of what is built here is not in view: there is no file or folder missing.yaml.',
    },
  ])
})

test('says nothing to a client that did not ask', async () => {
  client = await LspClient.start({ files: { 'shop/service.yaml': service } })
  await client.open('shop/service.yaml', service)
  await client.diagnostics('shop/service.yaml')
  expect(client.status).toBeUndefined()
})

import { afterEach, expect, test } from 'vitest'
import {
  checkWorkspaceRequest,
  type ExplainPortResult,
  explainPortRequest,
  type FileStatusResult,
  fileStatusRequest,
  type KubectlCommandsResult,
  kubectlCommandsRequest,
} from '../../server/src/lsp/protocol.ts'
import { LspClient, plainCapabilities } from '../support/lspClient.ts'
import { brokenService, deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const files = { 'shop/deployment.yaml': deployment }

test('a port is explained on a page of its own', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  const page = await ask<ExplainPortResult>(explainPortRequest, 'targetPort')
  expect(page?.title).toBe('Service web, Service port 80')
  expect(page?.markdown).toContain('Deployment web  → process:8080')
})

test('commands for kubectl are filled in', async () => {
  client = await LspClient.start({ files })
  await client.open('shop/service.yaml', service)
  const { script } = await ask<KubectlCommandsResult>(kubectlCommandsRequest, 'targetPort')
  expect(script).toContain('kubectl get endpointslices -l kubernetes.io/service-name=web\n')
  expect(script).toContain('kubectl exec deploy/web -c web -- ss -tln\n')
})

test('where nothing is about ports, and for questions that make no sense, there is nothing', async () => {
  client = await LspClient.start()
  await client.open('shop/service.yaml', 'steps:\n  - targetPort: make\n')
  expect(await ask(explainPortRequest, 'targetPort')).toBeNull()
  expect(await ask(kubectlCommandsRequest, 'targetPort')).toEqual({ script: null })
  expect(await client.connection.sendRequest(explainPortRequest, { textDocument: 7 })).toBeNull()
  expect(await client.connection.sendRequest(fileStatusRequest, { uri: 7 })).toBeNull()
  expect(await client.connection.sendRequest(fileStatusRequest, { uri: client.uri('shop/service.yaml') })).toBeNull()
})

test('what is in a file, and what it is deployed with', async () => {
  client = await LspClient.start({
    files: {
      'shop/base/kustomization.yaml': 'resources: [service.yaml]\n',
      'shop/base/service.yaml': brokenService,
      'shop/overlay/kustomization.yaml': `resources: [../base, ../deployment.yaml]\n`,
      ...files,
    },
  })
  await client.open('shop/base/service.yaml', brokenService)
  const status = await client.connection.sendRequest<FileStatusResult>(fileStatusRequest, {
    uri: client.uri('shop/base/service.yaml'),
  })
  expect(status).toEqual({
    resources: 1,
    findings: { error: 1, warning: 0, information: 0, hint: 0 },
    builds: ['overlay'],
    folder: 'base',
  })
})

test('on demand the findings of all files are shown', async () => {
  client = await LspClient.start({
    files: { ...files, 'shop/service.yaml': brokenService, 'shop/other/service.yaml': 'kind: Nothing\n' },
    capabilities: plainCapabilities,
  })
  await client.open('shop/other/service.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n')
  await client.connection.sendRequest(fileStatusRequest, { uri: client.uri('shop/other/service.yaml') })
  expect(client.published.get(client.uri('shop/service.yaml'))).toBeUndefined()
  await client.connection.sendRequest(checkWorkspaceRequest)
  await client.until(() => client.published.get(client.uri('shop/service.yaml'))?.diagnostics.length === 1)
})

function ask<T>(request: string, text: string): Promise<T> {
  return client.connection.sendRequest<T>(request, {
    textDocument: { uri: client.uri('shop/service.yaml') },
    position: client.range('shop/service.yaml', text).start,
  })
}

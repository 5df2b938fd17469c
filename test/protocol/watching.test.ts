import { afterEach, expect, test } from 'vitest'
import { LspClient } from '../support/lspClient.ts'
import { deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const wrong = deployment.replace('name: http', 'name: api')

test('asks the client to watch manifests, and settings', async () => {
  client = await LspClient.start()
  const registered = (method: string) => client.registrations.find(each => each.method === method)
  await client.until(() => registered('workspace/didChangeConfiguration') !== undefined)
  expect(registered('workspace/didChangeWatchedFiles')?.registerOptions).toMatchObject({
    watchers: [
      {
        globPattern:
          '**/{*.[yY][aA][mM][lL],*.[yY][mM][lL],*.[jJ][sS][oO][nN],*.tpl,Kustomization,.helmignore,.gitignore}',
      },
      { globPattern: '**', kind: 4 },
    ],
  })
})

test('a file that changes, goes and comes on disk counts', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
  await refreshedBy({ 'shop/deployment.yaml': wrong })
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
  await refreshedBy({ 'shop/deployment.yaml': undefined })
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ severity: 3 }])
  await refreshedBy({ 'shop/new/deployment.yaml': deployment })
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('the files of a deleted folder are gone, though only the folder is reported', async () => {
  client = await LspClient.start({ files: { 'shop/pods/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
  await refreshedBy({ 'shop/pods': undefined })
  expect(await client.diagnostics('shop/service.yaml')).not.toEqual([])
})

test('an open document counts, whatever happens on disk', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/deployment.yaml', deployment)
  await client.open('shop/service.yaml', service)
  await client.open('shop/other.yaml', service.replaceAll('web', 'other'))
  await client.diagnostics('shop/other.yaml')
  await refreshedBy({ 'shop/deployment.yaml': wrong, 'shop/pods.yaml': deployment.replaceAll('web', 'other') })
  expect(await client.diagnostics('shop/other.yaml')).toEqual([])
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test.for([
  ['what .gitignore names', { 'shop/.gitignore': 'build/\n' }, 'shop/build/deployment.yaml'],
  ['node_modules', {}, 'shop/node_modules/chart/deployment.yaml'],
  ['files that are no text', {}, 'shop/deployment.yaml', '\u0000'],
] as const)('%s is not read, at the start and later', async ([, files, path, prefix = '']) => {
  client = await LspClient.start({ files: { ...files, [path]: prefix + wrong } })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).not.toMatchObject([{ code: 'target-port-name-missing' }])
  await client.disk({ [path]: prefix + wrong })
  await client.disk({ 'shop/deployment2.yaml': deployment })
  await client.until(() => client.refreshes > 0)
  expect(await client.diagnostics('shop/service.yaml')).toEqual([])
})

test('a .gitignore that changes is followed at once', async () => {
  client = await LspClient.start({ files: { 'shop/.gitignore': 'build/\n', 'shop/build/deployment.yaml': wrong } })
  await client.open('shop/service.yaml', service)
  expect(await client.diagnostics('shop/service.yaml')).not.toMatchObject([{ code: 'target-port-name-missing' }])
  await refreshedBy({ 'shop/.gitignore': '# nothing\n' })
  expect(await client.diagnostics('shop/service.yaml')).toMatchObject([{ code: 'target-port-name-missing' }])
  await refreshedBy({ 'shop/.gitignore': 'build/\n' })
  expect(await client.diagnostics('shop/service.yaml')).not.toMatchObject([{ code: 'target-port-name-missing' }])
})

async function refreshedBy(files: Readonly<Record<string, string | undefined>>): Promise<void> {
  const before = client.refreshes
  await client.disk(files)
  await client.until(() => client.refreshes > before)
}

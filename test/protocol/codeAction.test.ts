import { afterEach, expect, test } from 'vitest'
import type { CodeAction } from 'vscode-languageserver-protocol'
import { LspClient, plainCapabilities } from '../support/lspClient.ts'
import { brokenService, deployment, service } from './samples.ts'

let client: LspClient

afterEach(() => client.stop())

const probed = deployment.replace(
  /$/,
  `          livenessProbe:
            tcpSocket:
              port: http
`,
)

test('a fix names its finding, and brings its edit when it is chosen', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', brokenService)
  const found = await client.diagnostics('shop/service.yaml')
  const [fix] = await client.codeActions('shop/service.yaml', client.range('shop/service.yaml', 'htpt'), undefined, [
    ...found,
  ])
  expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: found })
  expect(fix).not.toHaveProperty('edit')
  expect((await resolved(fix)).edit).toEqual({
    documentChanges: [
      {
        textDocument: { uri: client.uri('shop/service.yaml'), version: 1 },
        edits: [{ range: client.range('shop/service.yaml', 'htpt'), newText: 'http' }],
      },
    ],
  })
})

test('an action of a document that has changed since is not resolved', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', brokenService)
  await client.diagnostics('shop/service.yaml')
  const [fix] = await client.codeActions('shop/service.yaml', client.range('shop/service.yaml', 'htpt'))
  await client.edit('shop/service.yaml', 'kind: Service', 'kind:  Service')
  expect(await resolved(fix)).not.toHaveProperty('edit')
})

test('a client that cannot resolve gets plain edits at once', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment }, capabilities: plainCapabilities })
  await client.open('shop/service.yaml', brokenService)
  await client.until(() => client.published.size > 0)
  const [fix] = await client.codeActions('shop/service.yaml', client.range('shop/service.yaml', 'htpt'))
  expect(fix?.edit).toEqual({
    changes: {
      [client.uri('shop/service.yaml')]: [{ range: client.range('shop/service.yaml', 'htpt'), newText: 'http' }],
    },
  })
})

test('what needs typing is a snippet where the client takes one', async () => {
  client = await LspClient.start()
  await client.open('shop/deployment.yaml', probed)
  const [fix] = await client.codeActions('shop/deployment.yaml', client.range('shop/deployment.yaml', 'tcpSocket'))
  const { edit } = await resolved(fix)
  expect(JSON.stringify(edit)).toContain('${0:/healthz}')
})

test('what needs typing is selected by a command of the client where it has one', async () => {
  client = await LspClient.start({ options: { selectCommand: 'select' } })
  await client.open('shop/deployment.yaml', probed)
  const [fix] = await client.codeActions('shop/deployment.yaml', client.range('shop/deployment.yaml', 'tcpSocket'))
  const { edit, command } = await resolved(fix)
  expect(JSON.stringify(edit)).not.toContain('${')
  await client.edit('shop/deployment.yaml', 'tcpSocket:', 'httpGet:\n              path: /healthz')
  expect(command).toMatchObject({
    command: 'select',
    arguments: [client.uri('shop/deployment.yaml'), client.range('shop/deployment.yaml', '/healthz')],
  })
})

test('what needs typing is plain text elsewhere', async () => {
  client = await LspClient.start({ capabilities: plainCapabilities })
  await client.open('shop/deployment.yaml', probed)
  const [fix] = await client.codeActions('shop/deployment.yaml', client.range('shop/deployment.yaml', 'tcpSocket'))
  expect(JSON.stringify(fix?.edit)).toContain('/healthz')
  expect(JSON.stringify(fix?.edit)).not.toContain('${')
})

test('only the kinds that were asked for come', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', brokenService)
  await client.diagnostics('shop/service.yaml')
  const at = client.range('shop/service.yaml', 'htpt')
  expect(await client.codeActions('shop/service.yaml', at, ['refactor'])).toEqual([])
  expect(await client.codeActions('shop/service.yaml', at, ['quickfix'])).not.toEqual([])
})

test('on saving, all safe fixes are one edit, and the guesses stay out', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', brokenService.replace('port: 80\n', 'port: "80"\n'))
  await client.diagnostics('shop/service.yaml')
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
  const [all, ...others] = await client.codeActions('shop/service.yaml', whole, ['source.fixAll'])
  expect(others).toEqual([])
  expect(all?.kind).toBe('source.fixAll.portolan')
  const { edit } = await resolved(all)
  expect(edit?.documentChanges?.flatMap(change => ('edits' in change ? change.edits : []))).toMatchObject([
    { range: client.range('shop/service.yaml', '"80"'), newText: '80' },
  ])
})

test('where nothing is to be mended nothing is offered on saving', async () => {
  client = await LspClient.start({ files: { 'shop/deployment.yaml': deployment } })
  await client.open('shop/service.yaml', service)
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
  expect(await client.codeActions('shop/service.yaml', whole, ['source.fixAll'])).toEqual([])
})

test('another port number is asked for by the client where it can, and proposed where not', async () => {
  client = await LspClient.start({ files: { 'shop/service.yaml': service }, options: { renameCommand: 'rename' } })
  await client.open('shop/deployment.yaml', deployment)
  const at = client.range('shop/deployment.yaml', '8080')
  const asked = await client.codeActions('shop/deployment.yaml', at, ['refactor'])
  expect(asked.find(({ command }) => command)).toMatchObject({
    title: 'Use another number for container port 8080…',
    command: { command: 'rename', arguments: [client.uri('shop/deployment.yaml'), at.start] },
  })
  await client.stop()
  client = await LspClient.start({ files: { 'shop/service.yaml': service } })
  await client.open('shop/deployment.yaml', deployment)
  const offered = await client.codeActions('shop/deployment.yaml', at, ['refactor'])
  const { edit } = await resolved(offered.find(({ title }) => title.startsWith('Change container port 8080 to 8081')))
  expect(edit?.documentChanges).toMatchObject([{ edits: [{ range: at, newText: '8081' }] }])
})

function resolved(action: CodeAction | undefined): Promise<CodeAction> {
  if (!action) throw new Error('no action was offered')
  return client.resolve(action)
}

import * as vscode from 'vscode'
import { noFindings, open, rangeOf, replace } from './documents.ts'
import { equal, eventually, ok } from './expect.ts'
import { test } from './runner.ts'

test('from a targetPort one gets to the container port, and from there to everybody who means it', async () => {
  const service = await open('shop/service.yaml')
  await replace(service, 'targetPort: htpp', 'targetPort: http')
  await noFindings(service.uri)
  const word = rangeOf(service, 'http', 'targetPort')
  const [target] = await eventually('a definition', async () => {
    const found = await ask<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      service,
      word,
    )
    return found.length > 0 ? found : undefined
  })
  ok(target, 'no definition')
  const uri = 'targetUri' in target ? target.targetUri : target.uri
  ok(uri.path.endsWith('shop/deployment.yaml'), uri.path)
  const uses = await ask<vscode.Location[]>('vscode.executeReferenceProvider', service, word)
  const files = new Set(uses.map(each => each.uri.path.split('/').at(-1)))
  ok(files.size === 2 && files.has('deployment.yaml') && files.has('service.yaml'), [...files].join())
  ok(uses.length >= 4, `${uses.length} places`)
  await replace(service, 'targetPort: http', 'targetPort: htpp')
})

test('renaming a container port changes its users and leaves the Service port of the same name alone', async () => {
  const service = await open('shop/service.yaml')
  await replace(service, 'targetPort: htpp', 'targetPort: http')
  await noFindings(service.uri)
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    service.uri,
    rangeOf(service, 'http', 'targetPort').start,
    'web',
  )
  const before = service.getText()
  ok(await vscode.workspace.applyEdit(edit), 'the rename was refused')
  equal(service.getText(), before.replace('targetPort: http', 'targetPort: web'), 'the Service')
  const deployment = await open('shop/deployment.yaml')
  ok(deployment.getText().includes('- name: web'), deployment.getText())
  ok(!deployment.getText().includes('port: http'), deployment.getText())
  await noFindings(service.uri)
  const back = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    service.uri,
    rangeOf(service, 'web', 'targetPort').start,
    'http',
  )
  ok(await vscode.workspace.applyEdit(back), 'the rename back was refused')
  equal(service.getText(), before, 'the Service after the way back')
  await replace(service, 'targetPort: http', 'targetPort: htpp')
})

test('the call hierarchy follows a packet from the Service to the container', async () => {
  const service = await open('shop/service.yaml')
  await replace(service, 'targetPort: htpp', 'targetPort: http')
  await noFindings(service.uri)
  const [item] = await ask<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', service, rangeOf(service, '80'))
  equal(item?.name, 'api:80', 'the item')
  const calls = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
    'vscode.provideOutgoingCalls',
    item,
  )
  equal(calls.map(call => call.to.name).join(), 'api pod:8080', 'where packets go')
  const [first] = calls
  const back = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
    'vscode.provideIncomingCalls',
    first?.to,
  )
  equal(back.map(call => call.from.name).join(), 'api:80', 'who sends packets')
  await replace(service, 'targetPort: http', 'targetPort: htpp')
})

test('the outline shows resources with their ports', async () => {
  const service = await open('shop/service.yaml')
  const [symbol] = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    service.uri,
  )
  equal(symbol?.name, 'Service api', 'the resource')
  equal(symbol?.children.map(each => each.name).join(), '80 (http)', 'its ports')
})

function ask<T>(command: string, document: vscode.TextDocument, at: vscode.Range): Thenable<T> {
  return vscode.commands.executeCommand<T>(command, document.uri, at.start)
}

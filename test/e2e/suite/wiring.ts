import * as vscode from 'vscode'
import { findingAt, noFindings, open, rangeOf, replace } from './documents.ts'
import { test } from './runner.ts'

test('a finding goes when the other file is edited, and comes back when that edit is undone', async () => {
  const service = await open('shop/service.yaml')
  const wrong = rangeOf(service, 'htpp')
  await findingAt(service, wrong)
  const deployment = await open('shop/deployment.yaml')
  await replace(deployment, '- name: http', '- name: htpp')
  await noFindings(service.uri)
  await vscode.commands.executeCommand('undo')
  await findingAt(service, wrong)
})

test('a finding goes when its own line is mended, and comes back with the mistake', async () => {
  const service = await open('shop/service.yaml')
  await replace(service, 'targetPort: htpp', 'targetPort: http')
  await noFindings(service.uri)
  await replace(service, 'targetPort: http', 'targetPort: htpp')
  await findingAt(service, rangeOf(service, 'htpp'))
})

import * as vscode from 'vscode'
import { findingAt, findings, noFindings, open, rangeOf } from './documents.ts'
import { contains, equal, eventually, ok } from './expect.ts'
import { test } from './runner.ts'

test('the quick fix turns a TCP probe of an HTTP port into an HTTP probe and keeps the rest', async () => {
  const deployment = await open('shop/deployment.yaml')
  const range = rangeOf(deployment, 'tcpSocket')
  const finding = await eventually('a hint on the probe', () =>
    findings(deployment.uri).find(one => one.range.intersection(range)),
  )
  equal(finding.severity, vscode.DiagnosticSeverity.Hint, 'severity')
  await apply(deployment, finding, 'httpGet')
  contains(deployment.getText(), probe, 'the document after the fix')
  await noFindings(deployment.uri)
})

test('the quick fix of a misspelt targetPort writes the name that the pods have', async () => {
  const service = await open('shop/service.yaml')
  const finding = await findingAt(service, rangeOf(service, 'htpp'))
  await apply(service, finding, 'http')
  contains(service.getText(), 'targetPort: http\n', 'the document after the fix')
  await noFindings(service.uri)
})

const probe = `          readinessProbe:
            # The port answers HTTP, so a bare connection says little.
            httpGet:
              path: /live
              port: http
            periodSeconds: 5
`

/** Asks for the fixes of a finding as the light bulb does, and applies the one that speaks of something. */
async function apply(document: vscode.TextDocument, finding: vscode.Diagnostic, about: string): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding.range,
    vscode.CodeActionKind.QuickFix.value,
    10,
  )
  const fix = actions.find(action => action.title.includes(about))
  ok(fix, `no fix about ${about} among: ${actions.map(action => action.title).join('; ')}`)
  if (fix.edit) ok(await vscode.workspace.applyEdit(fix.edit), 'the edit was refused')
  if (fix.command) await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []))
}

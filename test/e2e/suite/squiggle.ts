import * as vscode from 'vscode'
import { findingAt, noFindings, open, rangeOf, uriOf } from './documents.ts'
import { contains, equal, ok } from './expect.ts'
import { test } from './runner.ts'

test('a named targetPort that no pod has is an error under that very name, and points at the pods', async () => {
  const service = await open('shop/service.yaml')
  const finding = await findingAt(service, rangeOf(service, 'htpp'))
  equal(finding.severity, vscode.DiagnosticSeverity.Error, 'severity')
  contains(finding.message, 'htpp', 'message')
  contains(finding.message, 'api', 'message')
  ok(typeof finding.code === 'object', 'the code of the finding does not link to its documentation')
  const [other] = finding.relatedInformation ?? []
  equal(other?.location.uri.path, uriOf('shop/deployment.yaml').path, 'the other end')
})

test('an application of the same names in another folder is left alone', async () => {
  const blog = await open('blog/blog.yaml')
  await noFindings(blog.uri)
})

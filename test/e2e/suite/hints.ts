import * as vscode from 'vscode'
import { open, rangeOf } from './documents.ts'
import { contains, equal, eventually } from './expect.ts'
import { test } from './runner.ts'

test('hints say which number a name stands for, what a selector picks and who uses a port', async () => {
  const blog = await open('blog/blog.yaml')
  const hints = await hintsOf(blog, 3)
  equal(
    hints.map(textOf).join('; '),
    'selects Deployment api; → 9000; used by api:80',
    'the hints of the document, in order',
  )
  const number = hints.find(hint => textOf(hint) === '→ 9000')
  equal(number?.position.isEqual(rangeOf(blog, 'targetPort: admin').end), true, 'the hint stands behind the name')
  const [, part] = typeof number?.label === 'object' ? number.label : []
  equal(part?.location?.uri.path, blog.uri.path, 'the number leads to where it is declared')
})

test('a kind of hint that is switched off goes at once, and comes back', async () => {
  const blog = await open('blog/blog.yaml')
  const settings = vscode.workspace.getConfiguration('portolan.inlayHints', blog.uri)
  await settings.update('selects', false, vscode.ConfigurationTarget.Workspace)
  try {
    contains((await hintsOf(blog, 2)).map(textOf).join('; '), '→ 9000', 'the hints that are left')
  } finally {
    await settings.update('selects', undefined, vscode.ConfigurationTarget.Workspace)
  }
  await hintsOf(blog, 3)
})

/** The hints of a document, once there are as many as expected. */
async function hintsOf(document: vscode.TextDocument, count: number): Promise<readonly vscode.InlayHint[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0)
  let last: readonly vscode.InlayHint[] = []
  return eventually(
    `${count} hints`,
    async () => {
      last = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        all,
      )
      return last.length === count ? last : undefined
    },
    () => `the last were: ${last.map(textOf).join('; ')}`,
  )
}

function textOf({ label }: vscode.InlayHint): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('')
}

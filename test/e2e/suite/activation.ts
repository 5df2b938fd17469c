import * as vscode from 'vscode'
import { open } from './documents.ts'
import { equal, eventually, ok } from './expect.ts'
import { test } from './runner.ts'

test('opening a YAML file activates the extension', async () => {
  const extension = vscode.extensions.getExtension('portolan.portolan')
  ok(extension, 'the extension is not there')
  const document = await open('blog/blog.yaml')
  equal(document.languageId, 'yaml', 'language of the manifest')
  await eventually('the extension to be active', () => extension.isActive || undefined)
  // An extension whose activation failed counts as active; this is what tells.
  await extension.activate()
})

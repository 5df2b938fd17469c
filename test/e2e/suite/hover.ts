import * as vscode from 'vscode'
import { open, rangeOf } from './documents.ts'
import { contains, eventually } from './expect.ts'
import { test } from './runner.ts'

test('hovering over a Service port tells the way of a packet through these manifests', async () => {
  const blog = await open('blog/blog.yaml')
  const text = await hoverText(blog, rangeOf(blog, 'admin').start)
  contains(text, 'api:80', 'hover')
  contains(text, 'pod:9000', 'hover')
})

test('hovering over a container port names the Service that leads there', async () => {
  const blog = await open('blog/blog.yaml')
  const text = await hoverText(blog, rangeOf(blog, '9000').start)
  contains(text, 'Service `api`', 'hover')
  contains(text, '9000', 'hover')
})

async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  return eventually('a hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    )
    const text = hovers.flatMap(hover => hover.contents).map(plain)
    return text.length > 0 ? text.join('\n') : undefined
  })
}

function plain(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value
}

import * as vscode from 'vscode'
import { open, rangeOf, uriOf } from './documents.ts'
import { contains, equal, eventually, ok } from './expect.ts'
import { test } from './runner.ts'

test('lenses above a Service and its Deployment say where a port leads, who points here and what is wrong', async () => {
  const blog = await open('blog/blog.yaml')
  const titles = await eventually('lenses with words', async () => {
    const lenses = await lensesOf(blog.uri)
    const all = lenses.map(({ command }) => command?.title)
    return all.length > 0 && all.every(title => title !== undefined) ? all : undefined
  })
  equal(
    titles.join('; '),
    'api:80 → 9000 (1 pod template); no references; no problems; Service api; no references; no problems',
    'the lenses of the document',
  )
})

test('a click on the first lens opens a page about the way through that port', async () => {
  const blog = await open('blog/blog.yaml')
  const [first] = await lensesOf(blog.uri)
  ok(first?.command, 'the first lens has no command')
  await vscode.commands.executeCommand(first.command.command, ...(first.command.arguments ?? []))
  contains(await pageText('/Service api, Service port 80.md'), 'Deployment api  → process:9000', 'the page')
})

test('a port is explained at the cursor, and the editor has every command', async () => {
  const deployment = await open('shop/deployment.yaml')
  const editor = vscode.window.activeTextEditor
  ok(editor, 'no editor is active')
  const { start } = rangeOf(deployment, 'containerPort')
  editor.selection = new vscode.Selection(start, start)
  await vscode.commands.executeCommand('portolan.explainPort')
  contains(await pageText('/Deployment api, container port 8080.md'), 'kubectl get pods', 'the page')
  const commands = await vscode.commands.getCommands(true)
  for (const name of ['copyKubectlCommands', 'showAllProblems', 'restart', 'showLog'])
    ok(commands.includes(`portolan.${name}`), `there is no command ${name}`)
})

test('the problems of all files can be shown, and a restarted server answers as before', async () => {
  await vscode.commands.executeCommand('portolan.showAllProblems')
  await vscode.commands.executeCommand('portolan.restart')
  await eventually('lenses after a restart', async () => {
    const lenses = await lensesOf(uriOf('blog/blog.yaml'))
    return lenses.length > 0 ? true : undefined
  })
})

function lensesOf(uri: vscode.Uri): Thenable<readonly vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 20)
}

/** The text of the page with this path, once it is open. */
async function pageText(path: string): Promise<string> {
  const pages = () => vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'portolan-explain')
  const page = await eventually(
    `the page ${path}`,
    () => pages().find(({ uri }) => uri.path === path),
    () => `there are: ${pages().map(({ uri }) => uri.path)}`,
  )
  return page.getText()
}

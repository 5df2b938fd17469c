import * as vscode from 'vscode'
import { noFindings, open, rangeOf, replace } from './documents.ts'
import { contains, equal, eventually, ok } from './expect.ts'
import { test } from './runner.ts'

test('behind a targetPort the editor offers what the pods have, and says where the traffic would go', async () => {
  const service = await open('shop/service.yaml')
  await replace(service, 'targetPort: htpp', 'targetPort: ht')
  const word = rangeOf(service, 'ht\n', 'targetPort')
  const [first, ...others] = await itemsAt(service, word.start.translate(0, 2))
  equal(labelOf(first), 'http', 'the best')
  ok(others.length > 0, 'the number is offered, too')
  const documentation = first?.documentation
  contains(typeof documentation === 'object' ? documentation.value : '', 'Traffic for `', 'what is said about it')
  const range = first?.range
  ok(range instanceof vscode.Range || range === undefined || 'replacing' in range, 'a range')
  const replaced = range instanceof vscode.Range ? range : range?.replacing
  equal(service.getText(replaced), 'ht', 'what gives way')
  await replace(service, 'targetPort: ht\n', 'targetPort: http\n')
  await noFindings(service.uri)
  await replace(service, 'targetPort: http\n', 'targetPort: htpp\n')
})

/** What Portolan offers at a place, best first, with what is said about the first. */
async function itemsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly vscode.CompletionItem[]> {
  return eventually('completions', async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
      undefined,
      1,
    )
    const items = list.items.filter(item => item.sortText !== undefined).toSorted(bySortText)
    return items.length > 0 ? items : undefined
  })
}

function bySortText(a: vscode.CompletionItem, b: vscode.CompletionItem): number {
  return (a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1
}

function labelOf(item: vscode.CompletionItem | undefined): string {
  return typeof item?.label === 'object' ? item.label.label : (item?.label ?? '')
}

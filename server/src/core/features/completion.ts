import type { Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { Graph } from '../graph/graph.ts'
import type { OpenDocument } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { ChoiceKind } from './completion/choice.ts'
import { documentationOf } from './completion/documentation.ts'
import { entryItems } from './completion/entry.ts'
import type { Item } from './completion/item.ts'
import { newServices } from './completion/newService.ts'
import { textItems } from './completion/text.ts'
import { typedAt } from './completion/typed.ts'
import { valueItems } from './completion/value.ts'

/** One line of the list that an editor shows while somebody types. */
export interface Completion {
  readonly label: string
  readonly kind: ChoiceKind | 'block'
  /** What it is, in a few words: `8080 in container api`. */
  readonly detail: string
  /** What is compared with the typed text: `span` up to the cursor. */
  readonly filter: string
  /** What gives way, absolute in the file: of the line of the cursor, and around it. */
  readonly span: Span
  readonly newText: string
}

/**
 * What may be written at the cursor, best first: what the selected pods really have, what the Service really serves. Empty where
 * nobody can know, and in all YAML that is not about ports.
 *
 * @param offset absolute in the file
 * @example behind `targetPort: ` the names, then the numbers of the ports of the pods that the Service selects
 */
export function completions(
  workspace: Workspace,
  uri: Uri,
  offset: number,
  text = workspace.textOf(uri),
): readonly Completion[] {
  const { open, items } = itemsAt(workspace, uri, offset, text)
  return items.map(({ label, kind, detail, filter, change }) => ({
    label,
    kind,
    detail,
    filter,
    span: open ? workspace.locate({ document: open.id, span: change.span }).span : change.span,
    newText: change.newText,
  }))
}

/** Whether the next character may bring what a list leaves out: all other free numbers, fields that are for those who begin them. */
export function isCut(list: readonly Completion[], offset: number): boolean {
  return list.some(({ kind, span }) => kind === 'node-port' || span.start === offset)
}

/** Markdown about one of them: what the hover would say if it were chosen. Asked for the line that is selected, and no other. */
export function completionDocumentation(
  workspace: Workspace,
  uri: Uri,
  offset: number,
  label: string,
  text = workspace.textOf(uri),
): string | undefined {
  const { open, items } = itemsAt(workspace, uri, offset, text)
  const item = items.find(each => each.label === label)
  return item && documentationOf(workspace, open, item)
}

/** Whether a blank that was typed begins a word: behind a colon, a dash, a bracket or a comma, not where it indents or ends one. */
export function beginsWord(text: string, offset: number): boolean {
  return /(?:[:,{[]|(?:^|\n)[ -]*-)[ \t]$/.test(text.slice(0, offset))
}

interface Found {
  /** Absent in a document that says nothing yet. */
  readonly open: OpenDocument | undefined
  /** Relative to the document; where there is none, to the file. */
  readonly items: readonly Item[]
}

function itemsAt(workspace: Workspace, uri: Uri, offset: number, text: string | undefined): Found {
  const { graph } = workspace
  const status = workspace.statusOf(uri)?.kind ?? 'irrelevant'
  const here = status === 'analysed' ? workspace.writtenAt(uri, offset) : undefined
  if (here) return { open: here.document, items: inDocument(here.document, here.offset, graph) }
  const isBlank = status === 'analysed' || status === 'irrelevant'
  return { open: undefined, items: text !== undefined && isBlank ? newServices(uri, text, offset, graph) : [] }
}

function inDocument(open: OpenDocument, at: number, graph: Graph): readonly Item[] {
  const inLines = textItems(open, at, graph)
  if (inLines) return inLines
  const typed = typedAt(open.tree, at)
  if (!typed) return []
  return typed.at === 'value' ? valueItems(open, at, typed, graph) : entryItems(open, at, typed, graph)
}

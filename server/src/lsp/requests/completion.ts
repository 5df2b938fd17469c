import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver'
import { LineIndex } from '../../core/base/lines.ts'
import type { Uri } from '../../core/base/place.ts'
import { canonicalUri } from '../../core/base/uri.ts'
import {
  beginsWord,
  type Completion,
  completionDocumentation,
  completions,
  isCut,
} from '../../core/features/completion.ts'
import { uriOf } from '../fromProto.ts'
import type { Loading } from '../loading.ts'
import { numberIn, textIn } from '../sent.ts'
import type { Session } from '../session.ts'
import { rangeOf } from '../toProto.ts'

/** Behind these the next word is asked for; letters and digits editors ask about themselves. */
export const completionTriggers = [':', ' ', '-', '"', "'", '/', ',', '{', '[']

/** What finds an item again when its documentation is asked for. */
interface Unresolved {
  readonly uri: Uri
  readonly offset: number
  readonly label: string
}

const kinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  'port-name': CompletionItemKind.Reference,
  'port-number': CompletionItemKind.Value,
  'node-port': CompletionItemKind.Value,
  service: CompletionItemKind.Interface,
  label: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  'schema-word': CompletionItemKind.EnumMember,
  path: CompletionItemKind.File,
  block: CompletionItemKind.Snippet,
}

export function answerCompletions(session: Session, loading: Loading): void {
  session.connection.onCompletion((params, token) =>
    session.answer(token, () => listFor(session, params, loading.busy)),
  )
  session.connection.onCompletionResolve(
    async (item, token) => (await session.answer(token, () => ({ ...item, ...documented(session, item) }))) ?? item,
  )
}

/** Editors shorten a list by themselves as long as it is whole; while folders are read there may be more to choose from. */
function listFor(
  session: Session,
  { textDocument, position, context }: CompletionParams,
  isLoading: boolean,
): CompletionList {
  const uri = uriOf(textDocument)
  const text = session.documents.textOf(uri)
  const nothing = { isIncomplete: isLoading, items: [] }
  if (text === undefined) return nothing
  const lines = new LineIndex(text)
  const offset = lines.offsetAt(position)
  if (context?.triggerCharacter === ' ' && !beginsWord(text, offset)) return nothing
  const all = completions(session.workspace, uri, offset, text)
  const list = session.client.options.schemaWords ? all.filter(({ kind }) => kind !== 'schema-word') : all
  return {
    isIncomplete: isLoading || isCut(list, offset),
    items: list.map((completion, index) =>
      itemOf(session, lines, { uri, offset, label: completion.label }, completion, index),
    ),
  }
}

function itemOf(
  { client }: Session,
  lines: LineIndex,
  data: Unresolved,
  { label, kind, detail, filter, span, newText }: Completion,
  index: number,
): CompletionItem {
  return {
    label,
    ...(client.completionLabelDetails ? { labelDetails: { description: detail } } : { detail }),
    kind: kinds[kind],
    // Editors sort by this before anything else; the list is in order of use.
    sortText: String(index).padStart(4, '0'),
    filterText: filter,
    insertTextFormat: InsertTextFormat.PlainText,
    // Every line has its indentation already.
    ...(client.completionAsIs && { insertTextMode: InsertTextMode.asIs }),
    textEdit: { range: rangeOf(lines, span), newText },
    data,
  }
}

function documented(session: Session, { data }: CompletionItem): Partial<CompletionItem> {
  const item = readUnresolved(data)
  const text = item && session.documents.textOf(item.uri)
  if (!item || text === undefined) return {}
  const value = completionDocumentation(session.workspace, item.uri, item.offset, item.label, text)
  if (value === undefined) return {}
  return {
    documentation: { kind: session.client.markdownCompletion ? MarkupKind.Markdown : MarkupKind.PlainText, value },
  }
}

function readUnresolved(data: unknown): Unresolved | undefined {
  const [uri, offset, label] = [textIn(data, 'uri'), numberIn(data, 'offset'), textIn(data, 'label')]
  if (uri === undefined || offset === undefined || label === undefined) return undefined
  return { uri: canonicalUri(uri), offset, label }
}

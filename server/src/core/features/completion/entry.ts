import { distinctBy } from '../../base/distinct.ts'
import type { Graph } from '../../graph/graph.ts'
import { inFlow, linesOf } from '../../rules/support/blockEdits.ts'
import { isJson, plainText } from '../../rules/support/edits.ts'
import type { OpenDocument } from '../../workspace/types.ts'
import { lineBreakOf } from '../../yaml/edit/lines.ts'
import { blockLabel, blocksAt } from './blocks.ts'
import type { Block, Choice, Pair } from './choice.ts'
import { fieldChoices, fieldKeys } from './fields.ts'
import { type Item, replacing, written } from './item.ts'
import { labelPairs } from './labels.ts'
import { type Mended, mend, word } from './mend.ts'
import { referenceChoices, referenceFields, referenceKeys } from './reference.ts'
import { partItems } from './text.ts'
import type { Typed } from './typed.ts'

/**
 * Where a key or an item begins: fields together with their values, and whole blocks. Keys alone are the business of the YAML
 * extension. A dash that the list needs is written, too.
 */
export function entryItems(open: OpenDocument, at: number, typed: Typed, graph: Graph): readonly Item[] {
  const key = entries(open, typed, '', graph)
  if (typed.dash || typed.brackets !== '') {
    const items = [...scalars(open, typed, graph), ...key.items]
    return items.length > 0 ? items : partItems(open, at, typed, graph)
  }
  // Where both can be read, the line may go on with the mapping or with the list.
  const item = entries(open, typed, '- ', graph)
  if (key.broken !== item.broken) return key.broken ? item.items : key.items
  return [...key.items, ...item.items]
}

/** Items of a list that holds ports or names themselves: `ports: ["8080"]`. */
function scalars(open: OpenDocument, typed: Typed, graph: Graph): readonly Item[] {
  if (!typed.dash && !typed.brackets.endsWith('[')) return []
  const mended = standIn(open, typed, quoted(open, word), graph)
  const found = mended && typeof mended.path.at(-1) === 'number' ? referenceChoices(mended) : undefined
  return (found?.choices ?? []).map(choice => {
    const text = written(choice, typed.quote === '' && isJson(open.tree) ? '"' : typed.quote)
    return { ...shown(choice), filter: filterOf(typed, String(choice.value)), change: replacing(typed, text, text) }
  })
}

interface Entries {
  readonly items: readonly Item[]
  readonly broken: boolean
}

function entries(open: OpenDocument, typed: Typed, dash: '' | '- ', graph: Graph): Entries {
  const nothing = { items: [], broken: true }
  if (typed.quote !== '' && !isJson(open.tree)) return nothing
  const mended = standIn(open, typed, `${dash}${quoted(open, word)}: ${quoted(open, word)}`, graph)
  if (mended?.path.at(-1) !== word) return nothing
  const begun = open.text.slice(typed.token.start, typed.token.end).replace(/^["']/, '')
  const pairs = [
    ...labelPairs(mended),
    ...fieldPairs(mended, begun),
    ...referencePairs(open, typed, dash, mended, begun, graph),
  ]
  const items = [
    ...[...blocksAt(mended), ...fieldBlocks(open, typed, dash, mended, graph)].map(block =>
      blockItem(open, typed, dash, block),
    ),
    ...distinctBy(pairs, ({ key, value }) => `${key} ${value}`).map(pair => pairItem(open, typed, dash, pair)),
  ]
  return { items, broken: mended.broken }
}

function standIn(open: OpenDocument, typed: Typed, text: string, graph: Graph): Mended | undefined {
  return mend(open, replacing(typed, text, word), typed.closing, graph)
}

function fieldPairs(mended: Mended, begun: string): readonly Pair[] {
  return fieldKeys(mended)
    .filter(key => !mended.beside.has(key) && isAsked(key, begun))
    .flatMap(key =>
      fieldChoices(mended, key)
        .slice(0, most)
        .map(choice => ({ ...choice, key })),
    )
}

/** The stand-in is put behind each key in question, so that the table of sites reads it as that very field. */
function referencePairs(
  open: OpenDocument,
  typed: Typed,
  dash: string,
  mended: Mended,
  begun: string,
  graph: Graph,
): readonly Pair[] {
  const keys = referenceKeys(mended).filter(key => !mended.beside.has(key) && isAsked(key, begun))
  return keys.flatMap(key => {
    const found = standIn(open, typed, `${dash}${quoted(open, key)}: ${quoted(open, word)}`, graph)
    const choices = found && found.path.at(-1) === key ? referenceChoices(found) : undefined
    return choices && !choices.inText ? choices.choices.slice(0, most).map(choice => ({ ...choice, key })) : []
  })
}

/** A port with the mapping that holds it: `port: {number: 80}`, in the lines that the style of the document takes. */
function fieldBlocks(open: OpenDocument, typed: Typed, dash: string, mended: Mended, graph: Graph): readonly Block[] {
  return referenceFields(mended).flatMap(([outer, inner]) => {
    const text = `${dash}${quoted(open, outer)}: {${quoted(open, inner)}: ${quoted(open, word)}}`
    const found = standIn(open, typed, text, graph)
    const choices = found && found.path.at(-1) === inner ? referenceChoices(found) : undefined
    return (choices?.choices ?? []).slice(0, most).map(({ value, detail }) => ({
      says: `${inner} ${value}`,
      detail,
      content: { key: outer, value: { [inner]: value } },
    }))
  })
}

/** Annotations, and fields whose default is right as a rule, are for those who begin to type them. */
function isAsked(key: string, begun: string): boolean {
  return (!key.includes('/') && !/^(type|scheme|(.*p|p)rotocol)$/i.test(key)) || (begun !== '' && key.includes(begun))
}

/** Of one field in a list of several. */
const most = 4

function pairItem(open: OpenDocument, typed: Typed, dash: string, pair: Pair): Item {
  const json = isJson(open.tree)
  const value = written(pair, json ? '"' : '')
  const key = json ? JSON.stringify(pair.key) : pair.key.includes('/') ? pair.key : plainText(pair.key)
  const [begin, end] = typed.brackets.endsWith('[') ? ['{', '}'] : [dash, '']
  return {
    ...shown(pair),
    label: `${pair.key}: ${pair.value}`,
    filter: filterOf(typed, `${pair.key}: ${pair.value}`),
    change: replacing(typed, `${begin}${key}: ${value}${end}`, value),
  }
}

function blockItem(open: OpenDocument, typed: Typed, dash: string, block: Block): Item {
  const { detail, content } = block
  const lines = typed.brackets === '' ? blockLines(open, typed, dash, content) : [inFlow(content, open.tree)]
  const text = lines.join(lineBreakOf(open.text) + ' '.repeat(typed.column + (typed.gap ? 1 : 0)))
  const label = blockLabel(block)
  return {
    label,
    kind: 'block',
    detail,
    filter: filterOf(typed, label),
    change: replacing(typed, text, lines[0] ?? ''),
  }
}

function blockLines({ tree }: OpenDocument, typed: Typed, dash: string, content: Block['content']): readonly string[] {
  return 'item' in content
    ? itemLines(linesOf({ key: 'list', value: [content.item] }, tree).slice(1), typed.dash)
    : linesOf(content, tree).map((line, index) => (index === 0 ? dash + line : ' '.repeat(dash.length) + line))
}

/** Without the indentation of the list, and without the dash where there is one. */
function itemLines(lines: readonly string[], dash: boolean): readonly string[] {
  const indent = (lines[0]?.indexOf('-') ?? 0) + (dash ? 2 : 0)
  return lines.map(line => line.slice(indent))
}

function shown({ value, kind, detail }: Choice): Pick<Item, 'label' | 'kind' | 'detail'> {
  return { label: String(value), kind, detail }
}

function filterOf({ quote }: Typed, text: string): string {
  return `${quote}${text}`
}

function quoted({ tree }: OpenDocument, text: string): string {
  return isJson(tree) ? JSON.stringify(text) : text
}

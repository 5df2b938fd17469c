import { type Span, sameSpan } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { OpenDocument } from '../../workspace/types.ts'
import { nodeAt } from '../../yaml/cursor.ts'
import { endOfLine, textBefore } from '../../yaml/edit/lines.ts'
import { type Item, replacing } from './item.ts'
import { digits, mend, word } from './mend.ts'
import { referenceChoices } from './reference.ts'
import type { Typed } from './typed.ts'

/**
 * In the text of a block scalar, such as a configuration file in a ConfigMap: ports and hosts of URLs. `undefined` where the cursor
 * is in no such text.
 */
export function textItems(open: OpenDocument, at: number, graph: Graph): readonly Item[] | undefined {
  const node = nodeAt(open.tree, at)?.node
  if (node?.kind !== 'scalar' || (node.style !== 'literal' && node.style !== 'folded')) return undefined
  return partsAt(open, at, '', graph)
}

/** In a longer value: the part of it that the cursor is in. */
export function partItems(open: OpenDocument, at: number, typed: Typed, graph: Graph): readonly Item[] {
  const { token, quote, closing } = typed
  const items = partsAt(open, at, quote !== '' && !isClosed(open, typed) ? quote + closing : closing, graph)
  // A number that is all of an unquoted text needs quotes, or YAML reads a number.
  return items.map(item =>
    quote === '' && sameSpan(item.change.span, token) && /^\d+$/.test(item.label)
      ? { ...item, change: replacing(typed, JSON.stringify(item.label), item.label) }
      : item,
  )
}

function isClosed({ text }: OpenDocument, { token, quote }: Typed): boolean {
  return token.end - token.start > 1 && text.slice(token.start, token.end).endsWith(quote)
}

/** First as digits, as behind `http://web:`, then as a word. */
function partsAt(open: OpenDocument, at: number, closing: string, graph: Graph): readonly Item[] {
  const before = textBefore(open.text, at)
  const after = open.text.slice(at, endOfLine(open.text, at))
  const around = (front: RegExp, back: RegExp): Span => ({
    start: at - (front.exec(before)?.[0].length ?? 0),
    end: at + (back.exec(after)?.[0].length ?? 0),
  })
  const attempts = [
    ...(/[\w.\]-]:\d*$/.test(before) ? [{ span: around(/\d*$/, /^\d*/), standIn: digits }] : []),
    { span: around(/[\w-]*$/, /^[\w-]*/), standIn: word },
    { span: around(/\d*$/, /^\d*/), standIn: digits },
  ]
  for (const { span, standIn } of attempts) {
    const mended = mend(open, { span, newText: standIn, at: 0, length: standIn.length }, closing, graph)
    const found = mended && referenceChoices(mended)
    if (!found?.inText) continue
    return found.choices.map(({ value, kind, detail }) => ({
      label: String(value),
      kind,
      detail,
      filter: String(value),
      change: { span, newText: String(value), at: 0, length: String(value).length },
    }))
  }
  return []
}

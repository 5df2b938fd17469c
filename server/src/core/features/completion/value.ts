import type { Graph } from '../../graph/graph.ts'
import { isJson } from '../../rules/support/edits.ts'
import type { OpenDocument } from '../../workspace/types.ts'
import type { Choice } from './choice.ts'
import { fieldChoices } from './fields.ts'
import { type Item, replacing, written } from './item.ts'
import { mend, word } from './mend.ts'
import { referenceChoices } from './reference.ts'
import { partItems } from './text.ts'
import type { Typed } from './typed.ts'

/** Behind a key and its colon: the values of this very field. */
export function valueItems(open: OpenDocument, at: number, typed: Typed, graph: Graph): readonly Item[] {
  const choices = wholeChoices(open, typed, graph)
  if (choices) return choices.map(choice => valueItem(open, typed, choice))
  return partItems(open, at, typed, graph)
}

/** `undefined` where the field is none of ours, or holds a text of which only a part is meant. */
function wholeChoices(open: OpenDocument, typed: Typed, graph: Graph): readonly Choice[] | undefined {
  const standIn = isJson(open.tree) ? `"${word}"` : word
  const mended = mend(open, replacing(typed, standIn, word), typed.closing, graph)
  const field = mended?.path.at(-1)
  if (!mended || typeof field !== 'string') return undefined
  const pointing = referenceChoices(mended)
  if (pointing && (!pointing.inText || isOneWord(open, typed))) return pointing.choices
  const choices = fieldChoices(mended, field)
  return choices.length > 0 ? choices : undefined
}

function isOneWord({ text }: OpenDocument, { token }: Typed): boolean {
  return /^["']?[\w.-]*["']?$/.test(text.slice(token.start, token.end))
}

function valueItem(open: OpenDocument, typed: Typed, choice: Choice): Item {
  const { quote } = typed
  const text = written(choice, quote === '' && isJson(open.tree) ? '"' : quote)
  const { value, kind, detail } = choice
  return {
    label: String(value),
    kind,
    detail,
    filter: `${quote}${value}${quote}`,
    change: replacing(typed, text, text),
  }
}

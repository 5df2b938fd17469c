import { valueOf } from '../../base/known.ts'
import { type Span, shift } from '../../base/span.ts'
import type { ListenAddress } from '../listen.ts'
import { field, itemsOf, readString, type Slot } from '../read.ts'
import { addressIn } from './address.ts'
import { purposeOf } from './names.ts'

/**
 * What a container's command, args and env say that it listens on: `--port=8080`, `--listen :8080`, `PORT: "8080"`. Texts are
 * read as they are written, so that spans are exact.
 */
export function listensIn(container: Slot, text: string): readonly ListenAddress[] {
  const words = ['command', 'args'].flatMap(key => itemsOf(field(container, key)))
  const variables = itemsOf(field(container, 'env'))
  return [...inWords(words, text), ...variables.flatMap(variable => inVariable(variable, text))]
}

/** Of `--port`, `8080` the number stands in the next item. */
function* inWords(words: readonly Slot[], text: string): Generator<ListenAddress> {
  for (const [index, word] of words.entries()) {
    const written = writtenText(word, text)
    if (!written) continue
    const alone = /^["']?--?([a-z][\w.-]*)["']?$/i.exec(written.text)?.[1]
    const next = alone === undefined ? undefined : words[index + 1]
    const value = next && writtenText(next, text)
    if (alone !== undefined && value) yield* listenAddress(alone, `--${alone}`, value)
    for (const match of written.text.matchAll(/(?<![\w-])--?([a-z][\w.-]*)(?:=|[ \t]+)(["']?[^\s"'`;|&)]+["']?)/dgi)) {
      const [, name] = match
      const at = match.indices?.[2]
      if (name === undefined || !at) continue
      const part = {
        text: written.text.slice(at[0], at[1]),
        span: shift({ start: at[0], end: at[1] }, written.span.start),
      }
      yield* listenAddress(name, `--${name}`, part)
    }
  }
}

function inVariable(variable: Slot, text: string): readonly ListenAddress[] {
  const name = valueOf(readString(field(variable, 'name')))
  const value = writtenText(field(variable, 'value'), text)
  return name === undefined || !value ? [] : listenAddress(name, name, value)
}

interface Written {
  readonly text: string
  readonly span: Span
}

function writtenText(slot: Slot, text: string): Written | undefined {
  const span = slot.is === 'value' && slot.node.kind === 'scalar' && !slot.via ? slot.node.span : undefined
  return span && { text: text.slice(span.start, span.end), span }
}

function listenAddress(name: string, by: string, value: Written): readonly ListenAddress[] {
  const purpose = purposeOf(name)
  const address = purpose && addressIn(value.text)
  if (!purpose || !address) return []
  const { host, port, at } = address
  return [{ port, protocol: 'TCP', host, purpose, by, span: shift(at, value.span.start) }]
}

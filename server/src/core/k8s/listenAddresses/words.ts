import { type Span, shift } from '../../base/span.ts'

/** One word of a command line, where it stands. */
export interface Word {
  readonly text: string
  readonly span: Span
  /** True for an item of `command` or `args` by itself, false for a part of a text that a shell takes apart. */
  readonly whole: boolean
}

/**
 * The words of items as they are written: an item is one word, or a text for a shell, which has several.
 *
 * @example wordsOf([{ text: 'serve --port 80', span }]).map(word => word.text) // ['serve', '--port', '80']
 */
export function wordsOf(items: readonly { readonly text: string; readonly span: Span }[]): readonly Word[] {
  return items.flatMap(({ text, span }): readonly Word[] => {
    const from = isQuote(text[0]) ? 1 : 0
    const inner = text.slice(from, text.length > from && isQuote(text.at(-1)) ? -1 : undefined)
    if (!/\s/.test(inner))
      return [{ text: inner, span: shift({ start: from, end: from + inner.length }, span.start), whole: true }]
    return [...inner.matchAll(/[^\s"'`;|&()]+/g)].map(match => ({
      text: match[0],
      span: shift({ start: match.index, end: match.index + match[0].length }, span.start + from),
      whole: false,
    }))
  })
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'"
}

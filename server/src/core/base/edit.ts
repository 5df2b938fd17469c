import type { Span } from './span.ts'

/** Replaces one span by a text. An empty span inserts, an empty text deletes. */
export interface TextEdit {
  readonly span: Span
  readonly newText: string
}

/**
 * Applies edits that all refer to the same original text.
 *
 * @throws RangeError when two edits overlap: such a pair has no meaning, so whoever made it has a bug.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index)
  let result = ''
  let at = 0
  for (const { edit } of sorted) {
    if (edit.span.start < at) throw new RangeError(`overlapping edits at offset ${edit.span.start}`)
    result += text.slice(at, edit.span.start) + edit.newText
    at = edit.span.end
  }
  return result + text.slice(at)
}

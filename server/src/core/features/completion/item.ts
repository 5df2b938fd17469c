import { plainText } from '../../rules/support/edits.ts'
import type { Choice, ChoiceKind } from './choice.ts'
import type { Change } from './mend.ts'
import type { Typed } from './typed.ts'

/** A line of the list with the change that it makes, relative to the document. */
export interface Item {
  readonly label: string
  readonly kind: ChoiceKind | 'block'
  readonly detail: string
  /** What is compared with what was typed. */
  readonly filter: string
  readonly change: Change
}

/** A choice as it is written here: a string keeps the quotes that were opened, a number has none unless it is text. */
export function written({ value, text }: Choice, quote: Typed['quote']): string {
  if (typeof value === 'number' && !text) return String(value)
  const string = String(value)
  if (quote === "'") return `'${string.replaceAll("'", "''")}'`
  return quote === '"' || typeof value === 'number' ? JSON.stringify(string) : plainText(string)
}

/** The edit that puts a text in the place of what was typed, with the blank that may be missing before it. */
export function replacing({ token, gap }: Pick<Typed, 'token' | 'gap'>, text: string, marked: string): Change {
  const newText = `${gap ? ' ' : ''}${text}`
  return { span: token, newText, at: newText.lastIndexOf(marked), length: marked.length }
}

import { slice, TextBuilder } from '../text.ts'
import type { StringValue } from '../value.ts'
import { escapeLetter } from './quote.ts'

/** A text in double quotes as Go writes it; what needs no escape keeps where it was written. */
export function quoteText(value: StringValue): StringValue {
  const { text } = value
  const built = new TextBuilder()
  built.addMade('"')
  let plain = 0
  for (let at = 0; at < text.length; ) {
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const escaped = escapeLetter(letter, '"')
    if (escaped !== letter) {
      built.add(slice(value, plain, at))
      const source = slice(value, at, at + letter.length)
      built.add(
        source.runs
          ? {
              text: escaped,
              runs: source.runs.map(run => ({ ...run, copied: false, length: escaped.length })).slice(0, 1),
            }
          : { text: escaped },
      )
      plain = at + letter.length
    }
    at += letter.length
  }
  if (plain < text.length) built.add(slice(value, plain))
  if (value.uncertain) built.doubt()
  built.addMade('"')
  return built.finish()
}

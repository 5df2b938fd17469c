import { slice, TextBuilder } from './text.ts'
import type { StringValue } from './value.ts'

/** As Go's `strings.Replace`: what stays keeps where it was written, what comes in brings its own. At most `limit` times. */
export function replaceText(value: StringValue, old: string, by: StringValue, limit = Infinity): StringValue {
  const { text } = value
  if (old !== '' && !text.includes(old)) return value
  const built = new TextBuilder()
  if (value.uncertain) built.doubt()
  let from = 0
  let count = 0
  let at = old === '' ? 0 : text.indexOf(old)
  while (at !== -1 && at <= text.length && count < limit) {
    built.add(slice(value, from, at))
    built.add(by)
    from = at + old.length
    count++
    if (old !== '') at = text.indexOf(old, from)
    else if (at >= text.length) break
    else at += String.fromCodePoint(text.codePointAt(at) ?? 0).length
  }
  built.add(slice(value, from))
  return built.finish()
}

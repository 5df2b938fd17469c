import { locationsOf, madeRuns } from '../run.ts'
import { slice, TextBuilder, withText } from '../text.ts'
import type { StringValue, Value } from '../value.ts'
import { inputsOf, textOf } from '../written.ts'
import { type Flags, formatVerb, pad, type TokenOf } from './print.ts'
import { quoteText } from './quoteText.ts'
import { typeName } from './typeName.ts'

/**
 * What `printf` prints: `fmt.Sprintf` with all its flags, and `%!d(string=x)` where a verb does not suit. Parts of the format and
 * texts that are printed as they are keep where they were written.
 */
export function sprintf(format: StringValue, args: readonly Value[], token: TokenOf): StringValue {
  const built = new TextBuilder()
  const { text } = format
  let next = 0
  let reordered = false
  let from = 0
  const takeInt = (): number | undefined => {
    const value = args[next++]
    return value?.kind === 'int' ? value.value : undefined
  }
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', from)) {
    built.add(slice(format, from, at))
    SPEC.lastIndex = at + 1
    const [spec = '', flags = '', width, precision, index] = SPEC.exec(text) ?? []
    from = at + 1 + spec.length
    if (index) {
      next = Number(index.slice(1, -1)) - 1
      reordered = true
    }
    const read: Flags = {
      minus: flags.includes('-'),
      plus: flags.includes('+'),
      sharp: flags.includes('#'),
      space: flags.includes(' '),
      zero: flags.includes('0'),
      width: width === '*' ? takeInt() : width ? Number(width) : undefined,
      precision: precision === '.*' ? takeInt() : precision === undefined ? undefined : Number(precision.slice(1)),
    }
    const verb = String.fromCodePoint(text.codePointAt(from) ?? 0)
    if (from >= text.length) {
      built.addMade('%!(NOVERB)')
      break
    }
    from += verb.length
    if (verb === '%') {
      built.add(slice(format, from - 1, from))
      continue
    }
    const value = args[next++]
    if (!value) built.addMade(`%!${verb}(${index ? 'BADINDEX' : 'MISSING'})`)
    else built.add(formatOne(value, verb, read, token))
  }
  built.add(slice(format, from))
  if (!reordered && next < args.length) {
    const extra = args.slice(next).map(value => describeExtra(value, token))
    built.addMade(`%!(EXTRA ${extra.join(', ')})`)
  }
  return built.finish()
}

const SPEC = /([-+# 0]*)(\*|\d{0,9})(\.\*|\.\d{0,9})?(\[\d{1,9}\])?/y

function describeExtra(value: Value, token: TokenOf): string {
  if (value.kind === 'nil' || value.kind === 'invalid') return '<nil>'
  return `${typeName(value)}=${textOf(value, token).text}`
}

function formatOne(value: Value, verb: string, flags: Flags, token: TokenOf): StringValue {
  const isPlain = flags.precision === undefined && !flags.sharp && !flags.plus && !flags.space
  if (isPlain && (value.kind === 'string' || value.kind === 'unknown')) {
    const text = textOf(value, token)
    if (verb === 's' || verb === 'v') return padText(text, flags)
    if (verb === 'q') return padText(quoteText(text), flags)
  }
  if (isPlain && verb === 'v' && flags.width === undefined) return textOf(value, token)
  const text = formatVerb(value, verb, flags, token)
  const written = 'written' in value ? value.written : undefined
  if (written?.text === text && written.runs) return { kind: 'string', text, runs: written.runs }
  if (value.kind === 'string') return withText(value, text)
  const runs = madeRuns(text.length, written ? locationsOf(written.runs) : inputsOf(value))
  return { kind: 'string', text, ...(runs ? { runs } : {}) }
}

function padText(value: StringValue, flags: Flags): StringValue {
  if (flags.width === undefined) return value
  const padded = pad(value.text, flags)
  if (padded === value.text) return value
  const built = new TextBuilder()
  const missing = padded.length - value.text.length
  if (!flags.minus) built.addMade(padded.slice(0, missing))
  built.add(value)
  if (flags.minus) built.addMade(padded.slice(value.text.length))
  return built.finish()
}

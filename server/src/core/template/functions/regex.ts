import { type Calling, fail, type GoFunction, numberArg, strict, textArg } from '../function.ts'
import { type Match, Regex, RegexLimit } from '../regexp/regex.ts'
import { RegexError } from '../regexp/syntax.ts'
import { slice, TextBuilder } from '../text.ts'
import type { Shape } from '../unknown.ts'
import { bool, list, type StringValue, string, type Value } from '../value.ts'

/** Regular expressions of Go. Parts of a text that stay keep where they were written. */
export const regexFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ...both('regexMatch', 'string, string', 'bool', (regex, args) =>
    bool(regex.find(textArg(args, 1).text) !== undefined),
  ),
  ...both('regexFind', 'string, string', 'string', (regex, args) => {
    const match = regex.find(textArg(args, 1).text)
    return match ? part(textArg(args, 1), match) : string('')
  }),
  ...both('regexFindAll', 'string, string, int', 'list', (regex, args) => {
    const text = textArg(args, 1)
    const most = numberArg(args, 2)
    return list(
      regex.findAll(text.text, most < 0 ? Infinity : most).map(match => part(text, match)),
      '[]string',
    )
  }),
  ...both('regexReplaceAll', 'string, string, string', 'string', (regex, args) =>
    replaced(regex, textArg(args, 1), (match, built) =>
      expand(regex, match, textArg(args, 1), textArg(args, 2), built),
    ),
  ),
  ...both('regexReplaceAllLiteral', 'string, string, string', 'string', (regex, args) =>
    replaced(regex, textArg(args, 1), (_, built) => built.add(textArg(args, 2))),
  ),
  ...both('regexSplit', 'string, string, int', 'list', (regex, args) =>
    list(splitBy(regex, textArg(args, 1), numberArg(args, 2)), '[]string'),
  ),
  [
    'regexQuoteMeta',
    strict('string', 'string', args => string(textArg(args, 0).text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'))),
  ],
])

function both(
  name: string,
  signature: string,
  shape: Shape,
  run: (regex: Regex, args: readonly Value[]) => Value,
): readonly (readonly [string, GoFunction])[] {
  const make = (mustName: string, isMust: boolean): readonly [string, GoFunction] => [
    mustName,
    strict(signature, shape, (args, calling) => attempt(name, shape, isMust, args, calling, run)),
  ]
  return [make(name, false), make(`mustR${name.slice(1)}`, true)]
}

/** What Go does not compile: `regexMatch` says no, `must…` gives an error, the others panic with it. */
function attempt(
  name: string,
  shape: Shape,
  isMust: boolean,
  args: readonly Value[],
  calling: Calling,
  run: (regex: Regex, args: readonly Value[]) => Value,
): Value {
  try {
    return run(compiled(textArg(args, 0).text), args)
  } catch (error) {
    if (error instanceof RegexLimit) return calling.unknown('limit', name, shape)
    if (!(error instanceof RegexError)) throw error
    if (isMust) return fail(error.message)
    if (name === 'regexMatch') return bool(false)
    return fail(`regexp: Compile(${quotePattern(textArg(args, 0).text)}): ${error.message}`)
  }
}

/** As Go quotes a pattern in messages: with backquotes where that can be. */
function quotePattern(pattern: string): string {
  return /[`\0-\x08\x0a-\x1f\x7f]/.test(pattern) ? JSON.stringify(pattern) : `\`${pattern}\``
}

const known = new Map<string, Regex>()

function compiled(pattern: string): Regex {
  let regex = known.get(pattern)
  if (!regex) {
    regex = new Regex(pattern)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(pattern, regex)
  }
  return regex
}

const MOST_KNOWN = 200

function part(text: StringValue, [start = 0, end = 0]: Match): StringValue {
  return slice(text, start, end)
}

function replaced(regex: Regex, text: StringValue, by: (match: Match, built: TextBuilder) => void): StringValue {
  const built = new TextBuilder()
  let from = 0
  for (const match of regex.findAll(text.text)) {
    const [start = 0, end = 0] = match
    built.add(slice(text, from, start))
    by(match, built)
    from = end
  }
  built.add(slice(text, from))
  return built.finish()
}

/** `$1`, `${1}` and `$name` stand for groups, `$$` for a dollar. */
function expand(regex: Regex, match: Match, text: StringValue, template: StringValue, built: TextBuilder): void {
  let from = 0
  for (const reference of template.text.matchAll(/\$(?:(\w+)|\{(\w+)\}|(\$))/g)) {
    built.add(slice(template, from, reference.index))
    from = reference.index + reference[0].length
    if (reference[3]) {
      built.addMade('$')
      continue
    }
    const name = reference[1] ?? reference[2] ?? ''
    const group = /^\d+$/.test(name) ? Number(name) : regex.groups.indexOf(name)
    const start = match[group * 2] ?? -1
    const end = match[group * 2 + 1] ?? -1
    if (group >= 0 && start >= 0) built.add(slice(text, start, end))
  }
  built.add(slice(template, from))
}

function splitBy(regex: Regex, text: StringValue, most: number): readonly StringValue[] {
  if (most === 0) return []
  if (text.text === '') return [text]
  const parts: StringValue[] = []
  let from = 0
  let end = 0
  for (const match of regex.findAll(text.text, most < 0 ? Infinity : most)) {
    if (most > 0 && parts.length === most - 1) break
    const [start = 0, matchEnd = 0] = match
    end = start
    if (matchEnd !== 0) parts.push(slice(text, from, end))
    from = matchEnd
  }
  if (end !== text.text.length) parts.push(slice(text, from))
  return parts
}

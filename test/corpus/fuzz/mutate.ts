import type { Random } from './random.ts'

/** Spoils a manifest as people and broken tools do: between one and five small changes. */
export function mutate(text: string, random: Random): string {
  let mutated = text
  for (let i = 1 + random.below(5); i > 0; i--) mutated = random.pick(mutations)(mutated, random)
  return mutated
}

type Mutation = (text: string, random: Random) => string

const mutations: readonly [Mutation, ...Mutation[]] = [
  onLines((lines, at) => lines.splice(at, 1)),
  onLines((lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  onLines((lines, at, random) => {
    const other = random.below(lines.length)
    const line = lines[at] ?? ''
    lines[at] = lines[other] ?? ''
    lines[other] = line
  }),
  onLines((lines, at, random) => {
    const by = 1 + random.below(4)
    lines[at] =
      random.below(2) === 0 ? `${' '.repeat(by)}${lines[at]}` : (lines[at] ?? '').replace(new RegExp(`^ {1,${by}}`), '')
  }),
  // From one line on everything moves, as when a block is pasted.
  onLines((lines, at, random) => {
    const indent = ' '.repeat(1 + random.below(3))
    for (let i = at; i < Math.min(lines.length, at + 8); i++) lines[i] = indent + lines[i]
  }),
  // Half-typed: the value is gone, or only the key's beginning is there.
  onLines((lines, at, random) => {
    lines[at] = (lines[at] ?? '').slice(0, random.below((lines[at] ?? '').length + 1))
  }),
  onLines((lines, at, random) => {
    lines[at] = (lines[at] ?? '').replace(/:\s*\S.*$/, `: ${random.pick(values)}`)
  }),
  onLines((lines, at, random) => {
    const [anchor, alias] = random.pick([
      [' &a', ' *a'],
      [' &a', '\n<<: *a'],
      [' *a', ' &a'],
      [' &a *a', ''],
    ])
    lines[at] = (lines[at] ?? '').replace(/:/, `:${anchor}`)
    const other = at + 1 + random.below(5)
    if (other < lines.length) lines[other] = (lines[other] ?? '').replace(/:.*$/, `:${alias}`)
  }),
  (text, random) => insert(text, random.below(text.length + 1), random.pick(snippets)),
  (text, random) => insert(text, random.below(text.length + 1), String.fromCharCode(random.below(0x300))),
  (text, random) => insert(text, random.below(text.length + 1), String.fromCharCode(random.below(0x10000))),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => {
    const from = random.below(text.length + 1)
    return text.slice(0, from) + text.slice(from + random.below(40))
  },
  (text, random) => {
    const from = random.below(text.length + 1)
    return insert(text, random.below(text.length + 1), text.slice(from, from + random.below(400)))
  },
  text => text.replaceAll('\n', '\r\n'),
]

const values: readonly [string, ...string[]] = [
  '',
  '0',
  '-1',
  '65536',
  '99999999999999999999',
  '8e3',
  '0x50',
  '080',
  '80.0',
  '"80"',
  "'http'",
  'true',
  'null',
  '~',
  '{}',
  '[]',
  '[80]',
  '{ a: 80 }',
  '{{ .Values.port }}',
  '${PORT}',
  '!!str 80',
  '!!binary aGk=',
  '*none',
  '|',
  '>-',
  '"unclosed',
  "'unclosed",
  '[unclosed',
  '{unclosed: ',
  '80 # comment',
  'ＨＴＴＰ',
  '2001-01-01',
  '.nan',
  '__proto__',
  'constructor',
]

const snippets: readonly [string, ...string[]] = [
  '\n---\n',
  '\n...\n',
  '---',
  '\t',
  '\r',
  '\ufeff',
  '\u2028',
  '\u0000',
  '\ud800',
  ': ',
  '- ',
  '? ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&a ',
  '*a ',
  '<<: *a\n',
  '%YAML 1.2\n---\n',
  '{{ if .x }}',
  '{{- end }}',
  '\n__proto__: 80\n',
  '\nports: *ports\n',
  '\nspec:\n',
  '\nkind: List\nitems:\n- ',
]

/** A change to the lines of a text, at a random one of them. */
function onLines(change: (lines: string[], at: number, random: Random) => void): Mutation {
  return (text, random) => {
    const lines = text.split('\n')
    change(lines, random.below(lines.length), random)
    return lines.join('\n')
  }
}

function insert(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at)
}

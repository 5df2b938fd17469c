import { parseArgs } from 'node:util'
import { nearest } from '../core/base/similar.ts'
import { type Profile, profiles } from '../core/config/settings.ts'
import { type FormatName, formats, isFormatName } from '../core/report/formats.ts'
import { severities } from '../core/report/severity.ts'
import type { Severity } from '../core/rules/rule.ts'
import { UsageError } from './exitCodes.ts'

/** What a command line asks for. */
export type CommandLine =
  | CheckLine
  | ExplainLine
  | RenderLine
  | { readonly command: 'rules' }
  | { readonly command: 'version' }
  | { readonly command: 'help'; readonly about: CommandName | undefined }

export interface CheckLine {
  readonly command: 'check'
  readonly paths: readonly string[]
  readonly format: FormatName
  readonly failOn: Severity
  /** `undefined`: what `.portolan.yaml` says. */
  readonly profile: Profile | undefined
  readonly fix: boolean
}

export interface ExplainLine {
  readonly command: 'explain'
  /** A rule id or the name of a field. */
  readonly subject: string
}

export interface RenderLine {
  readonly command: 'render'
  /** A folder with a kustomization. */
  readonly path: string
}

export type CommandName = 'check' | 'explain' | 'render' | 'rules'

interface Command {
  /** How operands are called, `''` for none. */
  readonly operands: string
  readonly what: string
  readonly options: readonly Option[]
  readonly example: string
}

interface Option {
  readonly name: string
  /** Empty for an option that is there or not. */
  readonly choices: readonly string[]
  readonly fallback: string
  readonly what: string
  /** What the choices are good for, where their names do not say it. */
  readonly meanings?: readonly (readonly [string, string])[]
}

/** All there is to say on a command line: parsing, checking and the help are derived from this table. */
export const commands: Readonly<Record<CommandName, Command>> = {
  check: {
    operands: 'PATH…',
    what: 'Check manifests: files, and folders with all that is in them.',
    options: [
      {
        name: 'format',
        choices: Object.keys(formats),
        fallback: 'text',
        what: 'How to print the findings',
        meanings: Object.entries(formats).map(([name, { what }]) => [name, what]),
      },
      {
        name: 'fail-on',
        choices: severities,
        fallback: 'error',
        what: 'The lowest severity that makes the exit code 1',
      },
      {
        name: 'profile',
        choices: profiles,
        fallback: '',
        what: 'Which rules count, where .portolan.yaml does not say (default: recommended).',
      },
      {
        name: 'fix',
        choices: [],
        fallback: '',
        what: 'Apply fixes that cannot be wrong to the files, then report the rest.',
      },
    ],
    example: 'portolan check deploy/ --fail-on warning',
  },
  explain: {
    operands: 'RULE|FIELD',
    what: 'Explain a rule (what it finds, why that matters, a bad and a good manifest) or a field.',
    options: [],
    example: 'portolan explain node-port-range',
  },
  render: {
    operands: 'FOLDER',
    what: 'Print what `kubectl kustomize` would print of a folder. Nothing is run and nothing is fetched.',
    options: [],
    example: 'portolan render overlays/production',
  },
  rules: { operands: '', what: 'List all rules.', options: [], example: 'portolan rules' },
}

/** @throws UsageError when the line cannot be understood; it says what would be right. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { operands, options } = tokensOf(argv)
  const [word, ...rest] = operands
  if (word === 'help') return { command: 'help', about: rest[0] === undefined ? undefined : commandName(rest[0]) }
  if (options.has('version')) return { command: 'version' }
  if (options.has('help')) return { command: 'help', about: word === undefined ? undefined : commandName(word) }
  if (word === undefined) throw new UsageError('a command is missing', overview())
  const name = commandName(word)
  const values = valuesOf(name, options)
  switch (name) {
    case 'check': {
      if (rest.length === 0) throw new UsageError('check needs at least one PATH', helpFor(name))
      const failOn = severities.find(severity => severity === values.get('fail-on')) ?? 'error'
      const profile = profiles.find(each => each === values.get('profile'))
      const fix = options.has('fix')
      const named = values.get('format') ?? ''
      const format = isFormatName(named) ? named : 'text'
      return { command: 'check', paths: rest, format, failOn, profile, fix }
    }
    case 'explain': {
      const [subject, ...more] = rest
      if (subject === undefined || more.length > 0)
        throw new UsageError('explain needs one RULE or FIELD', helpFor(name))
      return { command: 'explain', subject }
    }
    case 'render': {
      const [path, ...more] = rest
      if (path === undefined || more.length > 0) throw new UsageError('render needs one FOLDER', helpFor(name))
      return { command: 'render', path }
    }
    case 'rules':
      if (rest.length > 0) throw new UsageError(`rules takes no operands, but got ${rest.join(' ')}`, helpFor(name))
      return { command: 'rules' }
  }
}

/** Splits a line without judging it, so that one voice, ours, says what is wrong. */
function tokensOf(argv: readonly string[]): { operands: string[]; options: Map<string, string | undefined> } {
  const known = Object.values(commands).flatMap(command => command.options)
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'V' },
      ...Object.fromEntries(
        known.map(({ name, choices }) => [
          name,
          { type: choices.length > 0 ? ('string' as const) : ('boolean' as const) },
        ]),
      ),
    },
  })
  const operands: string[] = []
  const options = new Map<string, string | undefined>()
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    else if (token.kind === 'option') options.set(token.name, token.value)
  }
  return { operands, options }
}

function commandName(word: string): CommandName {
  const names: readonly CommandName[] = ['check', 'explain', 'render', 'rules']
  const found = names.find(name => name === word)
  if (found) return found
  const near = nearest(word, names)
  throw new UsageError(
    `there is no command "${word}"`,
    near
      ? `Did you mean: portolan ${near}`
      : `To check manifests: portolan check ${word}\nTo see all commands: portolan --help`,
  )
}

function valuesOf(command: CommandName, given: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string> {
  const { options } = commands[command]
  const values = new Map(options.map(({ name, fallback }) => [name, fallback]))
  for (const [name, value] of given) {
    const option = options.find(candidate => candidate.name === name)
    if (!option) throw unknownOption(command, name)
    if (option.choices.length === 0) continue
    if (value === undefined || !option.choices.includes(value)) {
      const got = value === undefined ? `--${name} needs a value` : `--${name} cannot be "${value}"`
      throw new UsageError(`${got}; it is one of ${option.choices.join(', ')}`)
    }
    values.set(name, value)
  }
  return values
}

function unknownOption(command: CommandName, name: string): UsageError {
  const spelled = name.length === 1 ? `-${name}` : `--${name}`
  const near = nearest(
    name,
    commands[command].options.map(option => option.name),
  )
  return new UsageError(
    `${command} has no option ${spelled}`,
    near ? `Did you mean --${near}?` : `To see its options: portolan ${command} --help`,
  )
}

export function overview(): string {
  const rows = Object.entries(commands).map(([name, { operands, what }]) => [`${name} ${operands}`, what] as const)
  return [
    'Port intelligence for Kubernetes manifests: which port leads where, and which leads nowhere.',
    '',
    'Usage: portolan COMMAND',
    '',
    table(rows),
    '',
    table([
      ['-h, --help', 'Show this help, or with a command its options.'],
      ['-V, --version', 'Show the version.'],
    ]),
    '',
    `Exit code: 0 nothing found, 1 findings at or above --fail-on, 2 wrong usage, a manifest that is not valid YAML, or a failure.`,
    'Rule levels are read from .portolan.yaml at the root of the repository.',
    '',
  ].join('\n')
}

export function helpFor(name: CommandName): string {
  const { operands, what, options, example } = commands[name]
  const usage = ['portolan', name, operands, options.length > 0 ? '[OPTIONS]' : ''].filter(Boolean).join(' ')
  const rows = options.flatMap((option): readonly (readonly [string, string])[] => [
    [
      `--${option.name} ${option.choices.join('|')}`.trim(),
      option.fallback === '' ? option.what : `${option.what} (default: ${option.fallback}).`,
    ],
    ...(option.meanings ?? []).map(([choice, what]) => [`    ${choice}`, what] as const),
  ])
  return [
    what,
    '',
    `Usage: ${usage}`,
    '',
    ...(rows.length > 0 ? [table(rows), ''] : []),
    `Example: ${example}`,
    '',
  ].join('\n')
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

import { parseArgs } from 'node:util'
import { nearest } from '../core/base/similar.ts'
import { type Profile, profiles } from '../core/config/settings.ts'
import { type Flavour, flavours } from '../core/helm/flavour.ts'
import { type FormatName, formats, isFormatName } from '../core/report/formats.ts'
import { severities } from '../core/report/severity.ts'
import type { Severity } from '../core/rules/run/rule.ts'
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

/** A folder with a kustomization, or a chart with what `helm template NAME CHART` takes, by Helm's names. */
export interface RenderLine {
  readonly command: 'render'
  readonly path: string
  readonly release: string
  readonly namespace: string
  readonly values: readonly string[]
  readonly set: readonly string[]
  readonly setString: readonly string[]
  readonly flavour: Flavour
  /** `undefined`: that of the flavour. */
  readonly kubeVersion: string | undefined
  readonly apiVersions: readonly string[]
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
  /** One letter, for options that Helm or kubectl have made a habit. */
  readonly short?: string
  /** Empty for an option that is there or not, or that takes any `value`. */
  readonly choices: readonly string[]
  /** How a value is called that can be anything. */
  readonly value?: string
  /** Can be given several times. */
  readonly repeats?: true
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
    operands: 'FOLDER|CHART',
    what:
      'Print what `kubectl kustomize` would print of a folder, or `helm template` of a chart: a folder with a Chart.yaml, or a .tgz. ' +
      'Nothing is run and nothing is fetched. The options are for charts.',
    options: [
      { name: 'release', choices: [], value: 'NAME', fallback: 'release-name', what: 'The name of the release' },
      {
        name: 'namespace',
        short: 'n',
        choices: [],
        value: 'NAMESPACE',
        fallback: 'default',
        what: 'The namespace of the release',
      },
      {
        name: 'values',
        short: 'f',
        choices: [],
        value: 'FILE',
        repeats: true,
        fallback: '',
        what: 'Values over those of the chart; the last file wins.',
      },
      { name: 'set', choices: [], value: 'KEY=VALUE', repeats: true, fallback: '', what: 'One or more values.' },
      {
        name: 'set-string',
        choices: [],
        value: 'KEY=VALUE',
        repeats: true,
        fallback: '',
        what: 'The same, and every value is a string.',
      },
      { name: 'flavour', choices: flavours, fallback: 'helm4', what: 'The generation of Helm' },
      {
        name: 'kube-version',
        choices: [],
        value: 'VERSION',
        fallback: '',
        what: 'The Kubernetes version that the chart is told of.',
      },
      {
        name: 'api-versions',
        short: 'a',
        choices: [],
        value: 'VERSION',
        repeats: true,
        fallback: '',
        what: 'API versions that the chart is told of, besides those that are built in.',
      },
    ],
    example: 'portolan render charts/shop --values production.yaml --set replicas=3',
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
  const given = valuesOf(name, options)
  const last = (option: string) => given.get(option)?.at(-1)
  switch (name) {
    case 'check': {
      if (rest.length === 0) throw new UsageError('check needs at least one PATH', helpFor(name))
      const failOn = severities.find(severity => severity === last('fail-on')) ?? 'error'
      const profile = profiles.find(each => each === last('profile'))
      const fix = options.has('fix')
      const named = last('format') ?? ''
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
      if (path === undefined || more.length > 0) throw new UsageError('render needs one FOLDER or CHART', helpFor(name))
      const all = (option: string) => given.get(option) ?? []
      return {
        command: 'render',
        path,
        release: last('release') ?? '',
        namespace: last('namespace') ?? '',
        values: all('values').flatMap(value => value.split(',')),
        set: all('set'),
        setString: all('set-string'),
        flavour: flavours.find(flavour => flavour === last('flavour')) ?? 'helm4',
        kubeVersion: last('kube-version'),
        apiVersions: all('api-versions').flatMap(value => value.split(',')),
      }
    }
    case 'rules':
      if (rest.length > 0) throw new UsageError(`rules takes no operands, but got ${rest.join(' ')}`, helpFor(name))
      return { command: 'rules' }
  }
}

interface Tokens {
  readonly operands: readonly string[]
  /** What was given for each option, in order; `undefined` for one without a value. */
  readonly options: ReadonlyMap<string, readonly (string | undefined)[]>
}

/** Splits a line without judging it, so that one voice, ours, says what is wrong. */
function tokensOf(argv: readonly string[]): Tokens {
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
        known.map(option => [
          option.name,
          {
            type: takesValue(option) ? ('string' as const) : ('boolean' as const),
            ...(option.short === undefined ? {} : { short: option.short }),
          },
        ]),
      ),
    },
  })
  const operands: string[] = []
  const options = new Map<string, (string | undefined)[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    else if (token.kind === 'option') options.set(token.name, [...(options.get(token.name) ?? []), token.value])
  }
  return { operands, options }
}

function takesValue({ choices, value }: Option): boolean {
  return choices.length > 0 || value !== undefined
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

function valuesOf(command: CommandName, given: Tokens['options']): ReadonlyMap<string, readonly string[]> {
  const { options } = commands[command]
  const values = new Map<string, readonly string[]>(
    options.flatMap(({ name, fallback }) => (fallback === '' ? [] : [[name, [fallback]] as const])),
  )
  for (const [name, texts] of given) {
    const option = options.find(candidate => candidate.name === name)
    if (!option) throw unknownOption(command, name)
    if (!takesValue(option)) continue
    const taken = texts.map(text => valueOf(option, text))
    values.set(name, option.repeats ? taken : taken.slice(-1))
  }
  return values
}

function valueOf({ name, choices }: Option, text: string | undefined): string {
  if (text !== undefined && (choices.length === 0 || choices.includes(text))) return text
  const got = text === undefined ? `--${name} needs a value` : `--${name} cannot be "${text}"`
  throw new UsageError(choices.length === 0 ? got : `${got}; it is one of ${choices.join(', ')}`)
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
    [spelling(option), option.fallback === '' ? option.what : `${option.what} (default: ${option.fallback}).`],
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

/** How an option is written, with what it takes. */
function spelling({ name, short, choices, value }: Option): string {
  return `${short === undefined ? '' : `-${short}, `}--${name} ${value ?? choices.join('|')}`.trim()
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

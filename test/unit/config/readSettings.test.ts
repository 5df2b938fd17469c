import { expect, test } from 'vitest'
import { configurationSchema } from '../../../scripts/generate/configurationSchema.ts'
import { readConfigFile } from '../../../server/src/core/config/file.ts'
import { defaultSettings } from '../../../server/src/core/config/settings.ts'

const rules = ['port-required', 'selector-no-match']

test('everything that the settings page shows is understood', () => {
  const { settings, problems } = read(`
profile: strict
rules:
  port-required: off
overrides:
  - paths: [dev/**]
    profile: teaching
    rules: {selector-no-match: hint}
external:
  services: [kafka-*]
  workloads: [StatefulSet/postgres]
  labels: [app=legacy]
`)
  expect(problems).toEqual([])
  expect(settings).toEqual({
    profile: 'strict',
    rules: { 'port-required': 'off' },
    overrides: [{ paths: ['dev/**'], profile: 'teaching', rules: { 'selector-no-match': 'hint' } }],
    external: { services: ['kafka-*'], workloads: ['StatefulSet/postgres'], labels: ['app=legacy'] },
  })
})

test.each([
  ['profil: strict', 'profil', 'Unknown setting "profil". Did you mean "profile"?'],
  ['profile: stricd', 'profile', '"stricd" is no profile. Did you mean "strict"?'],
  ['rules:\n  port-requird: off', 'port-requird', 'There is no rule "port-requird". Did you mean "port-required"?'],
  [
    'rules:\n  port-required: warn',
    'port-required',
    '"warn" is no level. Levels: off, hint, information, warning, error.',
  ],
  ['rules: off', 'rules', '"rules" must be a mapping from rule ids to levels.'],
  ['overrides:\n  - rules: {}', '- rules: {}', 'An override needs "paths", a list of patterns such as "dev/**".'],
  ['external:\n  service: [a]', 'service', 'Unknown setting "service". Did you mean "services"?'],
  ['external:\n  services: kafka', 'services', '"services" must be a list.'],
])('%j is told at %j', (text, place, message) => {
  const { problems } = read(text)
  expect(problems.map(({ span, message: told }) => [text.slice(span.start, span.end), told])).toEqual([
    [place, message],
  ])
})

test('what is not understood leaves the rest in force', () => {
  const { settings } = read('rules:\n  port-required: loud\n  selector-no-match: off\nprofile: 7\n')
  expect(settings).toEqual({ ...defaultSettings, rules: { 'selector-no-match': 'off' } })
})

test.each(['', '# nothing yet\n', 'rules:\n', 'overrides:\nexternal:\nprofile:\n'])('%j says nothing', text => {
  expect(read(text)).toEqual({ settings: defaultSettings, problems: [] })
})

test('the schema names what is read, and nothing else', () => {
  for (const [path, names] of schemaNames(configurationSchema())) {
    const written = (name: string): string => [...path, `${name}:`].map((key, depth) => indented(key, depth)).join('\n')
    for (const name of names) expect(read(written(name)).problems.filter(isAboutName), written(name)).toEqual([])
    expect(read(written('somethingElse')).problems.filter(isAboutName), path.join(' ')).toHaveLength(1)
  }
})

function read(text: string) {
  return readConfigFile(text, rules)
}

function isAboutName({ message }: { readonly message: string }): boolean {
  return message.startsWith('Unknown setting')
}

function indented(key: string, depth: number): string {
  return `${'  '.repeat(depth)}${key}`
}

/** The mappings of a schema that take a fixed set of names, but for the rules, with the keys that lead there. */
function schemaNames(schema: unknown): readonly (readonly [path: readonly string[], names: readonly string[]])[] {
  const top = Object.keys(propertiesOf(schema))
  const override = propertiesOf(propertiesOf(schema)['overrides'], 'items')
  return [
    [[], top],
    [['overrides:', '-'], Object.keys(override)],
    [['external:'], Object.keys(propertiesOf(propertiesOf(schema)['external']))],
  ]
}

function propertiesOf(schema: unknown, ...steps: readonly string[]): Readonly<Record<string, unknown>> {
  let at: unknown = schema
  for (const step of [...steps, 'properties']) at = Object.entries(at ?? {}).find(([key]) => key === step)?.[1]
  return Object.fromEntries(Object.entries(at ?? {}))
}

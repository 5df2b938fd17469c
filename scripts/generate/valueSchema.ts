import { externalFields, type SettingValue } from '../../server/src/core/config/schema.ts'
import { levels } from '../../server/src/core/config/settings.ts'
import { allRules } from '../../server/src/core/rules/run/registry.ts'
import { severityOf } from '../../server/src/core/rules/run/rule.ts'

/** The part of JSON Schema that both the settings of VS Code and its YAML support read. */
export type JsonSchema = Readonly<Record<string, unknown>>

export const texts: JsonSchema = { type: 'array', items: { type: 'string', minLength: 1 } }

/** What a setting may be, in an editor and in the file. */
export function valueSchema(value: SettingValue): JsonSchema {
  switch (value.is) {
    case 'choice':
      return { type: 'string', enum: Object.keys(value.choices), enumDescriptions: Object.values(value.choices) }
    case 'switch':
      return { type: 'boolean' }
    case 'patterns':
      return { type: 'array', items: { type: 'string' } }
    case 'overrides':
      return { type: 'array', items: { type: 'object' } }
    case 'levels':
      return object(allRules.map(rule => [rule.id, levelSchema(rule)]))
    case 'external':
      return object(
        Object.entries(externalFields).map(([name, what]) => [name, { ...texts, markdownDescription: what }]),
      )
  }
}

function levelSchema({ certainty, profile, docs }: (typeof allRules)[number]): JsonSchema {
  return {
    enum: levels,
    default: profile ? 'off' : severityOf[certainty],
    markdownDescription: [
      `${docs.title}. ${docs.what}`,
      ...(profile ? [`Off by default: it is a rule of the profile \`${profile}\`.`] : []),
    ].join(' '),
  }
}

function object(properties: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) }
}

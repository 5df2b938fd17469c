import { allSettings, overrideFields, type SettingValue } from '../../server/src/core/config/schema.ts'
import { type JsonSchema, texts, valueSchema } from './valueSchema.ts'

/**
 * `schemas/portolan.schema.json`: what may stand in `.portolan.yaml`. What counts for the whole and for some paths alike is
 * defined once; beside a reference nothing else counts, so its words are there, too.
 */
export function configurationSchema(): JsonSchema {
  const inFile = allSettings.flatMap(([name, { value, inFile: what }]) => (what ? [{ name, value, what }] : []))
  const repeated = inFile.filter(({ name }) => name in overrideFields)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: '.portolan.yaml',
    description: 'Settings of Portolan for a folder and all below, in the editor and on the command line.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries(inFile.map(({ name, value, what }) => [name, fileSchema(name, value, what)])),
    $defs: Object.fromEntries(
      repeated.map(({ name, value, what }) => [name, { ...valueSchema(value), markdownDescription: what }]),
    ),
  }
}

function fileSchema(name: string, value: SettingValue, markdownDescription: string): JsonSchema {
  if (name in overrideFields) return reference(name)
  return { ...(value.is === 'overrides' ? overridesSchema : valueSchema(value)), markdownDescription }
}

const overridesSchema: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: {
      paths: { ...texts, minItems: 1, markdownDescription: overrideFields.paths },
      profile: reference('profile'),
      rules: reference('rules'),
    },
  },
}

function reference(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` }
}

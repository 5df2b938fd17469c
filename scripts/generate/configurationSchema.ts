import { levels, profiles } from '../../server/src/core/config/settings.ts'
import { allRules } from '../../server/src/core/rules/registry.ts'
import { severityOf } from '../../server/src/core/rules/rule.ts'

/** The part of JSON Schema that both the settings of VS Code and its YAML support read. */
export type Schema = Readonly<Record<string, unknown>>

/** The level of each rule by its id. */
export const rulesSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    allRules.map(({ id, certainty, profile, docs }) => [
      id,
      {
        enum: levels,
        default: profile ? 'off' : severityOf[certainty],
        markdownDescription: [
          `${docs.title}. ${docs.what}`,
          ...(profile ? [`Off by default: it is a rule of the profile \`${profile}\`.`] : []),
        ].join(' '),
      },
    ]),
  ),
}

export const profileSchema = {
  type: 'string',
  enum: profiles,
  enumDescriptions: [
    'What nobody should miss.',
    'For repositories that hold everything they talk about: rules of style count too, and information is shown as a warning.',
    'Hints that explain how things work, for learning.',
  ],
} satisfies Schema

/** What lives outside of the repository. */
export const externalSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    services: {
      ...texts(),
      markdownDescription: 'Services, as `name` or `namespace/name`; `*` stands for any characters: `kafka-*`.',
    },
    workloads: {
      ...texts(),
      markdownDescription: 'Workloads, as `name` or `kind/name`: `StatefulSet/postgres`.',
    },
    labels: {
      ...texts(),
      markdownDescription:
        'Labels that selectors may ask for, as `key` or `key=value`: `app.kubernetes.io/part-of=billing`.',
    },
  },
}

const rulesDescription = 'How findings are shown, by rule. A rule that is not named keeps its own severity.'
const profileDescription = 'Which rules count, and how loud.'

/** `schemas/portolan.schema.json`: what may stand in `.portolan.yaml`. */
export const configurationSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: '.portolan.yaml',
  description: 'Settings of Portolan for a folder and all below, in the editor and on the command line.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    profile: { ...profileSchema, markdownDescription: profileDescription },
    rules: { ...rulesSchema, markdownDescription: rulesDescription },
    overrides: {
      type: 'array',
      markdownDescription:
        'Levels for some paths only. Later ones win over earlier ones, and all of them over `rules`.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['paths'],
        properties: {
          paths: {
            ...texts(),
            minItems: 1,
            markdownDescription: 'Files and folders in the language of `.gitignore`, relative to this file: `dev/**`.',
          },
          profile: { ...profileSchema, markdownDescription: profileDescription },
          rules: { ...rulesSchema, markdownDescription: rulesDescription },
        },
      },
    },
    external: {
      ...externalSchema,
      markdownDescription: 'What lives outside of the repository. Portolan does not miss it.',
    },
  },
}

function texts(): Schema {
  return { type: 'array', items: { type: 'string', minLength: 1 } }
}

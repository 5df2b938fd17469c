import { allSettings, type Setting, type SettingValue } from '../../server/src/core/config/schema.ts'
import { type JsonSchema, valueSchema } from './valueSchema.ts'

/** The manifest with its settings written anew; everything else stays as it is. */
export function withSettings(manifest: string): string {
  const data: { readonly contributes: object } = JSON.parse(manifest)
  const written = { ...data, contributes: { ...data.contributes, configuration: groups() } }
  return `${JSON.stringify(written, null, 2)}\n`
}

/** Every setting of the editor, in the groups that the settings editor shows. */
function groups(): readonly object[] {
  const titles = new Set(allSettings.map(([, { group }]) => group))
  return [...titles].map((title, index) => ({
    title,
    order: index + 1,
    properties: Object.fromEntries(
      allSettings
        .filter(([, { group, inEditor }]) => group === title && inEditor)
        .map(([name, setting]) => [`portolan.${name}`, property(setting)]),
    ),
  }))
}

function property({ value, perFolder, inEditor }: Setting): JsonSchema {
  return {
    ...valueSchema(value),
    scope: perFolder ? 'resource' : 'window',
    default: fallbackOf(value),
    markdownDescription: inEditor,
  }
}

export function fallbackOf(value: SettingValue): unknown {
  if (value.is === 'choice' || value.is === 'switch') return value.fallback
  return value.is === 'patterns' || value.is === 'overrides' ? [] : {}
}

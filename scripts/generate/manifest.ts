import { settingsGroups } from './settings.ts'

/** The manifest with its settings written anew; everything else stays as it is. */
export function withSettings(manifest: string): string {
  const data: { readonly contributes: object } = JSON.parse(manifest)
  const written = { ...data, contributes: { ...data.contributes, configuration: settingsGroups } }
  return `${JSON.stringify(written, null, 2)}\n`
}

/** A setting as VS Code's manifest describes it. */
export interface Setting {
  readonly scope: 'window' | 'resource' | 'machine-overridable'
  readonly markdownDescription: string
  readonly [key: string]: unknown
}

export interface SettingsGroup {
  readonly title: string
  readonly order: number
  readonly properties: Readonly<Record<string, Setting>>
}

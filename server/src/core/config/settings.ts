import { keysOf } from '../base/keys.ts'
import { settingsTable } from './schema.ts'

/** What a rule's findings are shown as, whatever their certainty. */
export type Level = 'off' | 'hint' | 'information' | 'warning' | 'error'

export const levels: readonly Level[] = ['off', 'hint', 'information', 'warning', 'error']

/** Which rules count, and how loud. */
export type Profile = keyof typeof settingsTable.profile.value.choices

export const profiles: readonly Profile[] = keysOf(settingsTable.profile.value.choices)

/** The part of `portolan.*` that the engine reads; the same names stand in `.portolan.yaml`. */
export interface Settings extends Levels {
  /** Levels for some paths only. Later ones win over earlier ones, and all of them over `rules`. */
  readonly overrides: readonly Override[]
  /** What lives outside of the repository: rules do not miss it. */
  readonly external: External
}

export interface Levels {
  /** Absent: that of the folder around, at last `recommended`. */
  readonly profile: Profile | undefined
  /** Level by rule id. A rule that is not named keeps the severity that its certainty gives. */
  readonly rules: Readonly<Record<string, Level>>
}

export interface Override extends Levels {
  /** In the language of `.gitignore`, relative to the folder of the configuration. */
  readonly paths: readonly string[]
}

/** Names may hold `*` for any characters. */
export interface External {
  /** `name` or `namespace/name`. */
  readonly services: readonly string[]
  /** `name` or `kind/name`. */
  readonly workloads: readonly string[]
  /** `key` or `key=value`: what selectors may ask for. */
  readonly labels: readonly string[]
}

export const nothingExternal: External = { services: [], workloads: [], labels: [] }

export const defaultSettings: Settings = { profile: undefined, rules: {}, overrides: [], external: nothingExternal }

/** Something in a configuration that was not understood. The rest of it counts all the same. */
export interface SettingsProblem {
  /** Where in the configuration: `['rules', 'node-port-range']`; items of lists by their index. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

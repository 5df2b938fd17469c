import { settingsTable } from './schema.ts'
import type { Level, Levels, Profile } from './settings.ts'

/** What decides how a finding is shown: the nearest configuration first wins, rule by rule. */
export interface EffectiveLevels {
  readonly profile: Profile
  readonly rules: Readonly<Record<string, Level>>
}

/** @param layers from far to near */
export function combine(layers: readonly Levels[]): EffectiveLevels {
  return {
    profile: layers.findLast(layer => layer.profile !== undefined)?.profile ?? settingsTable.profile.value.fallback,
    rules: Object.assign({}, ...layers.map(layer => layer.rules)),
  }
}

/**
 * The level of one finding: what somebody has set for its rule, else what the profile makes of it.
 *
 * @param only the profile that the rule belongs to, if it does not belong to all
 */
export function levelOf(
  { profile, rules }: EffectiveLevels,
  rule: string,
  severity: Exclude<Level, 'off'>,
  only: Profile | undefined,
): Level {
  const set = rules[rule]
  if (set !== undefined) return set
  if (only !== undefined && only !== profile) return 'off'
  return profile === 'strict' && severity === 'information' ? 'warning' : severity
}

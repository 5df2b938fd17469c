import { keysOf } from '../core/base/keys.ts'
import { type SettingOf, settingsTable } from '../core/config/schema.ts'
import { fieldOf } from './sent.ts'

/*
 * Settings that the language server reads itself, out of the `portolan` section as a client sends it. Unknown values are
 * ignored: then the default of the table counts.
 */

/** @param value the row of the table: what the setting can be */
export function choiceIn<Choice extends string>(
  data: unknown,
  name: SettingOf<'choice'>,
  value: { readonly choices: Readonly<Record<Choice, string>>; readonly fallback: Choice },
): Choice {
  const set = valueAt(data, name)
  return keysOf(value.choices).find(each => each === set) ?? value.fallback
}

export function isOn(data: unknown, name: SettingOf<'switch'>): boolean {
  const value = valueAt(data, name)
  return typeof value === 'boolean' ? value : settingsTable[name].value.fallback
}

export function patternsIn(data: unknown, name: SettingOf<'patterns'>): readonly string[] {
  const value = valueAt(data, name)
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : []
}

function valueAt(data: unknown, name: string): unknown {
  return name.split('.').reduce(fieldOf, data)
}

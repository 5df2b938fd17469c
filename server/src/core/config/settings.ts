import { nearest } from '../base/similar.ts'

/** What a rule's findings are shown as, whatever their certainty. */
export type Level = 'off' | 'hint' | 'information' | 'warning' | 'error'

export const levels: readonly Level[] = ['off', 'hint', 'information', 'warning', 'error']

/** The part of `portolan.*` that the engine reads; the same names stand in `.portolan.yaml`. */
export interface Settings {
  /** Level by rule id. A rule that is not named keeps the severity that its certainty gives. */
  readonly rules: Readonly<Record<string, Level>>
}

export const defaultSettings: Settings = { rules: {} }

/** Something in a configuration that was not understood. The rest of it counts all the same. */
export interface SettingsProblem {
  /** Where in the configuration: `['rules', 'node-port-range']`. */
  readonly path: readonly string[]
  readonly message: string
}

/**
 * Reads settings from plain data, as an editor sends them. What is not understood is reported and left out.
 *
 * @param known the ids of all rules, for "did you mean"; `undefined` accepts any id
 */
export function readSettings(
  data: unknown,
  known?: readonly string[],
): { readonly settings: Settings; readonly problems: readonly SettingsProblem[] } {
  const problems: SettingsProblem[] = []
  const rules: Record<string, Level> = {}
  if (data === null || data === undefined) return { settings: defaultSettings, problems }
  if (!isRecord(data))
    return { settings: defaultSettings, problems: [{ path: [], message: 'The configuration must be a mapping.' }] }
  for (const [key, value] of Object.entries(data)) {
    if (key === 'rules') readRules(value, rules, problems, known)
    else if (!editorOnly.has(key)) problems.push({ path: [key], message: `Unknown setting "${key}". Known: rules.` })
  }
  return { settings: { rules }, problems }
}

/** Settings under `portolan.` that hosts read themselves. */
const editorOnly = new Set(['files', 'trace', 'diagnostics'])

function readRules(
  value: unknown,
  rules: Record<string, Level>,
  problems: SettingsProblem[],
  known: readonly string[] | undefined,
): void {
  if (value === null || value === undefined) return
  if (!isRecord(value)) {
    problems.push({ path: ['rules'], message: '"rules" must be a mapping from rule ids to levels.' })
    return
  }
  for (const [id, level] of Object.entries(value)) {
    // YAML 1.1 reads a bare `off` as false; nobody means anything else by it here.
    const wanted = level === false ? 'off' : level
    const found = levels.find(each => each === wanted)
    if (known && !known.includes(id)) problems.push({ path: ['rules', id], message: noSuchRule(id, known) })
    else if (!found)
      problems.push({ path: ['rules', id], message: `"${String(level)}" is no level. Levels: ${levels.join(', ')}.` })
    else rules[id] = found
  }
}

function noSuchRule(id: string, known: readonly string[]): string {
  const meant = nearest(id, known)
  return `There is no rule "${id}". ${meant ? `Did you mean "${meant}"?` : '"portolan rules" lists them all.'}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

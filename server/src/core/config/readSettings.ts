import { keysOf } from '../base/keys.ts'
import { nearest } from '../base/similar.ts'
import { externalFields, overrideFields, sectionsInEditor, settingsInFile } from './schema.ts'
import {
  defaultSettings,
  type External,
  type Level,
  type Levels,
  levels,
  nothingExternal,
  type Override,
  type Profile,
  profiles,
  type Settings,
  type SettingsProblem,
} from './settings.ts'

/**
 * Reads settings from plain data, as an editor sends them. What is not understood is reported and left out.
 *
 * @param known the ids of all rules, for "did you mean"; `undefined` accepts any id
 */
export function readSettings(
  data: unknown,
  known?: readonly string[],
): { readonly settings: Settings; readonly problems: readonly SettingsProblem[] } {
  const reader = new Reader(known)
  const settings = reader.settings(data)
  return { settings, problems: reader.problems }
}

type Path = SettingsProblem['path']

class Reader {
  readonly problems: SettingsProblem[] = []
  readonly #known: readonly string[] | undefined

  constructor(known: readonly string[] | undefined) {
    this.#known = known
  }

  settings(data: unknown): Settings {
    const record = this.#record(data, [], 'The configuration must be a mapping.')
    this.#onlyKnown(record, [], settingsInFile, sectionsInEditor)
    return {
      ...defaultSettings,
      ...this.#levels(record, []),
      overrides: this.#list(record['overrides'], ['overrides']).flatMap((item, index) =>
        this.#override(item, ['overrides', index]),
      ),
      external: this.#external(record['external']),
    }
  }

  #levels(record: Readonly<Record<string, unknown>>, path: Path): Levels {
    return {
      profile: this.#profile(record['profile'], [...path, 'profile']),
      rules: this.#rules(record['rules'], [...path, 'rules']),
    }
  }

  #override(item: unknown, path: Path): readonly Override[] {
    const record = this.#record(item, path, 'An override must be a mapping with "paths" and "rules".')
    this.#onlyKnown(record, path, keysOf(overrideFields))
    const paths = this.#texts(record['paths'], [...path, 'paths'])
    if (isRecord(item) && paths.length === 0)
      this.#problem([...path, 'paths'], 'An override needs "paths", a list of patterns such as "dev/**".')
    return paths.length > 0 ? [{ paths, ...this.#levels(record, path) }] : []
  }

  #external(data: unknown): External {
    const record = this.#record(
      data,
      ['external'],
      '"external" must be a mapping with "services", "workloads" and "labels".',
    )
    this.#onlyKnown(record, ['external'], keysOf(externalFields))
    const texts = (name: keyof typeof externalFields) => this.#texts(record[name], ['external', name])
    const [services, workloads, labels] = [texts('services'), texts('workloads'), texts('labels')]
    return services.length + workloads.length + labels.length > 0 ? { services, workloads, labels } : nothingExternal
  }

  #profile(value: unknown, path: Path): Profile | undefined {
    if (value === null || value === undefined) return undefined
    const found = profiles.find(each => each === value)
    const written = typeof value === 'string' ? value : JSON.stringify(value)
    if (!found) this.#problem(path, `"${written}" is no profile. ${choose(written, profiles, 'Profiles')}`)
    return found
  }

  #rules(value: unknown, path: Path): Readonly<Record<string, Level>> {
    const rules: Record<string, Level> = {}
    const record = this.#record(value, path, '"rules" must be a mapping from rule ids to levels.')
    for (const [id, level] of Object.entries(record)) {
      // YAML 1.1 reads a bare `off` as false; nobody means anything else by it here.
      const wanted = level === false ? 'off' : level
      const found = levels.find(each => each === wanted)
      if (this.#known && !this.#known.includes(id)) this.#problem([...path, id], noSuchRule(id, this.#known))
      else if (!found)
        this.#problem([...path, id], `"${String(level)}" is no level. ${choose(String(level), levels, 'Levels')}`)
      else rules[id] = found
    }
    return rules
  }

  #texts(value: unknown, path: Path): readonly string[] {
    return this.#list(value, path).flatMap((item, index) => {
      if (typeof item === 'string' && item !== '') return [item]
      this.#problem([...path, index], 'This must be a text.')
      return []
    })
  }

  #list(value: unknown, path: Path): readonly unknown[] {
    if (value === null || value === undefined) return []
    if (Array.isArray(value)) return value
    this.#problem(path, `"${String(path.at(-1))}" must be a list.`)
    return []
  }

  #record(value: unknown, path: Path, otherwise: string): Readonly<Record<string, unknown>> {
    if (value === null || value === undefined) return {}
    if (isRecord(value)) return value
    this.#problem(path, otherwise)
    return {}
  }

  #onlyKnown(
    record: Readonly<Record<string, unknown>>,
    path: Path,
    names: readonly string[],
    others: ReadonlySet<string> = new Set(),
  ): void {
    for (const key of Object.keys(record)) {
      if (names.includes(key) || others.has(key)) continue
      this.#problem([...path, key], `Unknown setting "${key}". ${choose(key, names, 'Known')}`)
    }
  }

  #problem(path: Path, message: string): void {
    this.problems.push({ path, message })
  }
}

function choose(word: string, choices: readonly string[], called: string): string {
  const meant = nearest(word, choices)
  return meant ? `Did you mean "${meant}"?` : `${called}: ${choices.join(', ')}.`
}

function noSuchRule(id: string, known: readonly string[]): string {
  const meant = nearest(id, known)
  return `There is no rule "${id}". ${meant ? `Did you mean "${meant}"?` : '"portolan rules" lists them all.'}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

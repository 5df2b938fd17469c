import type { Connection } from 'vscode-languageserver'
import { mentions, parseIgnoreFile } from '../core/config/ignore.ts'
import { readSettings } from '../core/config/readSettings.ts'
import { settingsTable } from '../core/config/schema.ts'
import type { Settings } from '../core/config/settings.ts'
import { allRules } from '../core/rules/run/registry.ts'
import type { Excluded } from '../files/walk.ts'
import type { ClientFacts } from './client.ts'
import { type Display, displayFrom } from './display.ts'
import type { Log } from './log.ts'
import { choiceIn, patternsIn } from './settingValues.ts'

export interface EditorSettings {
  /** What the engine reads. */
  readonly engine: Settings
  /** Of which files findings are shown. */
  readonly scope: keyof (typeof settingsTable)['diagnostics.scope']['value']['choices']
  /** What counts for documents of clients that cannot be asked about each of them. */
  readonly display: Display
  /** What is read and what is not, as written: when it is the same as before, nothing has to be read again. */
  readonly globs: readonly string[]
  readonly excluded: Excluded
}

/** Asks the client where it can be asked, else takes what it sent by itself. Nothing that it says makes this fail. */
export async function fetchSettings(
  connection: Connection,
  client: ClientFacts,
  sent: unknown,
  log: Log,
): Promise<EditorSettings> {
  const asked = client.configuration ? await connection.workspace.getConfiguration('portolan').catch(log.failure) : sent
  return settingsFrom(
    asked,
    log,
    allRules.map(rule => rule.id),
  )
}

/** @param data the `portolan` section: `{ "rules": { … }, "files": { "exclude": [ … ] } }` */
export function settingsFrom(data: unknown, log: Log, knownRules?: readonly string[]): EditorSettings {
  const { settings, problems } = readSettings(data, knownRules)
  for (const { path, message } of problems) log.warn(`Settings: portolan.${path.join('.')}: ${message}`)
  const [include, exclude] = [patternsIn(data, 'files.include'), patternsIn(data, 'files.exclude')]
  const ignore = parseIgnoreFile(exclude.join('\n'))
  const isWanted = mentions(include)
  return {
    engine: settings,
    scope: choiceIn(data, 'diagnostics.scope', settingsTable['diagnostics.scope'].value),
    display: displayFrom(data),
    globs: [...include.map(each => `+${each}`), ...exclude],
    excluded: (path, isFolder) =>
      ignore(path, isFolder) === 'ignored' || (!isFolder && include.length > 0 && !isWanted(path)),
  }
}

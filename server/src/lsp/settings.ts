import type { Connection } from 'vscode-languageserver'
import { mentions, parseIgnoreFile } from '../core/config/ignore.ts'
import { readSettings } from '../core/config/readSettings.ts'
import type { Settings } from '../core/config/settings.ts'
import { allRules } from '../core/rules/registry.ts'
import type { Excluded } from '../files/walk.ts'
import type { ClientFacts } from './client.ts'
import { type Display, displayFrom } from './display.ts'
import type { Log } from './log.ts'
import { fieldOf } from './sent.ts'

/** Of which files findings are shown. */
export type Scope = 'openFiles' | 'wiredFiles' | 'workspace'

export interface EditorSettings {
  /** What the engine reads. */
  readonly engine: Settings
  readonly scope: Scope
  /** What counts for documents of clients that cannot be asked about each of them. */
  readonly display: Display
  /** What is read and what is not, as written: when it is the same as before, nothing has to be read again. */
  readonly globs: readonly string[]
  readonly excluded: Excluded
}

const scopes: readonly Scope[] = ['openFiles', 'wiredFiles', 'workspace']

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
  const scope = fieldOf(fieldOf(data, 'diagnostics'), 'scope')
  const files = fieldOf(data, 'files')
  const [include, exclude] = [strings(fieldOf(files, 'include')), strings(fieldOf(files, 'exclude'))]
  const ignore = parseIgnoreFile(exclude.join('\n'))
  const isWanted = mentions(include)
  return {
    engine: settings,
    scope: scopes.find(each => each === scope) ?? 'wiredFiles',
    display: displayFrom(data),
    globs: [...include.map(each => `+${each}`), ...exclude],
    excluded: (path, isFolder) =>
      ignore(path, isFolder) === 'ignored' || (!isFolder && include.length > 0 && !isWanted(path)),
  }
}

function strings(data: unknown): readonly string[] {
  return Array.isArray(data) ? data.filter(each => typeof each === 'string') : []
}

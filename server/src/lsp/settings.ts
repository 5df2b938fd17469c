import type { Connection } from 'vscode-languageserver'
import { parseIgnoreFile } from '../core/config/ignore.ts'
import { readSettings } from '../core/config/readSettings.ts'
import type { Settings } from '../core/config/settings.ts'
import { allRules } from '../core/rules/registry.ts'
import type { ClientFacts } from './client.ts'
import { type Display, displayFrom } from './display.ts'
import type { Excluded } from './files/fileSystem.ts'
import type { Log } from './log.ts'

/** Of which files findings are shown. */
export type Scope = 'openFiles' | 'wiredFiles' | 'workspace'

export interface EditorSettings {
  /** What the engine reads. */
  readonly engine: Settings
  readonly scope: Scope
  /** What counts for documents of clients that cannot be asked about each of them. */
  readonly display: Display
  /** What is not read, as written: relative to a workspace folder, in the language of `.gitignore`. */
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
  const scope = field(field(data, 'diagnostics'), 'scope')
  const globs = strings(field(field(data, 'files'), 'exclude'))
  const ignore = parseIgnoreFile(globs.join('\n'))
  return {
    engine: settings,
    scope: scopes.find(each => each === scope) ?? 'wiredFiles',
    display: displayFrom(data),
    globs,
    excluded: (path, isFolder) => ignore(path, isFolder) === 'ignored',
  }
}

function strings(data: unknown): readonly string[] {
  return Array.isArray(data) ? data.filter(each => typeof each === 'string') : []
}

function field(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null) return undefined
  return Object.entries(data).find(([key]) => key === name)?.[1]
}

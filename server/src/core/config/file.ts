import type { Span } from '../base/span.ts'
import { entryOf, type YamlNode } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import { readSettings } from './readSettings.ts'
import { defaultSettings, type Settings } from './settings.ts'

export interface ConfigFile {
  readonly settings: Settings
  readonly problems: readonly { readonly span: Span; readonly message: string }[]
}

/** Reads `.portolan.yaml`. Never fails: what cannot be read is reported with its place, the rest counts. */
export function readConfigFile(text: string, knownRules?: readonly string[]): ConfigFile {
  const document = parseDocument(text)
  const whole = { start: 0, end: Math.min(text.length, firstLineEnd(text)) }
  if (document.status !== 'ok')
    return {
      settings: defaultSettings,
      problems: [{ span: whole, message: document.message ?? 'This file is not valid YAML.' }],
    }
  const { settings, problems } = readSettings(toData(document.root), knownRules)
  return {
    settings,
    problems: problems.map(({ path, message }) => ({ span: spanAt(document.root, path) ?? whole, message })),
  }
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n')
  return end < 0 ? text.length : end
}

/** The key that a path leads to, or the item of a list; the nearest thing above where there is none. */
function spanAt(root: YamlNode | undefined, path: readonly (string | number)[]): Span | undefined {
  let node = root
  let span: Span | undefined
  for (const step of path) {
    const entry = typeof step === 'string' ? entryOf(node, step) : undefined
    const item = typeof step === 'number' && node?.kind === 'seq' ? node.items[step] : undefined
    if (!entry && !item) return span
    span = entry ? entry.key.span : item?.span
    node = entry ? entry.value : item?.value
  }
  return span
}

function toData(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case 'map':
      return Object.fromEntries(node.entries.map(entry => [String(entry.key.value), toData(entry.value)]))
    case 'seq':
      return node.items.map(item => toData(item.value))
    case 'scalar':
      return node.value
    default:
      return null
  }
}

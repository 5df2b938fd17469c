import { lookup } from './lookup.ts'
import type { Node } from './node.ts'
import { type Creation, matchPath } from './pathMatcher.ts'
import { BuildError } from './problem.ts'
import { readNode } from './read.ts'
import { whole } from './source.ts'

/**
 * A path of a replacement may go on within a text that is itself JSON or YAML, as the value of a ConfigMap. Sets the field there.
 *
 * @returns false when the path does not lead through such a text
 */
export function setInText(root: Node, value: Node, path: readonly string[], creation: Creation | undefined): boolean {
  for (let length = 1; length < path.length; length++) {
    const field = quietly(() => lookup(root, path.slice(0, length)))
    if (field?.kind !== 'scalar') continue
    const inner = quietly(() => readNode(whole(field.value, field.place), 'v3'))
    if (!inner) return false
    const fields = quietly(() => matchPath(inner, path.slice(length), creation))
    if (!fields || fields.length === 0) return false
    const written = rewritten(field.value, inner, fields, value)
    if (written === undefined) return false
    field.value = written
    field.source = { maker: { from: field.place, inputs: [value.place] } }
    return true
  }
  return false
}

/** JSON is written anew; of YAML only the scalars that change are, so that all else keeps its form. */
function rewritten(written: string, inner: Node, fields: readonly Node[], value: Node): string | undefined {
  const first = written.trimStart().charAt(0)
  if (first !== '{' && first !== '[') return spliced(written, fields, value)
  for (const field of fields) {
    if (field.kind === 'scalar') field.value = value.value
    else field.become(value)
  }
  const data = jsonOf(inner)
  const isPretty = written.includes('\n') && written.includes('  ')
  return escapedAsGo(isPretty ? JSON.stringify(data, null, 2) : JSON.stringify(data))
}

function spliced(written: string, fields: readonly Node[], value: Node): string | undefined {
  let result = written
  for (const field of fields.toReversed()) {
    if (field.kind !== 'scalar' || !('of' in field.source) || value.kind !== 'scalar') return undefined
    const { start, end } = field.source
    const quote = field.quoted ? written.charAt(start) : ''
    if (quote !== '' && quote !== '"' && quote !== "'") return undefined
    result = `${result.slice(0, start)}${quote}${value.value}${quote}${result.slice(end)}`
  }
  return result.trim()
}

/** Go writes `<`, `>` and `&` of JSON as escapes. */
export function escapedAsGo(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

function jsonOf(node: Node): Json {
  if (node.kind === 'seq') return node.items.map(jsonOf)
  if (node.kind === 'map') {
    const entries = [...node.entries].map(([key, { value }]) => [key, jsonOf(value)] as const)
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  if (node.isNull) return null
  if (node.quoted) return node.value
  if (node.tag === 'int' || node.tag === 'float') return Number(node.value)
  return node.tag === 'bool' ? node.value.startsWith('t') : node.value
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

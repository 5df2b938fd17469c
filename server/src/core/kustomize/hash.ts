import { sha256 } from '../base/sha256.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { byBytes } from './byBytes.ts'
import { throughJson, writtenTag } from './jsonPatch.ts'
import type { Node } from './node.ts'
import { numberOf } from './resolve.ts'
import { escapedAsGo } from './structuredText.ts'

/** The ending that the name of a ConfigMap or Secret gets for its content (api/hasher/hasher.go). */
export function contentHash(node: Node, kind: string): string {
  const field = (name: string) => jsonField(node.get(name))
  const isMap = (name: string) => node.get(name)?.kind === 'map'
  const parts =
    kind === 'Secret'
      ? [
          ['data', field('data')],
          ['kind', '"Secret"'],
          ['name', '""'],
          ...(isMap('stringData') ? [['stringData', field('stringData')]] : []),
          ['type', field('type')],
        ]
      : [
          ...(isMap('binaryData') ? [['binaryData', field('binaryData')]] : []),
          ['data', field('data')],
          ['kind', '"ConfigMap"'],
          ['name', '""'],
        ]
  const json = `{${parts.map(([key, value]) => `"${key}":${value}`).join(',')}}`
  return sha256(encodeUtf8(json))
    .slice(0, 10)
    .replace(/[013ae]/g, digit => DIGITS.get(digit) ?? digit)
}

/** Digits that could spell words are exchanged. */
const DIGITS = new Map([
  ['0', 'g'],
  ['1', 'h'],
  ['3', 'k'],
  ['a', 'm'],
  ['e', 't'],
])

function jsonField(node: Node | undefined): string {
  if (!node) return '""'
  return node.kind === 'scalar' ? string(node.value) : json(throughJson(node))
}

function json(node: Node): string {
  switch (node.kind) {
    case 'seq':
      return `[${node.items.map(json).join(',')}]`
    case 'map': {
      const entries = [...node.entries].sort(([a], [b]) => byBytes(a, b))
      return `{${entries.map(([key, { value }]) => `${string(key)}:${json(value)}`).join(',')}}`
    }
    case 'scalar':
      return scalar(node)
  }
}

function scalar(node: Node): string {
  switch (writtenTag(node)) {
    case 'int':
    case 'float':
      return String(Number(numberOf(node.value)))
    case 'bool':
    case 'null':
      return node.value
    default:
      return string(node.value)
  }
}

/** Go escapes what HTML could misread, and writes the other control characters as JavaScript does. */
function string(text: string): string {
  return escapedAsGo(JSON.stringify(text.replace(/[\udc80-\udcff](?<![\ud800-\udbff].)/g, '\ufffd')))
}

import type { YamlNode } from '../../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'

/** A node as plain data; what nobody can know is `'?'`, what is not there `undefined`. */
export function plain(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case 'map':
      return Object.fromEntries(node.entries.map(entry => [entry.key.value, plain(entry.value)]))
    case 'seq':
      return node.items.map(item => plain(item.value))
    case 'scalar':
      return node.value
    case 'unknown':
      return '?'
    case undefined:
      return undefined
  }
}

export function read(text: string): unknown {
  return plain(parseDocument(text).root)
}

export function statusOf(text: string): string {
  return parseDocument(text).status
}

/**
 * Every node, entry and item of a document as one line: what it is, and its text.
 *
 * @example outline('a: [1]') // ['map a: [1]', 'entry a: [1]', 'scalar a', 'seq [1]', 'item 1', 'scalar 1']
 */
export function outline(text: string): string[] {
  const lines: string[] = []
  const say = (what: string, { start, end }: { start: number; end: number }) =>
    lines.push(`${what} ${text.slice(start, end)}`)
  const visit = (node: YamlNode | undefined): void => {
    if (!node) return
    say(node.kind, node.span)
    if (node.kind === 'map') {
      for (const entry of node.entries) {
        say('entry', entry.span)
        say('key', entry.key.span)
        visit(entry.value)
      }
    } else if (node.kind === 'seq') {
      for (const item of node.items) {
        say('item', item.span)
        visit(item.value)
      }
    }
  }
  visit(parseDocument(text).root)
  return lines
}

/** @example formatPath(['spec', 'ports', 0, 'targetPort']) // 'spec.ports[0].targetPort' */
export function formatPath(path: readonly (string | number)[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (PLAIN_KEY.test(step)) text += text ? `.${step}` : step
    else text += `[${JSON.stringify(step)}]`
  }
  return text
}

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/

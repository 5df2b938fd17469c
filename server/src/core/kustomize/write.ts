import { OriginMap } from '../base/origin.ts'
import { jsonNumber } from '../yaml/print/numbers.ts'
import { printYaml, printYamlPieces } from '../yaml/print/print.ts'
import type { Printed, PrintedText } from '../yaml/print/printed.ts'
import { refolded } from './folded.ts'
import { writtenTag } from './jsonPatch.ts'
import type { Node } from './node.ts'
import { BuildError } from './problem.ts'
import { numberOf, tagOf, timeOf } from './resolve.ts'
import { makerOf, piecesOf, type Source } from './source.ts'

/** @throws BuildError where an object has what JSON cannot say */
export function writeObject(node: Node): string {
  return printYaml(node, each => printed(each, each === node, withoutOrigin))
}

/** Where each part of the text of an object was written. */
export function originsOf(node: Node): OriginMap {
  const { pieces } = printYamlPieces(node, each => printed(each, each === node, withOrigin), node.place)
  return new OriginMap(pieces)
}

type Telling = (text: string, source: Source) => Omit<PrintedText, 'kind'>

const withoutOrigin: Telling = text => ({ text })

const withOrigin: Telling = (text, source) => {
  const pieces = piecesOf(source, text)
  return { text, maker: makerOf(source), ...(pieces ? { pieces } : {}) }
}

function printed(node: Node, isRoot: boolean, tell: Telling): Printed<Node> {
  switch (node.kind) {
    case 'seq':
      return { kind: 'seq', items: node.items.map(value => ({ value })), ...maker(node, tell) }
    case 'map': {
      if (node.twice !== undefined)
        throw new BuildError('malformed', `mapping key "${node.twice}" already defined`, node.place)
      const entries = [...node.entries].map(([name, { key, value }]) => {
        if (!(key.isString || isRoot))
          throw new BuildError('malformed', 'json: unsupported type: map[interface {}]interface {}', node.place)
        return { key: tell(name, key.source), value }
      })
      return { kind: 'map', entries, ...maker(node, tell) }
    }
    case 'scalar':
      return scalar(node, tell)
  }
}

function maker({ source }: Node, tell: Telling) {
  return tell === withOrigin ? { maker: makerOf(source) } : {}
}

function scalar(node: Node, tell: Telling): Printed<Node> {
  const { value, source } = node
  const tag = writtenTag(node)
  switch (tag) {
    case 'int':
    case 'float':
    case 'bool':
    case 'null':
      if (tagOf(value) !== tag && !(tag === 'float' && tagOf(value) === 'int'))
        throw new BuildError('malformed', `cannot decode \`${value}\` as a !!${tag}`, node.place)
      return { kind: 'plain', ...tell(plain(value, tag), source) }
    case 'timestamp':
      return { kind: 'string', ...tell(timeOf(value), source) }
    default:
      return { kind: 'string', ...tell(node.quoted === 'folded' ? refolded(value) : value, source) }
  }
}

function plain(value: string, tag: 'int' | 'float' | 'bool' | 'null'): string {
  if (tag === 'null') return 'null'
  if (tag === 'bool') return value.toLowerCase()
  const number = numberOf(value)
  return typeof number === 'bigint' ? String(number) : jsonNumber(number)
}

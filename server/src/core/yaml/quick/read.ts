import type { YamlComment, YamlEntry, YamlItem, YamlMap, YamlNode, YamlSeq } from '../node.ts'
import { readFlow } from './flow.ts'
import { Lines, Unusual, usual } from './lines.ts'
import { isKey, readBlockScalar, readKey, readPlain, readQuoted } from './scalars.ts'

/**
 * Reads the part of YAML that nearly all manifests are written in, in a fifth of the time that the whole of it takes: block mappings and
 * lists, scalars with all their quotes on one line, block scalars, flow collections. A document with anything else in it (anchors, tags, tabs,
 * quotes over several lines), or with anything that is not certainly right, is left to `convert`. Where this reads a document,
 * both give the same (`test/property/quick.test.ts`).
 *
 * @returns `undefined` for a document that has to be read in full
 */
export function readQuickly(text: string): QuicklyRead | undefined {
  if (/[\t\r]/.test(text)) return undefined
  try {
    const lines = new Lines(text)
    if (lines.column === 0 && text.startsWith('---', lines.at)) lines.endLine(lines.at + 3)
    usual(lines.column === 0)
    const root = readMap(lines, 0)
    usual(lines.at === text.length)
    return { root, comments: lines.comments }
  } catch (error) {
    if (error instanceof Unusual) return undefined
    throw error
  }
}

export interface QuicklyRead {
  readonly root: YamlMap
  readonly comments: readonly YamlComment[]
}

function readMap(lines: Lines, depth: number): YamlMap {
  const { at: start, column } = lines
  const entries: YamlEntry[] = []
  let end = start
  while (lines.column === column) {
    const key = readKey(lines, lines.at)
    const afterColon = key.span.end + 1
    const at = lines.skipSpaces(afterColon)
    const value = lines.endsAt(at)
      ? readBelow(lines, afterColon, column, true, depth)
      : readValue(lines, at, column + 1, depth)
    end = value ? value.span.end : afterColon
    entries.push({ key, value, span: { start: key.span.start, end } })
  }
  usual(lines.column < column)
  return { kind: 'map', span: { start, end }, flow: false, entries }
}

function readSeq(lines: Lines, depth: number): YamlSeq {
  const { at: start, column } = lines
  const items: YamlItem[] = []
  let end = start
  while (lines.column === column && lines.isDash(lines.at)) {
    const dash = lines.at
    const at = lines.skipSpaces(dash + 1)
    const value = lines.endsAt(at)
      ? readBelow(lines, dash + 1, column, false, depth)
      : readBeside(lines, at, column + at - dash, depth)
    end = value ? value.span.end : dash + 1
    items.push({ value, span: { start: dash, end } })
  }
  usual(lines.column <= column)
  return { kind: 'seq', span: { start, end }, flow: false, items }
}

/** What stands on the lines below a key or a dash. The list of a key may begin in the column of the key. */
function readBelow(lines: Lines, rest: number, column: number, ofKey: boolean, depth: number): YamlNode | undefined {
  lines.endLine(rest)
  const isSeq = lines.isDash(lines.at)
  if (lines.column > column || (ofKey && isSeq && lines.column === column)) return readBlock(lines, isSeq, depth + 1)
  return undefined
}

/** What stands beside a dash. */
function readBeside(lines: Lines, at: number, column: number, depth: number): YamlNode {
  const isSeq = lines.isDash(at)
  if (!isSeq && !isKey(lines, at)) return readValue(lines, at, column, depth)
  lines.at = at
  lines.column = column
  return readBlock(lines, isSeq, depth + 1)
}

function readBlock(lines: Lines, isSeq: boolean, depth: number): YamlNode {
  usual(depth <= deepest)
  return isSeq ? readSeq(lines, depth) : readMap(lines, depth)
}

/** Deeper documents are left to the parser that counts. */
const deepest = 100

/** @param least the first column in which further lines of the value may begin */
function readValue(lines: Lines, at: number, least: number, depth: number): YamlNode {
  switch (lines.text[at]) {
    case '|':
    case '>':
      return readBlockScalar(lines, at, least)
    case '[':
    case '{':
      return endingLine(lines, readFlow(lines, at, { least, depth: deepest - depth }))
    case '"':
    case "'":
      return endingLine(lines, readQuoted(lines, at))
    default:
      return endingLine(lines, readPlain(lines, at, least))
  }
}

function endingLine<T extends YamlNode>(lines: Lines, node: T): T {
  lines.endLine(node.span.end)
  return node
}

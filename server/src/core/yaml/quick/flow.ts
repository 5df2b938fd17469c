import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../node.ts'
import { typePlain } from '../scalar.ts'
import { type Lines, usual } from './lines.ts'
import { readKey, readQuoted, scalarOf } from './scalars.ts'

/** A flow collection, or a scalar in one, on one line. */
export function readFlow(lines: Lines, at: number, deepest: number): YamlNode {
  usual(deepest > 0)
  switch (lines.text[at]) {
    case '[':
      return readSeq(lines, at, deepest)
    case '{':
      return readMap(lines, at, deepest)
    case '"':
    case "'":
      return readQuoted(lines, at)
    default:
      return readWord(lines, at)
  }
}

function readSeq(lines: Lines, start: number, deepest: number): YamlSeq {
  const items: YamlItem[] = []
  const end = readParts(lines, start, ']', at => {
    const value = readFlow(lines, at, deepest - 1)
    items.push({ value, span: value.span })
    return value.span.end
  })
  return { kind: 'seq', span: { start, end }, flow: true, items }
}

function readMap(lines: Lines, start: number, deepest: number): YamlMap {
  const entries: YamlEntry[] = []
  // `{{ x }}` and `{% x %}` are templates.
  usual(!/[{%]/.test(lines.text[start + 1] ?? ''))
  const end = readParts(lines, start, '}', at => {
    const key = readKey(lines, at)
    const value = readFlow(lines, lines.skipSpaces(key.span.end + 1), deepest - 1)
    entries.push({ key, value, span: { start: at, end: value.span.end } })
    return value.span.end
  })
  return { kind: 'map', span: { start, end }, flow: true, entries }
}

/**
 * From one bracket to the other, with commas between the parts.
 *
 * @param readPart reads what begins at an offset; returns where it ends
 * @returns just behind the bracket that closes
 */
function readParts(lines: Lines, start: number, close: string, readPart: (at: number) => number): number {
  let at = lines.skipSpaces(start + 1)
  if (lines.text[at] === close) return at + 1
  for (;;) {
    at = lines.skipSpaces(readPart(at))
    if (lines.text[at] === close) return at + 1
    usual(lines.text[at] === ',')
    at = lines.skipSpaces(at + 1)
  }
}

const word = /-?[\w./$][\w./$@+=*-]*(?::[\w./][\w./$@+=*-]*)*/y

function readWord(lines: Lines, at: number): YamlScalar {
  const source = lines.match(word, at)
  return scalarOf(source, at, typePlain(source), 'plain')
}

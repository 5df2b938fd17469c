import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../node.ts'
import { typePlain } from '../scalar.ts'
import { type Lines, usual } from './lines.ts'
import { readKey, readQuoted, scalarOf } from './scalars.ts'

/** How far a flow collection may reach. */
interface Within {
  /** The first column in which its lines may begin. */
  readonly least: number
  /** How many collections may be in it, one in the other. */
  readonly depth: number
}

/** A flow collection, or a scalar in one. */
export function readFlow(lines: Lines, at: number, within: Within): YamlNode {
  usual(within.depth > 0)
  switch (lines.text[at]) {
    case '[':
      return readSeq(lines, at, within)
    case '{':
      return readMap(lines, at, within)
    case '"':
    case "'":
      return readQuoted(lines, at)
    default:
      return readWords(lines, at)
  }
}

function readSeq(lines: Lines, start: number, within: Within): YamlSeq {
  const items: YamlItem[] = []
  const end = readParts(lines, start, ']', within, at => {
    const value = readFlow(lines, at, inside(within))
    items.push({ value, span: value.span })
    return value.span.end
  })
  return { kind: 'seq', span: { start, end }, flow: true, items }
}

function readMap(lines: Lines, start: number, within: Within): YamlMap {
  const entries: YamlEntry[] = []
  // `{{ x }}` and `{% x %}` are templates.
  usual(!/[{%]/.test(lines.text[start + 1] ?? ''))
  const end = readParts(lines, start, '}', within, at => {
    const key = readKey(lines, at)
    const value = readFlow(lines, next(lines, key.span.end + 1, within), inside(within))
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
function readParts(
  lines: Lines,
  start: number,
  close: string,
  within: Within,
  readPart: (at: number) => number,
): number {
  let at = next(lines, start + 1, within)
  if (lines.text[at] === close) return at + 1
  for (;;) {
    at = next(lines, readPart(at), within)
    if (lines.text[at] === close) return at + 1
    usual(lines.text[at] === ',')
    at = next(lines, at + 1, within)
  }
}

function next(lines: Lines, from: number, { least }: Within): number {
  const at = lines.nextIn(from, least)
  usual(at !== undefined)
  return at
}

function inside({ least, depth }: Within): Within {
  return { least, depth: depth - 1 }
}

const words = /-*[\w./$](?:[\w./$@+=*-]|:(?=[\w./])| +(?=[\w./$@+=*-]))*/y

function readWords(lines: Lines, at: number): YamlScalar {
  const source = lines.match(words, at)
  return scalarOf(source, at, typePlain(source), 'plain')
}

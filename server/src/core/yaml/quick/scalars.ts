import type { YamlScalar } from '../node.ts'
import { hasPlaceholder } from '../placeholder.ts'
import { keyText, typePlain } from '../scalar.ts'
import { type CST, foldedText } from '../tokens.ts'
import { type Lines, usual } from './lines.ts'

const key = /(?:[\w.$/][\w.$/-]*|"[^"\\\n]*"|'[^'\n]*'):(?=[ \n]|$)/y

export function isKey({ text }: Lines, at: number): boolean {
  key.lastIndex = at
  return key.test(text)
}

/** A key, right behind which stands its colon. */
export function readKey(lines: Lines, at: number): YamlScalar {
  const source = lines.match(key, at).slice(0, -1)
  const style = source.startsWith('"') ? 'double' : source.startsWith("'") ? 'single' : 'plain'
  return scalarOf(source, at, style === 'plain' ? keyText(source) : source.slice(1, -1), style)
}

const plainStart = /[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?!\s|$)/y

/** The rest of a line, but for a comment. */
export function readPlain(lines: Lines, at: number): YamlScalar {
  lines.match(plainStart, at)
  const line = lines.text.slice(at, lines.lineEnd(at))
  const comment = line.indexOf(' #')
  let end = comment < 0 ? line.length : comment
  while (line[end - 1] === ' ') end--
  const source = line.slice(0, end)
  usual(!source.includes(': ') && !source.endsWith(':'))
  return scalarOf(source, at, typePlain(source), 'plain')
}

const doubleQuoted = /"(?:[^"\\\n]|\\[^\n])*"/y
const singleQuoted = /'(?:[^'\n]|'')*'/y

export function readQuoted(lines: Lines, at: number): YamlScalar {
  const isDouble = lines.text[at] === '"'
  const source = lines.match(isDouble ? doubleQuoted : singleQuoted, at)
  const inner = source.slice(1, -1)
  const type = isDouble ? 'double-quoted-scalar' : 'single-quoted-scalar'
  const isEscaped = inner.includes(isDouble ? '\\' : "'")
  const value = isEscaped ? folded({ type, offset: at, indent: 0, source }) : inner
  return scalarOf(source, at, value, isDouble ? 'double' : 'single')
}

const blockHeader = /[|>]-?\n/y

/** A block scalar, whose first line tells how far all are indented. Goes on to the line behind it. */
export function readBlockScalar(lines: Lines, at: number, least: number): YamlScalar {
  const { text } = lines
  const header = lines.match(blockHeader, at).slice(0, -1)
  const start = at + header.length + 1
  let indent: number | undefined
  let end = start
  let line = start
  while (line < text.length) {
    const first = lines.skipSpaces(line)
    if (text[first] === '\n') {
      line = first + 1
      continue
    }
    indent ??= Math.max(first - line, least)
    if (first - line < indent) break
    end = Math.min(lines.lineEnd(first) + 1, text.length)
    line = end
  }
  const content = text.slice(start, end)
  const written = content.trimEnd()
  // Blanks in the lines behind it may belong to it.
  usual(written !== '' && !text.slice(start + written.length, line).includes(' '))
  lines.goTo(line)
  const head = { type: 'block-scalar-header', offset: at, indent: least, source: header } as const
  const value = folded({ type: 'block-scalar', offset: at, indent: least, props: [head], source: content })
  const source = text.slice(at, start + written.length)
  return scalarOf(source, at, value, header.startsWith('>') ? 'folded' : 'literal')
}

function folded(token: CST.FlowScalar | CST.BlockScalar): string {
  return foldedText(token, token.source, () => usual(false))
}

export function scalarOf(
  source: string,
  start: number,
  value: YamlScalar['value'],
  style: YamlScalar['style'],
): YamlScalar {
  const span = { start, end: start + source.length }
  return { kind: 'scalar', span, value, style, placeholder: hasPlaceholder(source) }
}

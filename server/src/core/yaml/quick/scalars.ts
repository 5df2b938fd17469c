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

/**
 * The rest of a line, but for a comment, and the lines that go on with it.
 *
 * @param least the first column in which these may begin
 */
export function readPlain(lines: Lines, at: number, least: number): YamlScalar {
  const { text } = lines
  lines.match(plainStart, at)
  let part = partOf(lines, at)
  while (!part.ends) {
    const next = lines.nextIn(part.end, least)
    if (next === undefined || text[next] === '#') break
    part = partOf(lines, next)
  }
  const source = text.slice(at, part.end)
  const value = source.includes('\n') ? folded({ type: 'scalar', offset: at, indent: 0, source }) : source
  return scalarOf(source, at, typePlain(value), 'plain')
}

/** What a line has of a plain scalar. `ends`: no other line goes on with it, since a comment follows. */
function partOf(lines: Lines, at: number): { readonly end: number; readonly ends: boolean } {
  const line = lines.text.slice(at, lines.lineEnd(at))
  const comment = line.indexOf(' #')
  let length = comment < 0 ? line.length : comment
  while (line[length - 1] === ' ') length--
  const said = line.slice(0, length)
  usual(!said.includes(': ') && !said.endsWith(':'))
  return { end: at + length, ends: comment >= 0 }
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

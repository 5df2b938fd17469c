import type { YamlScalar } from './node.ts'
import { hasPlaceholder } from './placeholder.ts'
import { reasons, refuse } from './problem.ts'
import { addComment, type Reader, readEnd } from './props.ts'
import { keyText, type ScalarValue, typePlain, typeTagged } from './scalar.ts'
import { type CST, foldedText } from './tokens.ts'

/** @param role keys are strings to Kubernetes, whatever they look like */
export function convertScalar(
  reader: Reader,
  token: CST.FlowScalar | CST.BlockScalar,
  tag: string | undefined,
  role: 'key' | 'value',
): YamlScalar {
  const { type, offset } = token
  const end = type === 'block-scalar' ? readBlockScalarEnd(reader, token) : offset + token.source.length
  if (type !== 'block-scalar') readEnd(reader, token.end)
  const source = reader.text.slice(offset, end)
  const text = scalarText(reader, token, source)
  const style = styleOf(token)
  let value: ScalarValue = text
  if (tag !== undefined) value = typeTagged(text, tag)
  else if (style === 'plain') value = role === 'key' ? keyText(text) : typePlain(text)
  return { kind: 'scalar', span: { start: offset, end }, value, style, placeholder: hasPlaceholder(source) }
}

/** The offset of the scalar's last character that is no white space. */
function readBlockScalarEnd(reader: Reader, token: CST.BlockScalar): number {
  let contentStart = token.offset
  for (const prop of token.props) {
    if (prop.type === 'comment') addComment(reader, prop)
    else if (prop.type === 'error') refuse(reader, prop.offset, 'a block scalar has its text on the lines below')
    contentStart += 'source' in prop ? prop.source.length : 0
  }
  if (!/\d/.test(headerOf(token)) && TAB_IN_INDENT.test(token.source)) refuse(reader, contentStart, reasons.tab)
  const content = token.source.trimEnd()
  return content ? contentStart + content.length : token.offset + headerOf(token).length
}

/** `|`, `>-` and the like. */
function headerOf(token: CST.BlockScalar): string {
  const header = token.props[0]
  return header?.type === 'block-scalar-header' ? header.source : ''
}

/** Where the first line tells the indentation, a tab makes it unclear. */
const TAB_IN_INDENT = /^(?: *\r?\n)* *\t/

function scalarText(reader: Reader, token: CST.FlowScalar | CST.BlockScalar, source: string): string {
  switch (token.type) {
    case 'scalar':
      if (!MULTILINE.test(source)) {
        if (BAD_PLAIN_START.test(source))
          refuse(reader, token.offset, `a value cannot begin with "${source.charAt(0)}" without quotes`)
        return source
      }
      break
    case 'single-quoted-scalar':
      if (SIMPLE_SINGLE.test(source)) return source.slice(1, -1)
      break
    case 'double-quoted-scalar':
      if (SIMPLE_DOUBLE.test(source)) return source.slice(1, -1)
      break
    default:
      break
  }
  return foldedText(token, source, (at, kind) => {
    const isTab = kind === 'BAD_INDENT' || (token.type === 'block-scalar' && kind === 'MISSING_CHAR')
    refuse(reader, at, isTab ? reasons.tab : (reasonOf[kind] ?? reasons.misplaced))
  })
}

const reasonOf: Readonly<Record<string, string>> = {
  BAD_DQ_ESCAPE: 'YAML knows no such escape',
  BAD_SCALAR_START: 'a value cannot begin with this sign without quotes',
  MISSING_CHAR: 'this quote is never closed',
}

const MULTILINE = /[\r\n]/
const BAD_PLAIN_START = /^[\t,%|>@`]/
const SIMPLE_SINGLE = /^'[^'\r\n]*'$/
const SIMPLE_DOUBLE = /^"[^"\\\r\n]*"$/

function styleOf(token: CST.FlowScalar | CST.BlockScalar): YamlScalar['style'] {
  switch (token.type) {
    case 'single-quoted-scalar':
      return 'single'
    case 'double-quoted-scalar':
      return 'double'
    case 'block-scalar':
      return headerOf(token).startsWith('>') ? 'folded' : 'literal'
    default:
      return 'plain'
  }
}

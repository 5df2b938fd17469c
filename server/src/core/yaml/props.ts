import type { YamlComment, YamlNode } from './node.ts'
import type { CST } from './tokens.ts'

/** What is known while one document is converted. */
export interface Reader {
  readonly text: string
  readonly comments: YamlComment[]
  readonly anchors: Map<string, YamlNode>
  broken: boolean
  /** Nodes that aliases have added so far. */
  copied: number
}

/** What stands before a node: its anchor, its tag, and the indicator (`---`, `-`, `?`, `:`) that announces it. */
export interface Props {
  indicator: CST.SourceToken | undefined
  anchor: CST.SourceToken | undefined
  tag: string | undefined
  comma: boolean
  hasNewline: boolean
  /** Just before what follows. */
  end: number
}

/**
 * @param indent the column of the collection around, or `flow` where columns do not count
 * @param next what follows: tabs may not stand before a block collection on its line
 * @param atNewline whether the tokens begin where indentation counts
 */
export function readProps(
  reader: Reader,
  tokens: readonly CST.SourceToken[],
  indicator: 'doc-start' | 'explicit-key-ind' | 'map-value-ind' | 'seq-item-ind',
  indent: number | 'flow',
  next: CST.Token | null | undefined,
  atNewline: boolean,
): Props {
  const props: Props = {
    indicator: undefined,
    anchor: undefined,
    tag: undefined,
    comma: false,
    hasNewline: false,
    end: next?.offset ?? 0,
  }
  let needsSpace = false
  let tab: CST.SourceToken | undefined
  for (const token of tokens) {
    const { type } = token
    if (needsSpace && type !== 'space' && type !== 'newline' && type !== 'comma') reader.broken = true
    needsSpace = false
    if (tab && atNewline && (startsLine(reader, tab) || (type !== 'comment' && type !== 'newline')))
      reader.broken = true
    tab = undefined
    switch (type) {
      case 'space':
        if (
          indent !== 'flow' &&
          token.source.includes('\t') &&
          !(indicator === 'doc-start' && next?.type === 'flow-collection')
        )
          tab = token
        break
      case 'comment':
        addComment(reader, token)
        atNewline = false
        break
      case 'newline':
        atNewline = true
        props.hasNewline = true
        break
      case 'anchor':
        if (props.anchor) reader.broken = true
        props.anchor = token
        atNewline = false
        needsSpace = true
        break
      case 'tag':
        if (props.tag !== undefined) reader.broken = true
        props.tag = token.source
        atNewline = false
        needsSpace = true
        break
      case indicator:
        if (props.indicator || props.anchor || props.tag !== undefined) reader.broken = true
        props.indicator = token
        atNewline = type === 'seq-item-ind' || type === 'explicit-key-ind'
        break
      case 'comma':
        if (indent !== 'flow' || props.comma) reader.broken = true
        props.comma = true
        atNewline = false
        break
      default:
        reader.broken = true
        atNewline = false
    }
  }
  if (needsSpace && next && !(next.type === 'scalar' && next.source === '')) reader.broken = true
  if (tab && indent !== 'flow' && ((atNewline && tab.indent <= indent) || isBlock(next))) reader.broken = true
  const last = tokens.at(-1)
  if (last) props.end = last.offset + last.source.length
  return props
}

/** Takes the comments that follow a node. Anything else that follows it belongs to nothing. */
export function readEnd(reader: Reader, tokens: readonly CST.Token[] | undefined): void {
  if (!tokens) return
  for (const token of tokens) {
    switch (token.type) {
      case 'comment':
        addComment(reader, token)
        break
      case 'doc-end':
        readEnd(reader, token.end)
        break
      case 'space':
        if (token.source.startsWith('\t') && startsLine(reader, token)) reader.broken = true
        break
      case 'newline':
      case 'byte-order-mark':
        break
      default:
        reader.broken = true
    }
  }
}

export function addComment(reader: Reader, token: CST.SourceToken): void {
  const start = token.offset
  const end = start + token.source.length
  reader.comments.push({ span: { start, end }, text: reader.text.slice(start, end) })
}

/** A tab in the first column is an error to libyaml even on a blank line, unless brackets are open. */
function startsLine(reader: Reader, token: CST.SourceToken): boolean {
  return reader.text.charAt(token.offset - 1) === '\n'
}

export function isBlock(token: CST.Token | null | undefined): boolean {
  return token?.type === 'block-map' || token?.type === 'block-seq'
}

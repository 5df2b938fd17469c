import type { YamlComment, YamlNode } from './node.ts'
import { reasons, refuse, type YamlProblem } from './problem.ts'
import type { CST } from './tokens.ts'

/** What is known while one document is converted. */
export interface Reader {
  readonly text: string
  readonly comments: YamlComment[]
  readonly anchors: Map<string, YamlNode>
  problem: YamlProblem | undefined
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
    if (needsSpace && type !== 'space' && type !== 'newline' && type !== 'comma')
      refuse(reader, token.offset, 'a blank is missing before this')
    needsSpace = false
    if (
      tab &&
      atNewline &&
      (startsLine(reader, tab) ? !continuesComment(reader, tab, type) : type !== 'comment' && type !== 'newline')
    )
      refuse(reader, tab.offset, reasons.tab)
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
        if (props.anchor) refuse(reader, token.offset, 'a value has one anchor at most')
        props.anchor = token
        atNewline = false
        needsSpace = true
        break
      case 'tag':
        if (props.tag !== undefined) refuse(reader, token.offset, 'a value has one tag at most')
        props.tag = token.source
        atNewline = false
        needsSpace = true
        break
      case indicator:
        if (props.indicator || props.anchor || props.tag !== undefined) refuse(reader, token.offset, reasons.misplaced)
        props.indicator = token
        atNewline = type === 'seq-item-ind' || type === 'explicit-key-ind'
        break
      case 'comma':
        if (indent !== 'flow' || props.comma) refuse(reader, token.offset, reasons.comma)
        props.comma = true
        atNewline = false
        break
      default:
        refuse(reader, token.offset, reasons.misplaced)
        atNewline = false
    }
  }
  if (needsSpace && next && !(next.type === 'scalar' && next.source === ''))
    refuse(reader, next.offset, 'a blank is missing before this')
  if (tab && indent !== 'flow' && ((atNewline && tab.indent <= indent) || isBlock(next)))
    refuse(reader, tab.offset, reasons.tab)
  const last = tokens.at(-1)
  if (last) props.end = last.offset + last.source.length
  return props
}

/** Takes the comments that follow a node. Anything else that follows it belongs to nothing. */
export function readEnd(reader: Reader, tokens: readonly CST.Token[] | undefined): void {
  if (!tokens) return
  for (const [index, token] of tokens.entries()) {
    switch (token.type) {
      case 'comment':
        addComment(reader, token)
        break
      case 'doc-end':
        readEnd(reader, token.end)
        break
      case 'space':
        if (
          token.source.startsWith('\t') &&
          startsLine(reader, token) &&
          !continuesComment(reader, token, tokens[index + 1]?.type)
        )
          refuse(reader, token.offset, reasons.tab)
        break
      case 'newline':
      case 'byte-order-mark':
        break
      default:
        refuse(reader, token.offset, 'this cannot follow what stands before it')
    }
  }
}

export function addComment(reader: Reader, token: CST.SourceToken): void {
  const start = token.offset
  const end = start + token.source.length
  reader.comments.push({ span: { start, end }, text: reader.text.slice(start, end) })
}

/** go-yaml v3, which Kustomize reads with, takes a tab before a comment that goes on one in the line above; v2 does not. */
function continuesComment(reader: Reader, tab: CST.SourceToken, next: string | undefined): boolean {
  const above = reader.comments.at(-1)
  return next === 'comment' && above !== undefined && /^\r?\n$/.test(reader.text.slice(above.span.end, tab.offset))
}

/** A tab in the first column is an error to libyaml even on a blank line, unless brackets are open. */
function startsLine(reader: Reader, token: CST.SourceToken): boolean {
  return reader.text.charAt(token.offset - 1) === '\n'
}

export function isBlock(token: CST.Token | null | undefined): boolean {
  return token?.type === 'block-map' || token?.type === 'block-seq'
}

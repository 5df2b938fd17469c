import type { Span } from '../base/span.ts'
import { copyVia, mergedEntries } from './alias.ts'
import type { YamlComment, YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts'
import { isTemplateExpression } from './placeholder.ts'
import { reasons, refuse, type YamlProblem } from './problem.ts'
import { isBlock, type Props, type Reader, readEnd, readProps } from './props.ts'
import { convertScalar } from './scalarToken.ts'
import type { CST, DocumentTokens } from './tokens.ts'

export interface Converted {
  readonly root: YamlNode | undefined
  readonly comments: readonly YamlComment[]
  readonly problem: YamlProblem | undefined
}

/**
 * Makes our tree of `yaml`'s tokens, and judges on the way whether a reader of Kubernetes would take the text. What does not
 * fit is left out or kept as far as it goes: what remains is what somebody who is typing has written so far.
 *
 * @param text as written, where the tokens may come from a text with blanks in some places
 * @param masked the comments among these blanks
 * @throws LimitReached
 */
export function convert(tokens: DocumentTokens, text: string, masked: readonly Span[]): Converted {
  const reader: Reader = { text, comments: [], anchors: new Map(), problem: tokens.problem, copied: 0 }
  for (const span of masked) reader.comments.push({ span, text: text.slice(span.start, span.end) })
  readEnd(reader, tokens.around)
  const { document } = tokens
  let root: YamlNode | undefined
  if (document) {
    const props = readProps(reader, document.start, 'doc-start', 0, document.value, true)
    if (props.indicator && isBlock(document.value) && !props.hasNewline)
      refuse(reader, props.indicator.offset, 'what follows "---" on its line cannot be a mapping or a list')
    root = convertNode(reader, document.value, props)
    readEnd(reader, document.end)
  }
  reader.comments.sort((a, b) => a.span.start - b.span.start)
  return { root, comments: reader.comments, problem: reader.problem }
}

function convertNode(reader: Reader, token: CST.Token | null | undefined, props: Props): YamlNode | undefined {
  const node = token ? convertToken(reader, token, props) : undefined
  if (!props.anchor) return node
  const { source, offset } = props.anchor
  const name = source.slice(1)
  const anchored: YamlNode = node ?? emptyScalar(offset + source.length)
  const named: YamlNode = anchored.kind === 'scalar' ? { ...anchored, anchor: name } : anchored
  reader.anchors.set(name, named)
  return node && named
}

function convertToken(reader: Reader, token: CST.Token, props: Props): YamlNode | undefined {
  switch (token.type) {
    case 'alias':
      return convertAlias(reader, token, props)
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'block-scalar':
      return convertScalar(reader, token, props.tag, 'value')
    case 'block-map':
      return convertBlockMap(reader, token)
    case 'block-seq':
      return convertBlockSeq(reader, token)
    case 'flow-collection':
      return convertFlow(reader, token)
    default:
      refuse(reader, token.offset, reasons.misplaced)
      return undefined
  }
}

function convertAlias(reader: Reader, token: CST.FlowScalar, props: Props): YamlNode {
  const span = { start: token.offset, end: token.offset + token.source.length }
  readEnd(reader, token.end)
  if (props.anchor || props.tag) refuse(reader, token.offset, 'an alias has neither an anchor nor a tag')
  const target = reader.anchors.get(token.source.slice(1))
  if (target) return copyVia(target, span, reader)
  refuse(reader, token.offset, `no anchor "${token.source.slice(1)}" stands above this alias`)
  return { kind: 'unknown', span, why: 'alias' }
}

function emptyScalar(at: number): YamlScalar {
  return { kind: 'scalar', span: { start: at, end: at }, value: null, style: 'plain', placeholder: false }
}

function convertBlockMap(reader: Reader, token: CST.BlockMap): YamlMap {
  const entries: YamlEntry[] = []
  let end = token.offset
  for (const { start, key, sep, value } of token.items) {
    const keyProps = readProps(reader, start, 'explicit-key-ind', token.indent, key ?? sep?.[0], true)
    const explicit = keyProps.indicator
    if (!key && !sep && !explicit) {
      if (keyProps.anchor || keyProps.tag) refuse(reader, keyProps.end, reasons.misplaced)
      continue
    }
    if (explicit ? explicit.indent !== token.indent : key && 'indent' in key && key.indent !== token.indent)
      refuse(reader, explicit?.offset ?? key?.offset ?? token.offset, reasons.indentation)
    else if (!explicit && key) refuseLongKey(reader, key, token.indent)
    const keyNode = convertKey(reader, key, keyProps, sep)
    const startsLine = !key || key.type === 'block-scalar'
    const valueProps = readProps(reader, sep ?? [], 'map-value-ind', token.indent, value, startsLine)
    const colon = valueProps.indicator
    const isApart = !key || !colon || sep?.slice(0, sep.indexOf(colon)).some(isNewline)
    if (!explicit && isApart) refuse(reader, key?.offset ?? valueProps.end, reasons.key)
    else if (!explicit && value?.type === 'block-map' && !valueProps.hasNewline && beginsOnOneLine(reader, value))
      refuse(reader, value.offset, 'a mapping begins on the line below its key; a text with ": " in it needs quotes')
    const valueNode = convertNode(reader, value, valueProps)
    end = valueNode ? endHere(valueNode) : colon ? colon.offset + 1 : keyNode.span.end
    entries.push({ key: keyNode, value: valueNode, span: { start: keyNode.span.start, end } })
  }
  return { kind: 'map', span: { start: token.offset, end }, flow: false, entries: withMerges(reader, entries) }
}

/** Otherwise the key of several lines is what is wrong. */
function beginsOnOneLine({ text }: Reader, { offset, items }: CST.BlockMap): boolean {
  const colon = items[0]?.sep?.find(({ type }) => type === 'map-value-ind')
  return !/[\r\n]/.test(text.slice(offset, colon?.offset ?? offset))
}

/** A key of several lines is one without a colon, with the next below it, or the text above a line that is indented too deep. */
function refuseLongKey(reader: Reader, key: CST.Token, indent: number): void {
  if (key.type === 'block-seq') refuse(reader, key.offset, reasons.misplaced)
  const close = key.type === 'flow-collection' ? key.end[0] : key
  const end = close && 'source' in close ? close.offset + close.source.length : key.offset
  const text = reader.text.slice(key.offset, end)
  const last = /(?:\r?\n|\r)([ \t]*)[^\r\n]*$/.exec(text)
  const column = last?.[1]?.length
  if (!last || column === undefined) return
  if (column === indent) refuse(reader, key.offset, reasons.key)
  else
    refuse(
      reader,
      key.offset + last.index + last[0].search(/[^\s]/),
      column > indent ? reasons.deeper : reasons.indentation,
    )
}

function convertKey(
  reader: Reader,
  token: CST.Token | null | undefined,
  props: Props,
  sep: readonly CST.SourceToken[] | undefined,
): YamlScalar {
  if (!token) return emptyScalar(sep?.[0]?.offset ?? props.end)
  const isText =
    token.type === 'scalar' || token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar'
  if (isText) {
    const key = convertScalar(reader, token, props.tag, 'key')
    if (!props.anchor) return key
    const named = { ...key, anchor: props.anchor.source.slice(1) }
    reader.anchors.set(named.anchor, named)
    return named
  }
  const node = convertNode(reader, token, props) ?? emptyScalar(token.offset)
  if (node.kind === 'scalar') return { ...node, span: node.via ?? node.span, value: String(node.value) }
  if (node.kind !== 'unknown') refuse(reader, token.offset, 'a key can only be a text')
  const span = node.via ?? node.span
  return {
    kind: 'scalar',
    span,
    value: reader.text.slice(span.start, span.end),
    style: 'plain',
    placeholder: node.kind === 'unknown',
  }
}

/** The entries of a map: what stands in it, without `<<`, and after that what `<<` brings. */
function withMerges(reader: Reader, written: readonly YamlEntry[]): readonly YamlEntry[] {
  if (!written.some(isMerge)) return written
  let entries = written.filter(entry => !isMerge(entry))
  for (const { value, span } of written.filter(isMerge).reverse()) {
    const merged = mergedEntries(entries, value, span)
    if (merged) entries = [...entries, ...merged]
    else refuse(reader, span.start, '"<<" takes mappings only')
  }
  return entries
}

/** A `<<` whose value is template text stays an entry: nobody knows what it brings. */
function isMerge({ key, value }: YamlEntry): boolean {
  return key.value === '<<' && key.style === 'plain' && value?.kind !== 'unknown'
}

function convertBlockSeq(reader: Reader, token: CST.BlockSequence): YamlSeq {
  const items: YamlItem[] = []
  let end = token.offset
  for (const { start, value } of token.items) {
    const props = readProps(reader, start, 'seq-item-ind', token.indent, value, true)
    const dash = props.indicator
    if (!dash) {
      if (props.anchor || props.tag || value) refuse(reader, value?.offset ?? props.end, reasons.indentation)
      if (!value) continue
    }
    const node = convertNode(reader, value, props)
    const from = dash ? dash.offset : node ? startHere(node) : end
    end = node ? endHere(node) : dash ? dash.offset + 1 : end
    items.push({ value: node, span: { start: from, end } })
  }
  return { kind: 'seq', span: { start: token.offset, end }, flow: false, items }
}

function convertFlow(reader: Reader, token: CST.FlowCollection): YamlNode {
  const [close, ...rest] = token.end
  const start = token.offset
  const end = close && close.offset + close.source.length
  readEnd(reader, rest)
  if (end !== undefined && isTemplateExpression(reader.text, start, end)) {
    return { kind: 'unknown', span: { start, end }, why: 'placeholder' }
  }
  const isMap = token.start.type === 'flow-map-start'
  if (close?.type !== (isMap ? 'flow-map-end' : 'flow-seq-end'))
    refuse(reader, start, `this ${isMap ? 'brace' : 'bracket'} is never closed`)
  return isMap ? convertFlowMap(reader, token, end) : convertFlowSeq(reader, token, end)
}

function convertFlowMap(reader: Reader, token: CST.FlowCollection, close: number | undefined): YamlMap {
  const entries: YamlEntry[] = []
  let end = token.offset + 1
  token.items.forEach((item, index) => {
    const props = readFlowItem(reader, token, item, index)
    if (!props) return
    const pair = convertPair(reader, item, props)
    end = pair.span.end
    entries.push(pair)
  })
  return {
    kind: 'map',
    span: { start: token.offset, end: Math.max(close ?? 0, end) },
    flow: true,
    entries: withMerges(reader, entries),
  }
}

function convertFlowSeq(reader: Reader, token: CST.FlowCollection, close: number | undefined): YamlSeq {
  const items: YamlItem[] = []
  let end = token.offset + 1
  token.items.forEach((item, index) => {
    const props = readFlowItem(reader, token, item, index)
    if (!props) return
    const converted = convertFlowItem(reader, item, props)
    end = converted.span.end
    items.push(converted)
  })
  return { kind: 'seq', span: { start: token.offset, end: Math.max(close ?? 0, end) }, flow: true, items }
}

function convertFlowItem(reader: Reader, item: CST.CollectionItem, props: Props): YamlItem {
  if (item.sep || props.indicator) {
    const pair = convertPair(reader, item, props)
    return { value: { kind: 'map', span: pair.span, flow: true, entries: [pair] }, span: pair.span }
  }
  if (isBlock(item.value)) refuse(reader, item.value?.offset ?? props.end, reasons.comma)
  const value = convertNode(reader, item.value, props)
  const span = value ? { start: startHere(value), end: endHere(value) } : { start: props.end, end: props.end }
  return { value, span }
}

/** What stands before a flow collection's item, or `undefined` when nothing follows: a comment, or the end after a last comma. */
function readFlowItem(
  reader: Reader,
  token: CST.FlowCollection,
  item: CST.CollectionItem,
  index: number,
): Props | undefined {
  const props = readProps(
    reader,
    item.start,
    'explicit-key-ind',
    'flow',
    item.key ?? item.sep?.[0] ?? item.value,
    false,
  )
  const isEmpty = !props.indicator && !props.anchor && !props.tag && !item.sep && !item.value
  if (index === 0 ? props.comma : isEmpty ? index < token.items.length - 1 : !props.comma)
    refuse(reader, props.end, reasons.comma)
  return isEmpty ? undefined : props
}

function convertPair(reader: Reader, { key, sep, value }: CST.CollectionItem, keyProps: Props): YamlEntry {
  const keyNode = convertKey(reader, key, keyProps, sep)
  const valueProps = readProps(reader, sep ?? [], 'map-value-ind', 'flow', value, false)
  const colon = valueProps.indicator
  if (isBlock(key) || isBlock(value) || (value && !colon)) refuse(reader, keyNode.span.start, reasons.comma)
  if (!keyProps.indicator && colon && sep?.slice(0, sep.indexOf(colon)).some(isNewline))
    refuse(reader, keyNode.span.start, reasons.key)
  const valueNode = convertNode(reader, value, valueProps)
  const end = valueNode ? endHere(valueNode) : colon ? colon.offset + 1 : keyNode.span.end
  return { key: keyNode, value: valueNode, span: { start: keyNode.span.start, end } }
}

function isNewline(token: CST.SourceToken): boolean {
  return token.type === 'newline'
}

function startHere(node: YamlNode): number {
  return (node.via ?? node.span).start
}

/** Where a node ends in the place where it is used: at the end of the alias, when it came by one. */
function endHere(node: YamlNode): number {
  return (node.via ?? node.span).end
}

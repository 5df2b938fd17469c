import { OriginMap, type Piece } from '../base/origin.ts'
import type { Location, Uri } from '../base/place.ts'
import type { Maker } from '../yaml/print/printed.ts'

/**
 * A text that is read, with where it was written: a file, or what a block scalar of another file holds, as the patch that a
 * kustomization has within.
 */
export interface SourceText {
  readonly text: string
  readonly map: OriginMap
}

/** Where a node was written: a stretch of a source text, or whatever else made it. */
export type Source = Stretch | Made

export interface Stretch {
  readonly of: SourceText
  /** Quotes and block headers included. */
  readonly start: number
  readonly end: number
}

export interface Made {
  readonly maker: Maker
  /** Where the characters of the value come from, when it was put together of others. */
  readonly pieces?: readonly Piece[]
}

/** A file as it is on disk. Line ends of Windows are read as line feeds, as kustomize does. */
export function fileSource(uri: Uri, text: string): SourceText {
  if (!text.includes('\r\n')) return { text, map: OriginMap.whole(uri, 0, text.length) }
  const pieces: Piece[] = []
  let made = 0
  let start = 0
  for (const line of text.split('\r\n').slice(0, -1)) {
    made += line.length + 1
    const end = start + line.length
    if (line !== '') pieces.push({ end: made - 1, from: { uri, span: { start, end } }, copied: true })
    pieces.push({ end: made, from: { uri, span: { start: end, end: end + 2 } }, copied: false })
    start = end + 2
  }
  if (start < text.length)
    pieces.push({ end: made + text.length - start, from: { uri, span: { start, end: text.length } }, copied: true })
  return { text: text.replaceAll('\r\n', '\n'), map: new OriginMap(pieces) }
}

/** What wrote a node, for all of it that is not copied. */
export function makerOf(source: Source): Maker {
  if ('maker' in source) return source.maker
  const { of, start, end } = source
  return { from: whereabouts(of, start, end) }
}

/** The place of a node, for messages. */
export function placeOf(source: Source): Location {
  return makerOf(source).from
}

function whereabouts({ text, map }: SourceText, start: number, end: number): Location {
  const first = map.pieces[0]
  if (first && map.pieces.length === 1 && first.copied) {
    const { uri, span } = first.from
    return { uri, span: { start: span.start + start, end: span.start + end } }
  }
  if (text.length === 0) throw new RangeError('nothing was written in an empty text')
  return map.up({ start, end: Math.max(start, end) }).at
}

/**
 * Where the characters of a scalar's value come from, or `undefined` where they were not written one by one: in quotes with
 * escapes, folded over lines.
 */
export function piecesOf(source: Source, value: string): readonly Piece[] | undefined {
  if (value === '') return undefined
  if ('maker' in source) return source.pieces
  const { of, start, end } = source
  const { text } = of
  if (end - start === value.length && text.startsWith(value, start)) return slice(of, start, end)
  const first = text.charAt(start)
  if ((first === '"' || first === "'") && end - start === value.length + 2 && text.startsWith(value, start + 1))
    return slice(of, start + 1, end - 1)
  return first === '|' ? blockPieces(source, value) : undefined
}

/** What a scalar holds, as a text to be read in its turn. */
export function within(source: Source, value: string): SourceText {
  if ('of' in source && source.start === 0 && source.end === source.of.text.length && source.of.text === value)
    return source.of
  const pieces = piecesOf(source, value) ?? [{ ...makerOf(source), end: value.length, copied: false }]
  return { text: value, map: new OriginMap(value === '' ? [] : pieces) }
}

/** A part of a source text as one of its own. */
export function part({ text, map }: SourceText, start: number, end: number): SourceText {
  return { text: text.slice(start, end), map: map.slice({ start, end }) }
}

function slice({ map }: SourceText, start: number, end: number): readonly Piece[] {
  return start === 0 && end === map.length ? map.pieces : map.slice({ start, end }).pieces
}

/** A literal block: each of its lines is copied without the indentation. */
function blockPieces({ of, start }: Stretch, value: string): readonly Piece[] | undefined {
  const { text } = of
  const pieces: Piece[] = []
  let line = text.indexOf('\n', start) + 1
  if (line === 0) return undefined
  let indent: number | undefined
  for (let at = 0; at < value.length; ) {
    const end = lineEnd(value, at)
    const content = value.slice(at, end)
    const lineStop = lineEnd(text, line)
    const isBlank = content === '\n'
    if (!isBlank)
      indent ??= lineStop - line - content.length + (content.endsWith('\n') || !text.endsWith('\n', lineStop) ? 0 : -1)
    const from = isBlank ? Math.max(line, lineStop - 1) : line + (indent ?? 0)
    if (!text.startsWith(content, from)) {
      if (end < value.length || !content.endsWith('\n')) return undefined
      // The last line of the file may lack the line feed that the block has.
      const bare = content.slice(0, -1)
      if (!text.startsWith(bare, from)) return undefined
      if (bare !== '') push(pieces, of, from, from + bare.length, at + bare.length)
      const last = pieces.at(-1)
      if (last) pieces.push({ ...last, end, copied: false })
      return pieces
    }
    push(pieces, of, from, from + content.length, end)
    at = end
    line = lineStop
  }
  return pieces
}

function push(pieces: Piece[], of: SourceText, start: number, end: number, until: number): void {
  const shift = until - (end - start)
  for (const piece of slice(of, start, end)) pieces.push({ ...piece, end: piece.end + shift })
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}

/** A text of which only the place is known. */
export function whole(text: string, from: Location): SourceText {
  return { text, map: new OriginMap(text === '' ? [] : [{ end: text.length, from, copied: false }]) }
}

import type { Piece } from '../../base/origin.ts'
import type { Maker } from './printed.ts'

/**
 * The text while it is printed: where the line stands, which is what the folding goes by, and the pieces it is made of.
 * Columns count code points, as go-yaml's emitter does: what it copies lies in the basic plane, so they are UTF-16 code units.
 */
export class Output {
  text = ''
  column = 0
  /** True when the last thing written ends in white space, so that none is needed before the next. */
  whitespace = true
  /** True while the line holds nothing but indentation and dashes. */
  indention = true
  /** Of the block that is being written; -1 outside of all. */
  indent = -1
  /** What writes now: dashes, colons, quotes and indentation are its. */
  maker: Maker | undefined
  readonly pieces: Piece[] | undefined

  constructor(maker: Maker | undefined) {
    this.maker = maker
    this.pieces = maker ? [] : undefined
  }

  /** Text of the printer's own. */
  put(text: string): void {
    this.text += text
    this.column += text.length
    if (this.pieces) this.#made()
  }

  /** A line end. Whoever writes it says whether what follows is indentation. */
  break(): void {
    this.text += '\n'
    this.column = 0
    if (this.pieces) this.#made()
  }

  /** Goes to the column of the block, on a new line where this one is taken. */
  toIndent(): void {
    const indent = Math.max(0, this.indent)
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace)) this.break()
    if (this.column < indent) this.put(' '.repeat(indent - this.column))
    this.whitespace = true
    this.indention = true
  }

  /** A sign of YAML. */
  indicator(sign: string, needsSpace: boolean, isWhitespace: boolean, isIndention: boolean): void {
    this.put(needsSpace && !this.whitespace ? ` ${sign}` : sign)
    this.whitespace = isWhitespace
    this.indention &&= isIndention
  }

  /** Characters `from` to `to` of a value as they are, which holds no line end but perhaps as the only character. */
  copy(value: string, from: number, to: number, pieces: readonly Piece[] | undefined): void {
    if (from === to) return
    const text = value.slice(from, to)
    this.text += text
    this.column += text.length
    if (!this.pieces) return
    if (pieces) this.#copied(pieces, from, to)
    else this.#made()
  }

  #made(): void {
    const { maker, pieces } = this
    if (!(maker && pieces)) return
    const last = pieces.at(-1)
    const end = this.text.length
    if (last?.from === maker.from && !last.copied && last.action === maker.action && last.inputs === maker.inputs)
      pieces[pieces.length - 1] = { ...last, end }
    else if (end > (last?.end ?? 0)) pieces.push({ ...maker, end, copied: false })
  }

  /** The pieces of a part of a value, moved to where it stands in the text. */
  #copied(pieces: readonly Piece[], from: number, to: number): void {
    const shift = this.text.length - to
    let begin = 0
    for (const piece of pieces) {
      const start = Math.max(begin, from)
      const end = Math.min(piece.end, to)
      if (start < end)
        this.pieces?.push({ ...piece, end: end + shift, from: part(piece, start - begin, piece.end - end) })
      if (piece.end >= to) break
      begin = piece.end
    }
  }
}

function part(piece: Piece, cutFront: number, cutBack: number): Piece['from'] {
  if (!piece.copied || (cutFront === 0 && cutBack === 0)) return piece.from
  const { uri, span } = piece.from
  return { uri, span: { start: span.start + cutFront, end: span.end - cutBack } }
}

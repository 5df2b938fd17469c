import type { Location, Uri } from './place.ts'
import type { Span } from './span.ts'

/**
 * A stretch of a made text, and what it was made from. A document that a build or a chart makes is a row of pieces.
 *
 * @example The `8080` that `{{ .Values.port }}` prints is copied from `values.yaml`; its `action` is the `{{ … }}`.
 */
export interface Piece {
  /** Offset in the made text where the stretch ends. It begins where the one before it ends. */
  readonly end: number
  /**
   * Copied: the very characters, as many as the stretch has. Otherwise whatever made the stretch: an expression, the entry
   * that a printer wrote in another form, the line of a setting.
   */
  readonly from: Location
  /** True where each character was copied, so that an edit of the made text can be written back. */
  readonly copied: boolean
  /** The template expression that put the stretch there, when it was not written in place. */
  readonly action?: Location
  /** The `include` through which the template was reached, when it was not the file itself. */
  readonly call?: Call
  /** Where the values stand that a made stretch was computed from. */
  readonly inputs?: readonly Location[]
}

/** One step of a chain of `include`s, the innermost first. */
export interface Call {
  readonly at: Location
  readonly caller?: Call
}

/** Where a span of a made text was written. */
export interface Written {
  /** Where its first character comes from; all of it where one stretch of one file holds it. */
  readonly at: Location
  /** True when all of it was copied from one unbroken stretch of one file: only then may an edit be written back to `at`. */
  readonly exact: boolean
  /** Expression and includes of the first piece, for those who would rather point at the place of use. */
  readonly action?: Location
  readonly call?: Call
  /** Where else parts of it come from: values that were computed with, pieces of other files. */
  readonly inputs: readonly Location[]
}

/** Leads each span of a made text back to where it was written, and each written offset to what was made from it. */
export class OriginMap {
  #pieces: readonly Piece[] | (() => readonly Piece[])
  #uris: ReadonlySet<Uri> | undefined

  /** @param pieces in the order of the text, without gaps and without empty ones */
  constructor(pieces: readonly Piece[] | (() => readonly Piece[]), uris?: ReadonlySet<Uri>) {
    this.#pieces = pieces
    this.#uris = uris
  }

  /**
   * A map whose pieces are found out when somebody asks for them: of most documents nobody does.
   *
   * @param uris all files that may have written something of it
   */
  static later(uris: ReadonlySet<Uri>, pieces: () => readonly Piece[]): OriginMap {
    return new OriginMap(pieces, uris)
  }

  get pieces(): readonly Piece[] {
    if (typeof this.#pieces === 'function') this.#pieces = this.#pieces()
    return this.#pieces
  }

  /** The map of a text that was not made but read: `length` characters of a file from `start` on. */
  static whole(uri: Uri, start: number, length: number): OriginMap {
    return new OriginMap([{ end: length, from: { uri, span: { start, end: start + length } }, copied: true }])
  }

  /** Length of the made text. */
  get length(): number {
    return this.pieces.at(-1)?.end ?? 0
  }

  /** The files that wrote something of it: templates and values alike. */
  get uris(): ReadonlySet<Uri> {
    this.#uris ??= new Set(this.pieces.flatMap(({ from, action }) => (action ? [from.uri, action.uri] : [from.uri])))
    return this.#uris
  }

  /**
   * Where a span was written. An empty span between two pieces belongs to the one that ends there, since what is typed at
   * the end of a word continues it.
   *
   * @throws RangeError when the text is empty: nothing wrote it
   */
  up({ start, end }: Span): Written {
    const firstIndex = this.#indexOf(start === end && start > 0 ? start - 1 : start)
    const lastIndex = this.#indexOf(Math.max(start, end - 1))
    const first = this.pieces[firstIndex]
    if (!first) throw new RangeError(`nothing wrote offset ${start}`)
    const inputs: Location[] = []
    let till = this.#writtenEnd(firstIndex, end)
    let exact = first.copied
    for (let index = firstIndex; index <= lastIndex; index++) {
      const piece = this.pieces[index]
      if (!piece) break
      if (piece.inputs) inputs.push(...piece.inputs)
      if (index === firstIndex) continue
      const follows = piece.from.uri === first.from.uri && piece.from.span.start >= till
      exact &&= piece.copied && follows && piece.from.span.start === till
      if (follows) till = this.#writtenEnd(index, end)
      else if (piece.from.uri !== first.from.uri) inputs.push(piece.from)
    }
    const from = first.copied
      ? first.from.span.start + Math.max(0, start - this.#startOf(firstIndex))
      : first.from.span.start
    const at: Location = { uri: first.from.uri, span: { start: from, end: Math.max(from, till) } }
    return {
      at,
      exact,
      inputs,
      ...(first.action ? { action: first.action } : {}),
      ...(first.call ? { call: first.call } : {}),
    }
  }

  /**
   * Every offset of the made text that comes from this written one. Where the character itself was copied comes first, in the
   * order of the text; then where a copied word ends; then what was made from an expression around it.
   */
  down(uri: Uri, offset: number): readonly number[] {
    const within: number[] = []
    const behind: number[] = []
    const made: number[] = []
    let begin = 0
    for (const { end, from, copied, action } of this.pieces) {
      const { span } = from
      if (from.uri === uri && span.start <= offset && offset <= span.end) {
        if (!copied) made.push(begin)
        else (offset < span.end ? within : behind).push(begin + offset - span.start)
      } else if (action?.uri === uri && action.span.start <= offset && offset <= action.span.end) made.push(begin)
      begin = end
    }
    return [...new Set([...within, ...behind, ...made])]
  }

  /** How often a stretch of a file was copied into the text by an expression, not in the place where it stands. */
  prints(uri: Uri, { start, end }: Span): number {
    return this.pieces.filter(
      ({ copied, action, from }) =>
        copied && action && from.uri === uri && from.span.start <= start && end <= from.span.end,
    ).length
  }

  /** From the first to the last character of the made text that comes from a part of a file; `undefined` where nothing does. */
  downAll(uri: Uri, part: Span): Span | undefined {
    let first: number | undefined
    let last = 0
    let begin = 0
    for (const { end, from, copied, action } of this.pieces) {
      const { span } = from
      if (from.uri === uri && span.start <= part.end && part.start <= span.end) {
        first ??= copied ? begin + Math.max(0, part.start - span.start) : begin
        last = copied ? Math.min(end, begin + part.end - span.start) : end
      } else if (action?.uri === uri && action.span.start <= part.end && part.start <= action.span.end) {
        first ??= begin
        last = end
      }
      begin = end
    }
    return first === undefined ? undefined : { start: first, end: last }
  }

  /** The part of the map that belongs to a part of the text, as a map of its own. */
  slice({ start, end }: Span): OriginMap {
    const pieces: Piece[] = []
    for (let index = this.#indexOf(start); index < this.pieces.length; index++) {
      const piece = this.pieces[index]
      const begin = this.#startOf(index)
      if (!piece || begin >= end) break
      const cutFront = Math.max(0, start - begin)
      const cutBack = Math.max(0, piece.end - end)
      const { span } = piece.from
      const from = piece.copied ? { start: span.start + cutFront, end: span.end - cutBack } : span
      pieces.push({ ...piece, end: piece.end - cutBack - start, from: { uri: piece.from.uri, span: from } })
    }
    return new OriginMap(pieces)
  }

  #startOf(index: number): number {
    return this.pieces[index - 1]?.end ?? 0
  }

  /** Where what stands before `end` in a piece ends in the file that wrote it. */
  #writtenEnd(index: number, end: number): number {
    const piece = this.pieces[index]
    if (!piece) return 0
    const { span } = piece.from
    return piece.copied ? span.start + Math.min(end, piece.end) - this.#startOf(index) : span.end
  }

  /** The piece that holds the character at an offset; the last one for what lies behind the text. */
  #indexOf(offset: number): number {
    let low = 0
    let high = this.pieces.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.pieces[middle]?.end ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

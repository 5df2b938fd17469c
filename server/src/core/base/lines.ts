/** Zero-based line and UTF-16 column. Lives at the edge: core itself speaks offsets. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** Converts between offsets and lines of one text. `\n`, `\r\n` and a lone `\r` end a line. */
export class LineIndex {
  readonly #starts: readonly number[]
  readonly #text: string

  constructor(text: string) {
    const starts = [0]
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
    }
    this.#starts = starts
    this.#text = text
  }

  get lineCount(): number {
    return this.#starts.length
  }

  /** Clamps to the text. An offset between `\r` and `\n` counts as the end of the line. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length))
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#startOf(middle) <= at) low = middle
      else high = middle - 1
    }
    return { line: low, character: Math.min(at, this.#endOf(low)) - this.#startOf(low) }
  }

  /** Clamps the line to the text and the column to the line. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0
    if (position.line >= this.#starts.length) return this.#text.length
    const start = this.#startOf(position.line)
    return Math.min(start + Math.max(0, position.character), this.#endOf(position.line))
  }

  /** The text of a line without its line break, or `''` past the end. */
  lineText(line: number): string {
    if (line < 0 || line >= this.#starts.length) return ''
    return this.#text.slice(this.#startOf(line), this.#endOf(line))
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? this.#text.length
  }

  /** The offset just before the line break. */
  #endOf(line: number): number {
    let end = line + 1 < this.#starts.length ? this.#startOf(line + 1) : this.#text.length
    const start = this.#startOf(line)
    while (end > start && (this.#text.charCodeAt(end - 1) === 10 || this.#text.charCodeAt(end - 1) === 13)) end--
    return end
  }
}

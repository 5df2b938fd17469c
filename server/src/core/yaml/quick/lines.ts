import type { YamlComment } from '../node.ts'

/** Thrown where something stands that is not read quickly. */
export class Unusual extends Error {}

/** @throws Unusual where a document is not as nearly all are */
export function usual(isUsual: boolean): asserts isUsual {
  if (!isUsual) throw new Unusual()
}

/** A text on its way through its lines, past blank ones and comments. */
export class Lines {
  readonly text: string
  readonly comments: YamlComment[] = []
  /** The first character that says something in the line that is to be read next, or the end of the text. */
  at = 0
  /** Its column, -1 at the end of the text. */
  column = 0

  constructor(text: string) {
    this.text = text
    this.goTo(0)
  }

  /** Goes on to the line that begins at an offset, or to the next one that says something. */
  goTo(offset: number): void {
    let line = offset
    let at = this.skipSpaces(line)
    while (at < this.text.length) {
      const code = this.text.charCodeAt(at)
      if (code === hash) {
        const end = this.lineEnd(at)
        this.comments.push({ span: { start: at, end }, text: this.text.slice(at, end) })
        at = end
      } else if (code === lineFeed) {
        line = at + 1
        at = this.skipSpaces(line)
      } else {
        this.at = at
        this.column = at - line
        return
      }
    }
    this.at = at
    this.column = -1
  }

  /**
   * Goes on to the next line.
   *
   * @param rest what is left of this one, where nothing but a comment may be
   * @throws Unusual
   */
  endLine(rest: number): void {
    const at = this.skipSpaces(rest)
    usual(this.endsAt(at) && !(at === rest && this.text.charCodeAt(at) === hash))
    this.goTo(at)
  }

  /** Whether a line, or what it says before a comment, ends here. */
  endsAt(at: number): boolean {
    const code = this.text.charCodeAt(at)
    return code === lineFeed || code === hash || at >= this.text.length
  }

  isDash(at: number): boolean {
    if (this.text.charCodeAt(at) !== dash) return false
    const next = this.text.charCodeAt(at + 1)
    return next === space || next === lineFeed || at + 1 === this.text.length
  }

  /** What comes next after spaces and blank lines, here or in a line that begins in this column or behind it. */
  nextIn(from: number, least: number): number | undefined {
    let line: number | undefined
    let at = this.skipSpaces(from)
    while (this.text.charCodeAt(at) === lineFeed) {
      line = at + 1
      at = this.skipSpaces(line)
    }
    return at < this.text.length && (line === undefined || at - line >= least) ? at : undefined
  }

  skipSpaces(from: number): number {
    let at = from
    while (this.text.charCodeAt(at) === space) at++
    return at
  }

  /** Where the line ends, before its line feed. */
  lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from)
    return end < 0 ? this.text.length : end
  }

  /**
   * What a sticky pattern finds here.
   *
   * @throws Unusual
   */
  match(pattern: RegExp, at: number): string {
    pattern.lastIndex = at
    const found = pattern.exec(this.text)
    usual(found !== null)
    return found[0]
  }
}

const lineFeed = 10
const space = 32
const hash = 35
const dash = 45

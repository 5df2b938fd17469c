import type { Piece } from '../../base/origin.ts'
import type { Output } from './output.ts'
import { isBreak, isPrintable, type PrintedStyle } from './style.ts'

/**
 * Writes a string in a style that can hold it. Long lines are folded at a single space behind column 80, unless the string is
 * a key (go-yaml v2, emitterc.go: the functions yaml_emitter_write_…_scalar).
 */
export function writeScalar(
  out: Output,
  text: string,
  style: PrintedStyle,
  folds: boolean,
  pieces?: readonly Piece[],
): void {
  switch (style) {
    case 'plain':
      if (!out.whitespace) out.put(' ')
      writeFolded(out, text, false, folds, pieces)
      break
    case 'single':
      out.indicator("'", true, false, false)
      writeFolded(out, text, true, folds, pieces)
      out.indicator("'", false, false, false)
      break
    case 'double':
      writeDouble(out, text, folds, pieces)
      break
    case 'literal':
      writeLiteral(out, text, pieces)
      return
  }
  out.whitespace = false
  out.indention = false
}

const WIDTH = 80
const SPACE = 32
const QUOTE = 39

/** What stands plain or in single quotes. Line ends in it are those of Unicode: text with a line feed is written as a block. */
function writeFolded(
  out: Output,
  text: string,
  quoted: boolean,
  folds: boolean,
  pieces: readonly Piece[] | undefined,
): void {
  const last = text.length - 1
  let copied = 0
  let afterSpace = false
  let afterBreak = false
  if (!(mayFold(out, text, folds) || SPECIAL.test(text))) {
    out.copy(text, 0, text.length, pieces)
    return
  }
  for (let at = 0; at <= last; at++) {
    const code = text.charCodeAt(at)
    if (code === SPACE) {
      const isSingle = !afterSpace && at > 0 && at < last && text.charCodeAt(at + 1) !== SPACE
      if (folds && isSingle && out.column + at - copied > WIDTH) {
        out.copy(text, copied, at, pieces)
        out.toIndent()
        copied = at + 1
      }
      afterSpace = true
    } else if (isBreak(code)) {
      out.copy(text, copied, at + 1, pieces)
      copied = at + 1
      out.column = 0
      out.indention = true
      afterBreak = true
    } else {
      if (afterBreak) out.toIndent()
      if (quoted && code === QUOTE) {
        out.copy(text, copied, at, pieces)
        copied = at
        out.put("'")
      }
      out.indention = false
      afterSpace = false
      afterBreak = false
    }
  }
  out.copy(text, copied, text.length, pieces)
}

const SPECIAL = /['\u0085\u2028\u2029]/

function mayFold(out: Output, text: string, folds: boolean): boolean {
  return folds && out.column + text.length > WIDTH && text.includes(' ')
}

function writeDouble(out: Output, text: string, folds: boolean, pieces: readonly Piece[] | undefined): void {
  out.indicator('"', true, false, false)
  const last = text.length - 1
  const escapesAll = text.charCodeAt(0) === BYTE_ORDER_MARK
  let copied = 0
  let afterSpace = false
  for (let at = 0; at <= last; at++) {
    const code = text.codePointAt(at) ?? 0
    if (escapesAll || !isPrintable(code) || isBreak(code) || code === DOUBLE_QUOTE || code === BACKSLASH) {
      out.copy(text, copied, at, pieces)
      if (code > 0xff_ff) at++
      copied = at + 1
      out.put(escaped(code))
      afterSpace = false
    } else if (code === SPACE) {
      if (folds && !afterSpace && at > 0 && at < last && out.column + at - copied > WIDTH) {
        out.copy(text, copied, at, pieces)
        out.toIndent()
        if (text.charCodeAt(at + 1) === SPACE) out.put('\\')
        copied = at + 1
      }
      afterSpace = true
    } else afterSpace = false
  }
  out.copy(text, copied, text.length, pieces)
  out.indicator('"', false, false, false)
}

const BYTE_ORDER_MARK = 0xfe_ff
const DOUBLE_QUOTE = 34
const BACKSLASH = 92

const ESCAPES = new Map<number, string>([
  [0x00, '0'],
  [0x07, 'a'],
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0b, 'v'],
  [0x0c, 'f'],
  [0x0d, 'r'],
  [0x1b, 'e'],
  [0x22, '"'],
  [0x5c, '\\'],
  [0x85, 'N'],
  [0xa0, '_'],
  [0x20_28, 'L'],
  [0x20_29, 'P'],
])

function escaped(code: number): string {
  const short = ESCAPES.get(code)
  if (short !== undefined) return `\\${short}`
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xff_ff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

function writeLiteral(out: Output, text: string, pieces: readonly Piece[] | undefined): void {
  out.indicator('|', true, false, false)
  const first = text.charCodeAt(0)
  out.put(`${first === SPACE || isBreak(first) ? '2' : ''}${chomping(text)}`)
  out.break()
  out.indention = true
  out.whitespace = true
  let copied = 0
  let afterBreak = true
  for (let at = 0; at < text.length; at++) {
    if (isBreak(text.charCodeAt(at))) {
      out.copy(text, copied, at + 1, pieces)
      copied = at + 1
      out.column = 0
      out.indention = true
      afterBreak = true
    } else if (afterBreak) {
      out.toIndent()
      out.indention = false
      afterBreak = false
    }
  }
  out.copy(text, copied, text.length, pieces)
}

/** Said behind `|` when the text does not end in exactly one line end. */
function chomping(text: string): string {
  if (!isBreak(text.charCodeAt(text.length - 1))) return '-'
  return text.length === 1 || isBreak(text.charCodeAt(text.length - 2)) ? '+' : ''
}

/**
 * Text from a manifest, made fit for a terminal: a name or a comment may hold escape sequences that would move the cursor
 * or recolour everything after them. Control and direction characters become visible symbols, a tab becomes `tabWidth` blanks.
 */
export function visible(text: string): string {
  return text.replace(unprintable, c => {
    const code = c.charCodeAt(0)
    if (code === 9) return ' '.repeat(tabWidth)
    if (code < 32) return String.fromCharCode(0x2400 + code)
    return code === 127 ? '\u2421' : '\ufffd'
  })
}

/** Columns that the visible form of a text takes in a terminal: East Asian wide characters and most emoji take two. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const c of visible(text)) columns += widthOf(c.codePointAt(0) ?? 0)
  return columns
}

const tabWidth = 4

/** C0 and C1 controls, line and paragraph separators, and the characters that reorder text (U+202A to U+202E, U+2066 to U+2069). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the expression is for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g

function widthOf(codePoint: number): number {
  if (codePoint < 0x300) return 1
  if (/\p{Mark}|\p{Format}/u.test(String.fromCodePoint(codePoint))) return 0
  return wide.some(([from, to]) => from <= codePoint && codePoint <= to) ? 2 : 1
}

/** The ranges of Unicode's East Asian Width property (W and F) that turn up in practice. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
]

import stringWidth from 'string-width'

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

/**
 * Columns that the visible form of a text takes in a terminal. East Asian wide characters take two, and so does an emoji, of
 * however many code points it is made.
 */
export function columnsOf(text: string): number {
  return stringWidth(visible(text))
}

const tabWidth = 4

/** C0 and C1 controls, line and paragraph separators, and the characters that reorder text (U+202A to U+202E, U+2066 to U+2069). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the expression is for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g

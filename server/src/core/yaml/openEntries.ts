/**
 * Makes entries of tokens that stand alone on their line among the entries of a map or the items of a list: an unknown text may
 * be any number of them. In a map the token becomes a key, in a list an item, each of the same length, so that all spans stay. Its
 * letters still tell that it is a placeholder.
 *
 * Elsewhere a token is a scalar, or a part of one, as it is.
 *
 * @param text with tokens of `base/token.ts` in it
 */
export function withOpenEntries(text: string): string {
  const lines = text.split('\n')
  const alone = lines.map(line => ALONE.test(line))
  return lines
    .map((line, index) => {
      if (!alone[index]) return line
      const column = line.search(/\S/)
      switch (placeOf(lines, alone, index, column)) {
        case 'map':
          return `${line.trimEnd().slice(0, -1)}:`.padEnd(line.length)
        case 'list':
          return `${line.slice(0, column)}- ${line.slice(column + 2)}`
        default:
          return line
      }
    })
    .join('\n')
}

const ALONE = /^ *[\uE600-\uE61F]+[ \t\r]*$/

/** What the lines around hold in the column of a token. */
function placeOf(
  lines: readonly string[],
  alone: readonly boolean[],
  index: number,
  column: number,
): 'map' | 'list' | undefined {
  return sideOf(lines, alone, index, column, -1) ?? sideOf(lines, alone, index, column, 1)
}

function sideOf(
  lines: readonly string[],
  alone: readonly boolean[],
  index: number,
  column: number,
  step: 1 | -1,
): 'map' | 'list' | undefined {
  for (let at = index + step, seen = 0; at >= 0 && at < lines.length && seen < FARTHEST; at += step, seen++) {
    const line = lines[at] ?? ''
    const [, blanks = '', dashes = ''] = LEAD.exec(line) ?? []
    const start = blanks.length
    const content = start + dashes.length
    if (alone[at] || content >= line.trimEnd().length || line.charAt(content) === '#') continue
    if (start === column) return dashes !== '' ? 'list' : isMarker(line) ? undefined : 'map'
    if (dashes !== '' && content === column && step < 0) return ENTRY.test(line.slice(content)) ? 'map' : undefined
    if (start < column) return undefined
  }
  return undefined
}

/** Blanks, and the dashes of items. */
const LEAD = /^( *)((?:- +)*(?:-$)?)/
const ENTRY = /^[^\s#][^:]*:(?:\s|$)/
/** A token whose neighbors are farther away than this stays a scalar. */
const FARTHEST = 200

function isMarker(line: string): boolean {
  return line.startsWith('---') || line.startsWith('...')
}

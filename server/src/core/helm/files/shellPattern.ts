import { BadPattern, matches, type Wildcard } from './wildcards.ts'

/**
 * A pattern as Go's `filepath.Match` reads it: `*` and `?` take no `/`, `[a-z]` and `[^a-z]` are sets, `\` takes the next
 * character for itself. It is about the whole path.
 *
 * @throws BadPattern
 */
export function shellPattern(pattern: string): (path: string) => boolean {
  // What nearly all lines of a .helmignore are.
  if (!SPECIAL.test(pattern)) return path => path === pattern
  const rest = pattern.slice(1)
  if (pattern.startsWith('*') && !SPECIAL.test(rest)) {
    const least = rest.length
    return path => path.endsWith(rest) && !path.slice(0, path.length - least).includes('/')
  }
  const wildcards = read(Array.from(pattern))
  return path => matches(wildcards, path)
}

const SPECIAL = /[*?[\\]/

function read(pattern: readonly string[]): readonly Wildcard[] {
  const found: Wildcard[] = []
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '*') found.push({ kind: 'many' })
    else if (character === '?') found.push({ kind: 'one' })
    else if (character === '[') {
      const { wildcard, end } = readSet(pattern, at + 1)
      found.push(wildcard)
      at = end
    } else {
      const text = character === '\\' ? pattern[++at] : character
      if (text === undefined) throw new BadPattern('syntax error in pattern')
      found.push({ kind: 'text', text })
    }
  }
  return found
}

/** @returns the set, and where its `]` stands */
function readSet(pattern: readonly string[], start: number): { wildcard: Wildcard; end: number } {
  const negated = pattern[start] === '^'
  const ranges: (readonly [number, number])[] = []
  let at = negated ? start + 1 : start
  const bound = () => {
    const escaped = pattern[at] === '\\'
    const character = pattern[escaped ? at + 1 : at]
    if (character === undefined || (!escaped && (character === '-' || character === ']')))
      throw new BadPattern('syntax error in pattern')
    at += escaped ? 2 : 1
    return character.codePointAt(0) ?? 0
  }
  while (pattern[at] !== ']' || ranges.length === 0) {
    const from = bound()
    let to = from
    if (pattern[at] === '-') {
      at++
      to = bound()
    }
    ranges.push([from, to])
  }
  return { wildcard: { kind: 'set', ranges, negated }, end: at }
}

/** One element of a pattern for paths. What separates the parts of a path is `/`. */
export type Wildcard =
  | { readonly kind: 'text'; readonly text: string }
  /** One character; `one` is never a separator. */
  | { readonly kind: 'one' }
  | {
      readonly kind: 'set'
      readonly ranges: readonly (readonly [from: number, to: number])[]
      readonly negated: boolean
    }
  /** Any number of characters that are no separator. */
  | { readonly kind: 'many' }
  /** Any number of any characters. */
  | { readonly kind: 'all' }
  | { readonly kind: 'either'; readonly choices: readonly (readonly Wildcard[])[] }

/** Says of a pattern why it is none. */
export class BadPattern extends Error {}

/**
 * True when the elements, one after the other, make up all of the path. All places that a prefix of the pattern can reach are
 * followed at once, so that no pattern takes longer than its length times that of the path.
 */
export function matches(pattern: readonly Wildcard[], path: string): boolean {
  const characters = Array.from(path)
  return reach(pattern, characters, [0]).includes(characters.length)
}

/** Where the elements can end when they begin at one of `starts`. Both in ascending order, each offset once. */
function reach(pattern: readonly Wildcard[], path: readonly string[], starts: readonly number[]): readonly number[] {
  let ends = starts
  for (const wildcard of pattern) {
    if (ends.length === 0) return ends
    ends = step(wildcard, path, ends)
  }
  return ends
}

function step(wildcard: Wildcard, path: readonly string[], starts: readonly number[]): readonly number[] {
  switch (wildcard.kind) {
    case 'text': {
      const wanted = Array.from(wildcard.text)
      return starts
        .filter(at => wanted.every((character, index) => path[at + index] === character))
        .map(at => at + wanted.length)
    }
    case 'one':
      return starts.filter(at => at < path.length && path[at] !== '/').map(at => at + 1)
    case 'set':
      return starts.filter(at => isIn(wildcard, path[at])).map(at => at + 1)
    case 'many':
    case 'all': {
      const found: number[] = []
      for (const start of starts) {
        // From inside of what is found already it goes no further.
        if (start <= (found.at(-1) ?? -1)) continue
        for (let at = start; at <= path.length; at++) {
          found.push(at)
          if (wildcard.kind === 'many' && path[at] === '/') break
        }
      }
      return found
    }
    case 'either':
      return ascending(wildcard.choices.flatMap(choice => reach(choice, path, starts)))
  }
}

function isIn({ ranges, negated }: Extract<Wildcard, { kind: 'set' }>, character: string | undefined): boolean {
  const code = character?.codePointAt(0)
  return code !== undefined && ranges.some(([from, to]) => from <= code && code <= to) !== negated
}

function ascending(offsets: readonly number[]): readonly number[] {
  return [...new Set(offsets)].sort((a, b) => a - b)
}

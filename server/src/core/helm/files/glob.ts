import { BadPattern, matches, type Wildcard } from './wildcards.ts'

/**
 * The patterns of `.Files.Glob`, as github.com/gobwas/glob reads them with `/` as separator: `*` and `?` stay within a folder,
 * `**` does not, `{a,b}` is a choice, `[abc]` and `[!abc]` are lists, `[a-z]` a range. A pattern that it cannot read takes
 * everything (Helm, engine/files.go).
 *
 * @example globOf('config/*.{yaml,yml}')('config/app.yml') // true
 */
export function globOf(pattern: string): (path: string) => boolean {
  let wildcards: readonly Wildcard[]
  try {
    wildcards = new GlobReader(pattern).read()
  } catch (error) {
    if (error instanceof BadPattern) return () => true
    throw error
  }
  return path => matches(wildcards, path)
}

const longest = 10_000
const deepest = 50

class GlobReader {
  readonly #characters: readonly string[]
  #at = 0
  #depth = 0

  constructor(pattern: string) {
    this.#characters = Array.from(pattern)
  }

  read(): readonly Wildcard[] {
    if (this.#characters.length > longest) throw new BadPattern('too long')
    return this.#sequence()
  }

  #sequence(): readonly Wildcard[] {
    const found: Wildcard[] = []
    let text = ''
    const endText = () => {
      if (text !== '') found.push({ kind: 'text', text })
      text = ''
    }
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      if (this.#depth > 0 && (next === ',' || next === '}')) break
      this.#at++
      if (next === '\\') {
        text += this.#take()
        continue
      }
      const wildcard = this.#wildcard(next)
      if (!wildcard) text += next
      else {
        endText()
        found.push(wildcard)
      }
    }
    endText()
    return found
  }

  #wildcard(character: string): Wildcard | undefined {
    switch (character) {
      case '*':
        if (this.#peek() !== '*') return { kind: 'many' }
        this.#at++
        return { kind: 'all' }
      case '?':
        return { kind: 'one' }
      case '[':
        return this.#set()
      case '{':
        return this.#choices()
      default:
        return undefined
    }
  }

  /** Either a range or a list; it cannot be both. */
  #set(): Wildcard {
    const negated = this.#peek() === '!'
    if (negated) this.#at++
    const characters: string[] = []
    for (let next = this.#take(); next !== ']'; next = this.#take()) {
      if (next === '-' && characters.length === 1) {
        const range = [codeOf(characters[0]), codeOf(this.#take())] as const
        if (range[1] < range[0] || this.#take() !== ']') throw new BadPattern('range')
        return { kind: 'set', ranges: [range], negated }
      }
      characters.push(next === '\\' ? this.#take() : next)
    }
    if (characters.length === 0) throw new BadPattern('empty list')
    return { kind: 'set', ranges: characters.map(each => [codeOf(each), codeOf(each)] as const), negated }
  }

  #choices(): Wildcard {
    const choices: (readonly Wildcard[])[] = []
    if (++this.#depth > deepest) throw new BadPattern('too deep')
    for (;;) {
      choices.push(this.#sequence())
      if (this.#take() === '}') break
    }
    this.#depth--
    return { kind: 'either', choices }
  }

  #peek(): string | undefined {
    return this.#characters[this.#at]
  }

  #take(): string {
    const next = this.#characters[this.#at++]
    if (next === undefined) throw new BadPattern('ends early')
    return next
  }
}

function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? 0
}

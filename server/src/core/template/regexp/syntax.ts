/** What a pattern of Go's `regexp` is made of. */
export type RegexNode =
  | { readonly kind: 'letter'; readonly test: (code: number) => boolean }
  | { readonly kind: 'assert'; readonly at: Assertion }
  | { readonly kind: 'row'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: RegexNode }
  | {
      readonly kind: 'repeat'
      readonly body: RegexNode
      readonly least: number
      readonly most: number
      readonly lazy: boolean
    }

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word' | 'no-word'

export interface ParsedRegex {
  readonly root: RegexNode
  /** The names of the groups; the whole match is the first one. */
  readonly groups: readonly (string | undefined)[]
}

/** Thrown for what Go does not compile. The message is Go's, nearly. */
export class RegexError extends Error {}

/**
 * Reads a pattern in the syntax of RE2.
 *
 * @throws RegexError
 */
export function parseRegex(pattern: string): ParsedRegex {
  return new Parser(pattern).parse()
}

interface FlagSet {
  readonly ignoreCase: boolean
  readonly multiLine: boolean
  readonly dotAll: boolean
  readonly swapped: boolean
}

class Parser {
  readonly #text: string
  readonly #groups: (string | undefined)[] = [undefined]
  #at = 0
  #flags: FlagSet = { ignoreCase: false, multiLine: false, dotAll: false, swapped: false }
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): ParsedRegex {
    const root = this.#choice()
    if (this.#at < this.#text.length) throw this.#error('unexpected )', this.#text)
    return { root, groups: this.#groups }
  }

  #error(message: string, part: string): RegexError {
    return new RegexError(`error parsing regexp: ${message}: \`${part}\``)
  }

  #choice(): RegexNode {
    if (++this.#depth > 200) throw this.#error('expression nests too deeply', this.#text)
    const parts = [this.#row()]
    while (this.#text.charAt(this.#at) === '|') {
      this.#at++
      parts.push(this.#row())
    }
    this.#depth--
    const [only] = parts
    return parts.length === 1 && only ? only : { kind: 'choice', parts }
  }

  #row(): RegexNode {
    const parts: RegexNode[] = []
    while (this.#at < this.#text.length) {
      const letter = this.#text.charAt(this.#at)
      if (letter === '|' || letter === ')') break
      if (this.#text.startsWith('\\Q', this.#at)) {
        const end = this.#text.indexOf('\\E', this.#at)
        const quoted = this.#text.slice(this.#at + 2, end < 0 ? this.#text.length : end)
        for (const each of quoted) parts.push(this.#letter(each.codePointAt(0) ?? 0))
        this.#at = end < 0 ? this.#text.length : end + 2
        continue
      }
      const start = this.#at
      const atom = this.#atom()
      if (atom) parts.push(this.#repeated(atom, start))
    }
    return { kind: 'row', parts }
  }

  #repeated(atom: RegexNode, start: number): RegexNode {
    const bounds = this.#bounds()
    if (!bounds) return atom
    const isLazy = this.#text.charAt(this.#at) === '?'
    if (isLazy) this.#at++
    const before = this.#at
    if (this.#bounds()) throw this.#error('invalid nested repetition operator', this.#text.slice(start, this.#at))
    this.#at = before
    const [least, most] = bounds
    if (least > 1000 || (most !== Infinity && (most > 1000 || most < least)))
      throw this.#error('invalid repeat count', this.#text.slice(start, this.#at))
    return { kind: 'repeat', body: atom, least, most, lazy: isLazy !== this.#flags.swapped }
  }

  #bounds(): readonly [number, number] | undefined {
    switch (this.#text.charAt(this.#at)) {
      case '*':
        this.#at++
        return [0, Infinity]
      case '+':
        this.#at++
        return [1, Infinity]
      case '?':
        this.#at++
        return [0, 1]
      case '{': {
        COUNT.lastIndex = this.#at
        const match = COUNT.exec(this.#text)
        if (!match) return undefined
        this.#at = COUNT.lastIndex
        const [, least = '0', comma, most] = match
        return [Number(least), most ? Number(most) : comma ? Infinity : Number(least)]
      }
      default:
        return undefined
    }
  }

  #atom(): RegexNode | undefined {
    const letter = this.#text.charAt(this.#at)
    switch (letter) {
      case '(':
        return this.#group()
      case '[':
        return { kind: 'letter', test: this.#class() }
      case '.':
        this.#at++
        return { kind: 'letter', test: this.#flags.dotAll ? () => true : code => code !== 10 }
      case '^':
        this.#at++
        return { kind: 'assert', at: this.#flags.multiLine ? 'line-start' : 'text-start' }
      case '$':
        this.#at++
        return { kind: 'assert', at: this.#flags.multiLine ? 'line-end' : 'text-end' }
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
        throw this.#error('missing argument to repetition operator', letter)
      default: {
        const code = this.#text.codePointAt(this.#at) ?? 0
        this.#at += code > 0xffff ? 2 : 1
        return this.#letter(code)
      }
    }
  }

  #letter(code: number): RegexNode {
    return { kind: 'letter', test: this.#folded(each => each === code) }
  }

  #folded(test: (code: number) => boolean): (code: number) => boolean {
    return this.#flags.ignoreCase ? code => test(code) || otherCases(code).some(test) : test
  }

  #group(): RegexNode | undefined {
    const outer = this.#flags
    let index: number | undefined
    if (this.#text.startsWith('(?', this.#at)) {
      GROUP.lastIndex = this.#at
      const [whole, name, on = '', off = '', end] = GROUP.exec(this.#text) ?? []
      if (whole === undefined)
        throw this.#error('invalid or unsupported Perl syntax', this.#text.slice(this.#at, this.#at + 3))
      this.#at += whole.length
      if (name !== undefined) {
        index = this.#groups.length
        this.#groups.push(name)
      } else {
        this.#flags = flagged(outer, on, off)
        if (end === ')') return undefined
      }
    } else {
      this.#at++
      index = this.#groups.length
      this.#groups.push(undefined)
    }
    const body = this.#choice()
    if (this.#text.charAt(this.#at) !== ')') throw this.#error('missing closing )', this.#text)
    this.#at++
    this.#flags = outer
    return index === undefined ? body : { kind: 'group', index, body }
  }

  #escape(): RegexNode {
    const letter = this.#text.charAt(this.#at + 1)
    const assertion = ASSERTIONS.get(letter)
    if (assertion) {
      this.#at += 2
      return { kind: 'assert', at: assertion }
    }
    return { kind: 'letter', test: this.#folded(this.#escapedLetter()) }
  }

  #escapedLetter(): (code: number) => boolean {
    ESCAPE.lastIndex = this.#at
    const match = ESCAPE.exec(this.#text)
    if (!match) throw this.#error('invalid escape sequence', this.#text.slice(this.#at, this.#at + 2))
    this.#at = ESCAPE.lastIndex
    const [, perl, property, hex, octal, control, sign] = match
    if (perl) return perlClass(perl)
    if (property) return propertyClass(property, () => this.#error('invalid character class range', property))
    const code = hex
      ? Number.parseInt(hex.replace(/[{}]/g, ''), 16)
      : octal
        ? Number.parseInt(octal, 8)
        : control
          ? (CONTROLS.get(control) ?? 0)
          : (sign?.codePointAt(0) ?? 0)
    return each => each === code
  }

  #class(): (code: number) => boolean {
    const start = this.#at++
    const isNegated = this.#text.charAt(this.#at) === '^'
    if (isNegated) this.#at++
    const tests: ((code: number) => boolean)[] = []
    for (let isFirst = true; ; isFirst = false) {
      const letter = this.#text.charAt(this.#at)
      if (letter === '') throw this.#error('missing closing ]', this.#text.slice(start))
      if (letter === ']' && !isFirst) break
      tests.push(this.#classPart())
    }
    this.#at++
    const any = this.#folded(code => tests.some(test => test(code)))
    return isNegated ? code => !any(code) : any
  }

  #classPart(): (code: number) => boolean {
    NAMED.lastIndex = this.#at
    const named = NAMED.exec(this.#text)
    if (named) {
      const pattern = POSIX.get(named[2] ?? '')
      if (!pattern) throw this.#error('invalid character class range', named[0])
      this.#at = NAMED.lastIndex
      const isNot = named[1] === '^'
      return code => (code < 128 && pattern.test(String.fromCharCode(code))) !== isNot
    }
    const escaped = this.#text.charAt(this.#at) === '\\'
    if (escaped && /[dDwWspPS]/.test(this.#text.charAt(this.#at + 1))) return this.#escapedLetter()
    const low = this.#classLetter()
    if (this.#text.charAt(this.#at) !== '-' || this.#text.charAt(this.#at + 1) === ']') return code => code === low
    this.#at++
    const high = this.#classLetter()
    if (high < low)
      throw this.#error('invalid character class range', `${String.fromCodePoint(low)}-${String.fromCodePoint(high)}`)
    return code => code >= low && code <= high
  }

  #classLetter(): number {
    if (this.#text.charAt(this.#at) === '\\') {
      const test = this.#escapedLetter()
      for (let code = 0; code <= 0x10ffff; code++) if (test(code)) return code
    }
    const code = this.#text.codePointAt(this.#at) ?? 0
    this.#at += code > 0xffff ? 2 : 1
    return code
  }
}

const COUNT = /\{(\d{1,4})(,)?(\d{1,4})?\}/y
const GROUP = /\(\?(?:P?<([A-Za-z0-9_]+)>|([imsU]*)(?:-([imsU]+))?([:)]))/y
const ESCAPE =
  /\\(?:([dDwWsS])|([pP](?:[A-Z]|\{\^?\w+\}))|x([\da-fA-F]{2}|\{[\da-fA-F]{1,6}\})|(0[0-7]{0,2}|[1-7][0-7]{2})|([aftnrv])|([^A-Za-z0-9]))/suy
const NAMED = /\[:(\^?)(\w+):\]/y

const ASSERTIONS = new Map<string, Assertion>([
  ['A', 'text-start'],
  ['z', 'text-end'],
  ['b', 'word'],
  ['B', 'no-word'],
])

const CONTROLS = new Map([
  ['a', 7],
  ['f', 12],
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['v', 11],
])

const POSIX = new Map([
  ['alnum', /[0-9A-Za-z]/],
  ['alpha', /[A-Za-z]/],
  ['ascii', /[\0-\x7f]/],
  ['blank', /[\t ]/],
  ['cntrl', /[\0-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[\t\n\v\f\r ]/],
  ['upper', /[A-Z]/],
  ['word', /[0-9A-Za-z_]/],
  ['xdigit', /[0-9A-Fa-f]/],
])

function flagged(flags: FlagSet, on: string, off: string): FlagSet {
  const is = (letter: string, now: boolean): boolean => (on.includes(letter) || now) && !off.includes(letter)
  return {
    ignoreCase: is('i', flags.ignoreCase),
    multiLine: is('m', flags.multiLine),
    dotAll: is('s', flags.dotAll),
    swapped: is('U', flags.swapped),
  }
}

function otherCases(code: number): readonly number[] {
  const letter = String.fromCodePoint(code)
  return [letter.toLowerCase().codePointAt(0) ?? code, letter.toUpperCase().codePointAt(0) ?? code]
}

export function isWordLetter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
}

function perlClass(letter: string): (code: number) => boolean {
  switch (letter) {
    case 'd':
      return code => code >= 48 && code <= 57
    case 'D':
      return code => code < 48 || code > 57
    case 'w':
      return isWordLetter
    case 'W':
      return code => !isWordLetter(code)
    case 's':
      return isBlank
    default:
      return code => !isBlank(code)
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 12 || code === 13
}

function propertyClass(written: string, error: () => RegexError): (code: number) => boolean {
  const name = written.slice(1).replace(/[{}^]/g, '')
  const isNot = written.startsWith('P') !== written.includes('^')
  try {
    const pattern = new RegExp(/^[A-Z][a-z]?$/.test(name) ? `\\p{${name}}` : `\\p{Script=${name}}`, 'u')
    return code => pattern.test(String.fromCodePoint(code)) !== isNot
  } catch {
    throw error()
  }
}

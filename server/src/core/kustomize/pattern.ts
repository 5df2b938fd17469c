/**
 * A regular expression of Go (RE2) as selectors use it, matched in a time that grows with the text alone: strangers write them,
 * and no editor may hang on one.
 *
 * Known: characters, `.`, classes, groups, `|`, `*`, `+`, `?`, `{n,m}`, `^`, `$`, `\d \w \s` and their opposites, `\b`, `(?i)`.
 *
 * @example new Pattern('^(?:web-.*)$').test('web-1') // true
 */
export class Pattern {
  readonly #program: readonly Step[]

  /** @throws SyntaxError where Go would not compile it, or where it is none of what is known */
  constructor(source: string) {
    this.#program = new Compiler(source).compile()
  }

  /** True when some part of the text matches. */
  test(text: string): boolean {
    const program = this.#program
    let active = new Set<number>()
    for (let at = 0; at <= text.length; at++) {
      follow(program, 0, text, at, active)
      if (active.has(program.length - 1)) return true
      const next = new Set<number>()
      const char = text.charAt(at)
      if (char !== '') {
        for (const index of active) {
          const step = program[index]
          if (step?.kind === 'char' && step.test(char)) follow(program, index + 1, text, at + 1, next)
        }
      }
      active = next
      if (active.has(program.length - 1)) return true
    }
    return false
  }
}

/** Where a fork or a jump leads is counted from itself. */
type Step =
  | { readonly kind: 'char'; readonly test: (char: string) => boolean }
  | { readonly kind: 'fork'; readonly other: number }
  | { readonly kind: 'jump'; readonly by: number }
  | { readonly kind: 'assert'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'match' }

function follow(program: readonly Step[], from: number, text: string, at: number, into: Set<number>): void {
  const queue = [from]
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (into.has(index)) continue
    into.add(index)
    const step = program[index]
    if (step?.kind === 'jump') queue.push(index + step.by)
    else if (step?.kind === 'fork') queue.push(index + 1, index + step.other)
    else if (step?.kind === 'assert' && step.holds(text, at)) queue.push(index + 1)
  }
}

const LONGEST_PROGRAM = 20_000

class Compiler {
  readonly #source: string
  #at = 0
  #ignoresCase = false

  constructor(source: string) {
    this.#source = source
  }

  compile(): readonly Step[] {
    const program = this.#alternatives()
    if (this.#at < this.#source.length) throw this.#error('unexpected )')
    return [...program, { kind: 'match' }]
  }

  #alternatives(): readonly Step[] {
    const first = this.#sequence()
    if (!this.#takes('|')) return first
    const others = this.#alternatives()
    return this.#checked([
      { kind: 'fork', other: first.length + 2 },
      ...first,
      { kind: 'jump', by: others.length + 1 },
      ...others,
    ])
  }

  #sequence(): readonly Step[] {
    const steps: Step[] = []
    while (this.#at < this.#source.length && !'|)'.includes(this.#peek())) {
      for (const step of this.#repeated(this.#atom())) steps.push(step)
      this.#checked(steps)
    }
    return steps
  }

  #repeated(atom: readonly Step[]): readonly Step[] {
    let steps = atom
    for (let isAgain = false; ; isAgain = true) {
      const bounds = this.#bounds()
      if (!bounds) return steps
      if (isAgain) throw this.#error('invalid nested repetition operator')
      this.#takes('?')
      steps = this.#repeat(steps, bounds.least, bounds.most)
    }
  }

  #bounds(): { least: number; most: number } | undefined {
    if (this.#takes('*')) return { least: 0, most: Infinity }
    if (this.#takes('+')) return { least: 1, most: Infinity }
    if (this.#takes('?')) return { least: 0, most: 1 }
    const counted = /^\{(\d{1,4})(,(\d{1,4})?)?\}/.exec(this.#source.slice(this.#at, this.#at + 12))
    if (!counted) return undefined
    this.#at += counted[0].length
    const least = Number(counted[1])
    const most = counted[2] === undefined ? least : counted[3] === undefined ? Infinity : Number(counted[3])
    if (least > 1000 || most < least || (most > 1000 && most !== Infinity)) throw this.#error('invalid repeat count')
    return { least, most }
  }

  #repeat(body: readonly Step[], least: number, most: number): readonly Step[] {
    const steps: Step[] = []
    const size = body.length * (most === Infinity ? least + 1 : most)
    if (size > LONGEST_PROGRAM) throw this.#error('expression is too large')
    for (let count = 0; count < least; count++) steps.push(...body)
    if (most === Infinity)
      steps.push({ kind: 'fork', other: body.length + 2 }, ...body, { kind: 'jump', by: -body.length - 1 })
    else
      for (let count = most - least; count > 0; count--)
        steps.push({ kind: 'fork', other: count * (body.length + 1) }, ...body)
    return steps
  }

  #checked(steps: readonly Step[]): readonly Step[] {
    if (steps.length > LONGEST_PROGRAM) throw this.#error('expression is too large')
    return steps
  }

  #atom(): readonly Step[] {
    const char = this.#next()
    switch (char) {
      case '(':
        return this.#group()
      case '[':
        return [{ kind: 'char', test: this.#characterClass() }]
      case '.':
        return [{ kind: 'char', test: each => each !== '\n' }]
      case '^':
        return [{ kind: 'assert', holds: (_, at) => at === 0 }]
      case '$':
        return [{ kind: 'assert', holds: (text, at) => at === text.length }]
      case '*':
      case '+':
      case '?':
        throw this.#error('missing argument to repetition operator')
      case '\\':
        return [this.#escape()]
      default:
        return [{ kind: 'char', test: this.#same(char) }]
    }
  }

  #group(): readonly Step[] {
    const before = this.#ignoresCase
    if (this.#takes('?')) {
      const flags = /^(?:([imsU]*)(:|\))|P?<\w+>)/.exec(this.#source.slice(this.#at, this.#at + 60))
      if (!flags) throw this.#error('invalid or unsupported Perl syntax')
      this.#at += flags[0].length
      if (flags[1]?.includes('i')) this.#ignoresCase = true
      if (flags[2] === ')') return []
    }
    const inner = this.#alternatives()
    if (!this.#takes(')')) throw this.#error('missing closing )')
    this.#ignoresCase = before
    return inner
  }

  #escape(): Step {
    const char = this.#next()
    if (char === 'b' || char === 'B') {
      const wanted = char === 'b'
      return {
        kind: 'assert',
        holds: (text, at) => (isWord(text.charAt(at - 1)) !== isWord(text.charAt(at))) === wanted,
      }
    }
    if (char === 'A' || char === 'z')
      return { kind: 'assert', holds: (text, at) => at === (char === 'A' ? 0 : text.length) }
    return { kind: 'char', test: CLASSES.get(char) ?? this.#same(this.#literal(char)) }
  }

  #literal(char: string): string {
    const special = CONTROLS.get(char)
    if (special !== undefined) return special
    if (char === '' || /[\w]/.test(char)) throw this.#error('invalid escape sequence')
    return char
  }

  #characterClass(): (char: string) => boolean {
    const isNegated = this.#takes('^')
    const tests: ((char: string) => boolean)[] = []
    for (let isFirst = true; isFirst || this.#peek() !== ']'; isFirst = false) {
      const posix = /^\[:(\^?)(alnum|alpha|digit|lower|upper|space|word|punct|xdigit):\]/.exec(
        this.#source.slice(this.#at, this.#at + 12),
      )
      if (posix) {
        this.#at += posix[0].length
        const test = POSIX.get(posix[2] ?? '')
        if (test) tests.push(posix[1] ? char => !test(char) : test)
        continue
      }
      const low = this.#next()
      if (low === '') throw this.#error('missing closing ]')
      const escaped = low === '\\' ? this.#next() : ''
      const named = escaped ? CLASSES.get(escaped) : undefined
      if (named) {
        tests.push(named)
        continue
      }
      const from = escaped ? this.#literal(escaped) : low
      if (this.#peek() === '-' && this.#source.charAt(this.#at + 1) !== ']') {
        this.#next()
        const high = this.#next()
        const to = high === '\\' ? this.#literal(this.#next()) : high
        if (to < from) throw this.#error('invalid character class range')
        tests.push(this.#folded(char => char >= from && char <= to))
      } else tests.push(this.#same(from))
    }
    this.#next()
    return char => tests.some(test => test(char)) !== isNegated
  }

  #same(wanted: string): (char: string) => boolean {
    return this.#folded(char => char === wanted)
  }

  #folded(test: (char: string) => boolean): (char: string) => boolean {
    return this.#ignoresCase ? char => test(char.toLowerCase()) || test(char.toUpperCase()) : test
  }

  #peek(): string {
    return this.#source.charAt(this.#at)
  }

  #next(): string {
    return this.#source.charAt(this.#at++)
  }

  #takes(char: string): boolean {
    if (this.#peek() !== char || char === '') return false
    this.#at++
    return true
  }

  #error(why: string): SyntaxError {
    return new SyntaxError(`error parsing regexp: ${why}: \`${this.#source}\``)
  }
}

function isWord(char: string): boolean {
  return /^\w$/.test(char)
}

const CLASSES = new Map<string, (char: string) => boolean>([
  ['d', char => /^\d$/.test(char)],
  ['D', char => !/^\d$/.test(char)],
  ['w', isWord],
  ['W', char => !isWord(char)],
  ['s', char => /^[\t\n\f\r ]$/.test(char)],
  ['S', char => !/^[\t\n\f\r ]$/.test(char)],
])

const CONTROLS = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
])

const POSIX = new Map<string, (char: string) => boolean>([
  ['alnum', char => /^[A-Za-z\d]$/.test(char)],
  ['alpha', char => /^[A-Za-z]$/.test(char)],
  ['digit', char => /^\d$/.test(char)],
  ['lower', char => /^[a-z]$/.test(char)],
  ['upper', char => /^[A-Z]$/.test(char)],
  ['space', char => /^\s$/.test(char)],
  ['word', isWord],
  ['punct', char => /^[!-/:-@[-`{-~]$/.test(char)],
  ['xdigit', char => /^[\dA-Fa-f]$/.test(char)],
])

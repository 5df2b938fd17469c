import { type Assertion, isWordLetter, parseRegex, type RegexNode } from './syntax.ts'

type Step =
  | { readonly kind: 'letter'; readonly test: (code: number) => boolean }
  | { readonly kind: 'assert'; readonly at: Assertion }
  | { readonly kind: 'save'; readonly slot: number }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }
  | { readonly kind: 'match' }

/** Where a match and its groups begin and end, two offsets each; -1 for a group that took no part. */
export type Match = readonly number[]

/** In which search each step was last tried at each offset. In long texts only what was tried in this search is known. */
type Visits =
  | { search: number; readonly cells: Uint32Array; readonly tried?: undefined }
  | { search: number; readonly cells?: undefined; readonly tried: Set<number> }

/** Thrown where a search would cost too much. */
export class RegexLimit extends Error {}

/**
 * A regular expression as Go understands it: the syntax of RE2, the leftmost match, of these the first that a backtracking search
 * finds. A search takes time in proportion to the pattern and the text, whatever they are: no state is visited twice at one place.
 */
export class Regex {
  readonly groups: readonly (string | undefined)[]
  readonly #steps: Step[] = []
  /** Every match begins with these letters. */
  readonly #prefix: string

  /** @throws RegexError */
  constructor(pattern: string) {
    const { root, groups } = parseRegex(pattern)
    this.groups = groups
    this.#prefix = prefixOf(pattern)
    this.#emit({ kind: 'group', index: 0, body: root })
    this.#steps.push({ kind: 'match' })
  }

  /** The first match. */
  find(text: string): Match | undefined {
    return this.#find(text, 0, this.#visits(text))
  }

  /** All matches that do not overlap, at most so many. */
  findAll(text: string, most = Infinity): readonly Match[] {
    const visits = this.#visits(text)
    const found: Match[] = []
    let last = -1
    for (let at = 0; at <= text.length && found.length < most; ) {
      const match = this.#find(text, at, visits)
      if (!match) break
      const [start = 0, end = 0] = match
      if (end > start || start !== last) found.push(match)
      last = end
      at = end > at ? end : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
    }
    return found
  }

  #visits(text: string): Visits {
    const cells = this.#steps.length * (text.length + 1)
    return cells > MOST_CELLS ? { search: 0, tried: new Set() } : { search: 0, cells: new Uint32Array(cells) }
  }

  #find(text: string, from: number, visits: Visits): Match | undefined {
    visits.search++
    visits.tried?.clear()
    for (let start = from; start <= text.length; start++) {
      if (this.#prefix !== '') start = text.indexOf(this.#prefix, start)
      if (start < 0) return undefined
      const match = this.#run(text, start, visits)
      if (match) return match
    }
    return undefined
  }

  #run(text: string, start: number, visits: Visits): Match | undefined {
    const slots: number[] = Array.from({ length: this.groups.length * 2 }, () => -1)
    const width = text.length + 1
    // Places to go on from; a negative step puts a slot back.
    const stack: number[] = [0, start]
    while (stack.length > 0) {
      let at = stack.pop() ?? 0
      let index = stack.pop() ?? 0
      if (index < 0) {
        slots[-index - 1] = at
        continue
      }
      for (;;) {
        if (!isNew(visits, index * width + at)) break
        const step = this.#steps[index]
        if (!step || step.kind === 'match') return slots
        if (step.kind === 'letter') {
          const code = text.codePointAt(at)
          if (code === undefined || !step.test(code)) break
          at += code > 0xffff ? 2 : 1
          index++
        } else if (step.kind === 'assert') {
          if (!holds(step.at, text, at)) break
          index++
        } else if (step.kind === 'save') {
          stack.push(-step.slot - 1, slots[step.slot] ?? -1)
          slots[step.slot] = at
          index++
        } else if (step.kind === 'split') {
          stack.push(step.second, at)
          index = step.first
        } else index = step.to
      }
    }
    return undefined
  }

  #emit(node: RegexNode): void {
    const steps = this.#steps
    if (steps.length > MOST_STEPS) throw new RegexLimit('the pattern is too large')
    switch (node.kind) {
      case 'letter':
      case 'assert':
        steps.push(node)
        return
      case 'row':
        for (const part of node.parts) this.#emit(part)
        return
      case 'group':
        steps.push({ kind: 'save', slot: node.index * 2 })
        this.#emit(node.body)
        steps.push({ kind: 'save', slot: node.index * 2 + 1 })
        return
      case 'choice':
        this.#emitChoice(node.parts)
        return
      case 'repeat':
        this.#emitRepeat(node)
    }
  }

  #emitChoice(parts: readonly RegexNode[]): void {
    const steps = this.#steps
    const ends: Extract<Step, { kind: 'jump' }>[] = []
    parts.forEach((part, index) => {
      if (index === parts.length - 1) return this.#emit(part)
      const split: Extract<Step, { kind: 'split' }> = { kind: 'split', first: steps.length + 1, second: 0 }
      steps.push(split)
      this.#emit(part)
      const end: Extract<Step, { kind: 'jump' }> = { kind: 'jump', to: 0 }
      steps.push(end)
      ends.push(end)
      split.second = steps.length
    })
    for (const end of ends) end.to = steps.length
  }

  #emitRepeat({ body, least, most, lazy }: Extract<RegexNode, { kind: 'repeat' }>): void {
    const steps = this.#steps
    for (let count = 0; count < least; count++) this.#emit(body)
    const splits: Extract<Step, { kind: 'split' }>[] = []
    const split = (): void => {
      const made: Extract<Step, { kind: 'split' }> = {
        kind: 'split',
        first: steps.length + 1,
        second: steps.length + 1,
      }
      steps.push(made)
      splits.push(made)
    }
    if (most === Infinity) {
      const start = steps.length
      split()
      this.#emit(body)
      steps.push({ kind: 'jump', to: start })
    } else
      for (let count = least; count < most; count++) {
        split()
        this.#emit(body)
      }
    for (const made of splits)
      if (lazy) made.first = steps.length
      else made.second = steps.length
  }
}

/** @throws RegexLimit where a long text needs too many tries */
function isNew({ search, cells, tried }: Visits, cell: number): boolean {
  if (cells) {
    if (cells[cell] === search) return false
    cells[cell] = search
    return true
  }
  if (tried.has(cell)) return false
  if (tried.size >= MOST_TRIED) throw new RegexLimit('the text is too long for the pattern')
  tried.add(cell)
  return true
}

/** The plain letters that a pattern begins with, as far as that is told by its text. */
function prefixOf(pattern: string): string {
  if (pattern.includes('|')) return ''
  const plain = /^[^\\.+*?()|[\]{}^$]*/.exec(pattern)?.[0] ?? ''
  return /^[*?{+]/.test(pattern.slice(plain.length)) ? Array.from(plain).slice(0, -1).join('') : plain
}

const MOST_TRIED = 1_000_000
const MOST_STEPS = 20_000
const MOST_CELLS = 8_000_000

function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case 'text-start':
      return at === 0
    case 'text-end':
      return at === text.length
    case 'line-start':
      return at === 0 || text.charCodeAt(at - 1) === 10
    case 'line-end':
      return at === text.length || text.charCodeAt(at) === 10
    default: {
      const isBoundary = isWordLetter(text.charCodeAt(at - 1)) !== isWordLetter(text.charCodeAt(at))
      return isBoundary === (assertion === 'word')
    }
  }
}

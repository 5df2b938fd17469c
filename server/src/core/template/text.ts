import type { Run, Tracked } from './run.ts'
import type { StringValue } from './value.ts'

/** Joins texts and keeps where each part was written. */
export class TextBuilder {
  #text = ''
  #runs: Run[] = []
  #known = false
  #uncertain = false

  get length(): number {
    return this.#text.length
  }

  /** A text with its runs, and whether it is certain, if it is a value. */
  add(part: Tracked & { readonly uncertain?: true }): void {
    const { text, runs, uncertain } = part
    if (uncertain) this.#uncertain = true
    if (text === '') return
    this.#text += text
    if (runs) {
      this.#known = true
      for (const run of runs) this.#runs.push(run)
    } else this.#runs.push({ length: text.length, copied: false })
  }

  addRun(text: string, run: Run): void {
    if (text === '') return
    this.#text += text
    this.#known = true
    this.#runs.push(run)
  }

  /** Characters that were written nowhere. */
  addMade(text: string): void {
    if (text === '') return
    this.#text += text
    this.#runs.push({ length: text.length, copied: false })
  }

  doubt(): void {
    this.#uncertain = true
  }

  /** Everything so far. Nothing may be added afterwards. */
  finish(): StringValue {
    const text = this.#text
    const uncertain = this.#uncertain ? { uncertain: true as const } : {}
    return this.#known
      ? { kind: 'string', text, runs: this.#runs, ...uncertain }
      : { kind: 'string', text, ...uncertain }
  }
}

/** The parts of a text between two offsets, with their runs. */
export function slice(value: StringValue, start: number, end = value.text.length): StringValue {
  if (start <= 0 && end >= value.text.length) return value
  const text = value.text.slice(start, end)
  const runs = value.runs && text !== '' ? sliceRuns(value.runs, start, end) : undefined
  return withRuns(text, runs, value.uncertain)
}

export function withRuns(text: string, runs: readonly Run[] | undefined, uncertain: true | undefined): StringValue {
  return {
    kind: 'string',
    text,
    ...(runs ? { runs } : {}),
    ...(uncertain ? { uncertain } : {}),
  }
}

/** The same runs under a text of the same length: `upper`. What changed is no longer copied. */
export function withText(value: StringValue, text: string): StringValue {
  if (text === value.text) return value
  if (!value.runs) return withRuns(text, undefined, value.uncertain)
  if (text.length !== value.text.length) return withRuns(text, [madeOf(value.runs, text.length)], value.uncertain)
  let at = 0
  const runs = value.runs.map(run => {
    const same = text.startsWith(value.text.slice(at, at + run.length), at)
    at += run.length
    return same ? run : { ...run, copied: false }
  })
  return withRuns(text, runs, value.uncertain)
}

/** One run for a text that was made of all that some runs were made of. */
export function madeOf(runs: readonly Run[], length: number): Run {
  const inputs = runs.flatMap(({ from, inputs: more = [] }) => (from ? [from, ...more] : more))
  return inputs.length > 0 ? { length, copied: false, inputs } : { length, copied: false }
}

export function sliceRuns(runs: readonly Run[], start: number, end: number): readonly Run[] {
  const found: Run[] = []
  let at = 0
  for (const run of runs) {
    const from = Math.max(start, at)
    const to = Math.min(end, at + run.length)
    if (from < to) found.push(cutRun(run, from - at, to - at))
    at += run.length
    if (at >= end) break
  }
  return found
}

function cutRun(run: Run, start: number, end: number): Run {
  if (start === 0 && end === run.length) return run
  if (!run.copied || !run.from) return { ...run, length: end - start }
  const { uri, span } = run.from
  return { ...run, length: end - start, from: { uri, span: { start: span.start + start, end: span.start + end } } }
}

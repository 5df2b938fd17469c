/**
 * The names that a regular expression means, where the whole name must match it, as Prometheus compares the names of ports.
 * `undefined` for an expression of other signs than letters, digits, `-`, `_`, `|`, `.`, `.*`, `.+`, and parentheses or `^` and
 * `$` around the whole: nobody can tell then.
 *
 * @example namePattern('http|metric.*')?.('metrics') // true
 * @see prometheus `model/relabel/relabel.go` NewRegexp, which anchors the expression at both ends
 */
export function namePattern(expression: string): ((name: string) => boolean) | undefined {
  const bare = withoutParentheses(expression.replace(/^\^/, '').replace(/\$$/, ''))
  if (!/^[-\w|.*+]*$/.test(bare) || /(?:^|[^.])[*+]/.test(bare)) return undefined
  const alternatives = bare.split('|').map(stepsOf)
  return name => alternatives.some(steps => matches(steps, name))
}

/** True for a text that is more than one plain name. */
export function isPattern(name: string): boolean {
  return /[^-\w]/.test(name)
}

/** Around the whole only: `(a)|(b)` keeps what nobody reads here. */
function withoutParentheses(expression: string): string {
  const inner = /^\((?:\?:)?([^()]*)\)$/.exec(expression)
  return inner?.[1] ?? expression
}

/** One sign of a name, or any; `many`: any number of times. */
interface Step {
  readonly sign: string | undefined
  readonly many: boolean
}

/** `.+` is one sign and then any number. */
function stepsOf(alternative: string): readonly Step[] {
  return Array.from(alternative).flatMap((sign, index, all): readonly Step[] => {
    if (sign === '*' || sign === '+') return []
    if (sign !== '.') return [{ sign, many: false }]
    const any = { sign: undefined, many: false }
    const next = all[index + 1]
    return next === '*' ? [{ ...any, many: true }] : next === '+' ? [any, { ...any, many: true }] : [any]
  })
}

/** Keeps the set of steps that may come next, so its work is at most the one length times the other. */
function matches(steps: readonly Step[], name: string): boolean {
  let open = reached(steps, [0])
  for (const sign of name) {
    const next = open.flatMap(at => {
      const step = steps[at]
      if (!step || (step.sign !== undefined && step.sign !== sign)) return []
      return [step.many ? at : at + 1]
    })
    open = reached(steps, next)
  }
  return open.includes(steps.length)
}

/** With what follows a step that may be left out. */
function reached(steps: readonly Step[], from: readonly number[]): readonly number[] {
  const all = new Set<number>()
  for (const start of from) {
    let at = start
    while (!all.has(at)) {
      all.add(at)
      if (steps[at]?.many) at += 1
    }
  }
  return [...all]
}

import { OriginMap } from '../base/origin.ts'
import type { Span } from '../base/span.ts'
import { ExecutionError } from './errors.ts'
import type { ExecuteOptions, Execution, ExecutionProblem, Guard, Limits } from './execution.ts'
import type { GoFunction } from './function.ts'
import { piecesOf, type Run, type RunGuard } from './run.ts'
import type { Templates } from './templates.ts'
import type { Value } from './value.ts'
import { Walker } from './walk.ts'

/**
 * Runs a template by its name. Never throws: what goes wrong is a problem.
 *
 * @param functions `functions` of this folder, or more
 * @param dot what `.` and `$` are at its start
 */
export function execute(
  templates: Templates,
  name: string,
  dot: Value,
  functions: ReadonlyMap<string, GoFunction>,
  { mode, limits }: ExecuteOptions,
): Execution | undefined {
  const template = templates.get(name)
  if (!template) return undefined
  const { source, body } = template
  const walker = new Walker({ source, name }, mode, functions, templates, { ...defaults, ...limits })
  const problems: ExecutionProblem[] = []
  try {
    walker.run({ name, source, body }, dot)
  } catch (error) {
    problems.push(problemOf(error, walker))
  }
  const { text, runs = [] } = walker.finish()
  const whole = { uri: source.uri, span: { start: 0, end: source.text.length } }
  return {
    text,
    origins: new OriginMap(piecesOf(runs, whole)),
    problems: [...walker.problems, ...problems],
    unknowns: walker.unknowns,
    guards: guardsOf(runs),
    reads: walker.reads.finish(),
    writes: walker.writes,
  }
}

const defaults: Limits = { steps: 5_000_000, depth: 1000, output: 20_000_000 }

function problemOf(error: unknown, walker: Walker): ExecutionProblem {
  if (error instanceof ExecutionError) {
    const { message, at, trace, type } = error
    return { message, at, trace, kind: type, guarded: false }
  }
  if (!(error instanceof RangeError)) throw error
  const message = 'templates include each other too deeply'
  return { message, at: walker.action, trace: message, kind: 'limit', guarded: false }
}

/** The stretches of the text that stand under the same condition. */
function guardsOf(runs: readonly Run[]): readonly Guard[] {
  const found: { readonly guard: RunGuard; readonly span: { start: number; end: number } }[] = []
  const open = new Map<string, { start: number; end: number }>()
  let at = 0
  for (const { length, guard } of runs) {
    for (let each = guard; each; each = each.outer) {
      const key = `${each.condition} ${each.branch}`
      const known = open.get(key)
      if (known?.end === at) known.end = at + length
      else {
        const span = { start: at, end: at + length }
        open.set(key, span)
        found.push({ guard: each, span })
      }
    }
    at += length
  }
  return found
    .map(({ guard: { condition, branch }, span }) => ({ condition, branch, span }))
    .sort((a, b) => order(a.span, b.span))
}

function order(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end
}

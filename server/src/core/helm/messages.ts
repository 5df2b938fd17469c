import type { ExecutionProblem } from '../template/execution.ts'
import type { ParseProblem } from '../template/parse.ts'
import type { Flavour } from './flavour.ts'
import type { ChartProblem } from './rendering.ts'

/**
 * What Helm says of a template that fails while it runs.
 *
 * @example `execution error at (web/templates/a.yaml:3:4): a host is required`
 */
function executionMessage({ message, trace, kind }: ExecutionProblem, flavour: Flavour): string {
  const [, place = ''] = /^template: (.*?): executing /.exec(trace) ?? []
  if (kind === 'failed')
    return `execution error at (${place}): ${message.replace(/^error calling (?:fail|required): /, '')}`
  if (flavour === 'helm3') return trace
  const steps = trace
    .slice('template: '.length)
    .split(/(?<=: )template: (?=[^\n]*?: executing )/)
    .map(step => {
      const [, location, executing, rest = ''] = /^(.*?): (executing "[^"]*" at <.*?>:) (.*)$/s.exec(step) ?? []
      return location === undefined ? step : `${location}\n  ${executing}\n    ${rest.replace(/: $/, ':')}`
    })
  return steps.join('\n')
}

/** What Helm says of a template that it cannot parse. */
function parseMessage(name: string, text: string, { message, at }: ParseProblem): string {
  const line = text.slice(0, at.span.start).split('\n').length
  return `parse error at (${name}:${line}): ${message}`
}

/** What Helm says of a chart that it refuses. */
export function problemMessage(problem: ChartProblem, flavour: Flavour): string {
  switch (problem.kind) {
    case 'parse':
      return parseMessage(problem.name, problem.text, problem.problem)
    case 'execution':
      return executionMessage(problem.problem, flavour)
    default:
      return problem.message
  }
}

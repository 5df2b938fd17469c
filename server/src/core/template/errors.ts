import type { Location } from '../base/place.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import type { ExecutionProblem } from './execution.ts'
import { quoteGo } from './format/quote.ts'
import type { TemplateSource } from './parse.ts'

/** Thrown while a template runs, and turned into a problem by whoever started it. */
export class ExecutionError extends Error {
  readonly at: Location
  readonly trace: string
  readonly type: ExecutionProblem['kind']

  constructor(message: string, at: Location, trace: string, type: ExecutionProblem['kind'] = 'error') {
    super(message)
    this.at = at
    this.trace = trace
    this.type = type
  }
}

/**
 * What Go writes before a message: `template: a.yaml:3:12: executing "a.yaml" at <.Values.a.b>: `. Columns are bytes, from 0.
 */
export function position(source: TemplateSource, name: string, start: number, shown: string): string {
  const before = source.text.slice(0, start)
  const line = before.split('\n').length
  const column = encodeUtf8(before.slice(before.lastIndexOf('\n') + 1)).length
  return `template: ${source.name}:${line}:${column}: executing ${quoteGo(name)} at <${shown}>: `
}

import type { Call } from '../base/origin.ts'
import type { Location } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import { tokenOf } from '../base/token.ts'
import { ExecutionError, position } from './errors.ts'
import type { ExecutionProblem } from './execution.ts'
import type { Calling, GoFunction } from './function.ts'
import type { Command, Operand, Pipe } from './nodes.ts'
import type { TemplateSource } from './parse.ts'
import { printCommand, printOperand, printPipe } from './printNode.ts'
import { Reads } from './reads.ts'
import type { Run, RunGuard } from './run.ts'
import { sliceRuns } from './text.ts'
import { type Shape, type Unknown, type UnknownCause, unknown } from './unknown.ts'
import { invalid, type MapValue, type StringValue, type Value } from './value.ts'

/** The template that runs: its file, and its name when it is a definition in it. */
export interface Frame {
  readonly source: TemplateSource
  readonly name: string
  /** The text of `tpl`, with where it was written. Its own offsets mean nothing to anybody. */
  readonly text?: StringValue
}

interface Variable {
  readonly name: string
  value: Value
}

/** What an error is put down to. */
export interface Failing {
  readonly span: Span
  readonly shown: string
}

/** What is known while a template runs. */
export abstract class State implements Calling {
  readonly mode: 'exact' | 'judged'
  readonly reads = new Reads()
  readonly unknowns: UnknownCause[] = []
  action: Location
  writes = false
  protected readonly functions: ReadonlyMap<string, GoFunction>
  protected root: Value = invalid
  protected variables: Variable[] = []
  protected frame: Frame
  protected call: Call | undefined
  protected guard: RunGuard | undefined
  /** Variables below this index were declared before the region under a guard began. */
  protected guardBase = 0
  protected stepsLeft: number
  protected node: Operand | Command | Pipe | Failing
  protected readonly madeUnderGuard = new WeakMap<MapValue, RunGuard>()
  readonly #numbers = new Map<Unknown, number>()

  constructor(frame: Frame, mode: 'exact' | 'judged', functions: ReadonlyMap<string, GoFunction>, steps: number) {
    this.frame = frame
    this.mode = mode
    this.functions = functions
    this.stepsLeft = steps
    const span = { start: 0, end: 0 }
    this.action = { uri: frame.source.uri, span }
    this.node = { span, shown: '' }
  }

  abstract include(name: StringValue, dot: Value): Value
  abstract tpl(text: StringValue, dot: Value): Value
  abstract random(length: number, alphabet: string): string

  unknown(why: UnknownCause['why'], name: string, shape: Shape): Unknown {
    return unknown({ why, name, at: this.action }, shape)
  }

  /** The same unknown value is the same token wherever it is printed. */
  token(value: Unknown): string {
    let number = this.#numbers.get(value)
    if (number === undefined) {
      number = this.unknowns.length
      this.unknowns.push(value.cause)
      this.#numbers.set(value, number)
    }
    return tokenOf(number)
  }

  readKey(target: MapValue, key: string): void {
    this.reads.key(target, key)
  }

  readWhole(value: Value): void {
    this.reads.whole(value)
  }

  write(target: MapValue, value: Value): Value {
    if (target.shared) this.writes = true
    if (!this.guard || this.madeUnderGuard.get(target) === this.guard) return value
    return this.unknown('condition', '', 'any')
  }

  protected at(node: Operand | Command | Pipe | Failing): void {
    this.node = node
  }

  /** @throws ExecutionError at the part of the action that is being computed */
  protected fail(message: string, kind: ExecutionProblem['kind'] = 'error'): never {
    const { span } = this.node
    const { source, name } = this.frame
    const trace = position(source, name, span.start, shown(this.node)) + message
    throw new ExecutionError(message, this.place(span), trace, kind)
  }

  protected step(count = 1): void {
    this.stepsLeft -= count
    if (this.stepsLeft < 0) this.fail('takes more steps than are allowed', 'limit')
  }

  /** The place of a part of the template that runs. */
  protected place(span: Span): Location {
    const { source, text } = this.frame
    if (!text) return { uri: source.uri, span }
    const run = text.runs && sliceRuns(text.runs, span.start, span.end)[0]
    if (!run?.from) return this.action
    const { uri, span: from } = run.from
    return run.copied ? { uri, span: { start: from.start, end: from.start + span.end - span.start } } : run.from
  }

  /** Runs of this template, with the includes that led here. */
  protected called(run: Run): Run {
    const { call, guard } = this
    return call || guard ? { ...run, ...(call ? { call } : {}), ...(guard ? { guard } : {}) } : run
  }
}

export function shown(node: Operand | Command | Pipe | Failing): string {
  if ('shown' in node) return node.shown
  if (node.kind === 'pipe') return printPipe(node)
  return node.kind === 'command' ? printCommand(node) : printOperand(node)
}

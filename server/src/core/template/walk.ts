import { ExecutionError, position } from './errors.ts'
import { Evaluator } from './evaluate.ts'
import type { ExecutionProblem, Limits } from './execution.ts'
import { printValue } from './format/print.ts'
import { fail, type GoFunction } from './function.ts'
import { sortedKeys } from './keys.ts'
import type { BranchNode, Node, Pipe, TemplateNode } from './nodes.ts'
import { printTemplate } from './printNode.ts'
import { replaceText } from './replace.ts'
import type { Run, RunGuard } from './run.ts'
import { type Frame, shown } from './state.ts'
import { type NamedTemplate, type Templates, textName } from './templates.ts'
import { slice, TextBuilder } from './text.ts'
import { truth } from './truth.ts'
import { type Unknown, unknown } from './unknown.ts'
import { int, invalid, type StringValue, type Value } from './value.ts'
import { textOf } from './written.ts'

type Flow = 'on' | 'break' | 'continue'

/** Runs templates: walks through their nodes and writes what they print. */
export class Walker extends Evaluator {
  readonly problems: ExecutionProblem[] = []
  readonly #templates: Templates
  readonly #limits: Limits
  readonly #included = new Map<string, number>()
  /** What the texts of `tpl` define, while they run. */
  readonly #defined: NamedTemplate[] = []
  /** What Go writes before an error for each `include` on the way here. */
  readonly #callers: (() => string)[] = []
  #out = new TextBuilder()
  #written = 0
  #depth = 0
  #conditions = 0
  #random = 0

  constructor(
    frame: Frame,
    mode: 'exact' | 'judged',
    functions: ReadonlyMap<string, GoFunction>,
    templates: Templates,
    limits: Limits,
  ) {
    super(frame, mode, functions, limits.steps)
    this.#templates = templates
    this.#limits = limits
  }

  /** @throws ExecutionError in exact mode, and at limits */
  run({ name, source, body }: NamedTemplate, dot: Value): void {
    this.root = dot
    this.#within({ source, name }, body, dot)
  }

  /** What was printed, without what Go prints for missing values, which Helm takes out. */
  finish(): StringValue {
    return withoutMissing(this.#out.finish())
  }

  override include(name: StringValue, dot: Value): Value {
    const template = this.#find(name.text)
    if (!template) {
      if (this.mode === 'judged') return this.unknown('template-missing', name.text, 'string')
      fail(`template: no template ${JSON.stringify(name.text)} associated with template "${textName}"`)
    }
    const count = this.#included.get(name.text) ?? 0
    if (count > this.#limits.depth)
      fail(`rendering template has a nested reference name: ${name.text}: unable to execute template`)
    this.#included.set(name.text, count + 1)
    const data = dot.kind === 'nil' ? invalid : dot
    const text = this.#capture({ source: template.source, name: template.name }, template.body, data, 'include')
    this.#included.set(name.text, count)
    return text
  }

  override tpl(text: StringValue, dot: Value): Value {
    if (!text.text.includes('{{')) return text
    const parsed = this.#templates.parseText(text.text, this.action.uri)
    const [problem] = parsed.problems
    if (problem) {
      const line = text.text.slice(0, problem.at.span.start).split('\n').length
      fail(`cannot parse template ${JSON.stringify(text.text)}: template: ${textName}:${line}: ${problem.message}`)
    }
    const known = this.#defined.length
    this.#defined.push(...parsed.definitions.filter(({ isEmpty }) => !isEmpty))
    const frame = { source: parsed.source, name: textName, text }
    const before = `tpl: error during tpl function execution for ${JSON.stringify(text.text)}`
    const made = this.#capture(frame, parsed.body, dot.kind === 'nil' ? invalid : dot, before)
    this.#defined.length = known
    return withoutMissing(made)
  }

  override random(length: number, alphabet: string): string {
    let text = ''
    for (let index = 0; index < length; index++) {
      this.#random = (this.#random * 1_103_515_245 + 12_345) % 2_147_483_648
      text += alphabet.charAt((this.#random >> 8) % alphabet.length)
    }
    return text
  }

  #find(name: string): NamedTemplate | undefined {
    this.reads.templates.add(name)
    return this.#defined.findLast(defined => defined.name === name) ?? this.#templates.get(name)
  }

  /** Runs a template and keeps what it prints. */
  #capture(frame: Frame, body: readonly Node[], dot: Value, as: string): StringValue {
    const { action, call, node, root } = this
    const outer = this.#out
    const caller = this.frame
    this.#out = new TextBuilder()
    this.call = { at: action, ...(call ? { caller: call } : {}) }
    this.#callers.push(
      () => `${position(caller.source, caller.name, node.span.start, shown(node))}error calling ${as}: `,
    )
    this.root = dot
    const variables = this.variables
    const base = this.guardBase
    this.variables = []
    this.guardBase = 0
    try {
      this.#within(frame, body, dot)
      return this.#out.finish()
    } finally {
      this.variables = variables
      this.guardBase = base
      this.root = root
      this.#callers.pop()
      this.call = call
      this.action = action
      this.at(node)
      this.#out = outer
    }
  }

  #within(frame: Frame, body: readonly Node[], dot: Value): void {
    if (++this.#depth > this.#limits.depth) {
      this.#depth--
      this.fail(`exceeded maximum template depth (${this.#limits.depth})`)
    }
    const outer = this.frame
    const { length } = this.variables
    this.frame = frame
    this.variables.push({ name: '$', value: dot })
    try {
      this.#walk(body, dot)
    } finally {
      this.frame = outer
      this.variables.length = length
      this.#depth--
    }
  }

  #walk(nodes: readonly Node[], dot: Value): Flow {
    for (const node of nodes) {
      switch (node.kind) {
        case 'text':
          this.#writeText(node)
          break
        case 'break':
        case 'continue':
          return node.kind
        default: {
          const flow = this.#act(node, dot)
          if (flow !== 'on') return flow
        }
      }
    }
    return 'on'
  }

  #act(node: Exclude<Node, { kind: 'text' | 'break' | 'continue' }>, dot: Value): Flow {
    this.step()
    const outer = this.action
    this.action = this.frame.text ? this.place(node.at.span) : node.at
    try {
      switch (node.kind) {
        case 'action': {
          const value = this.pipeline(node.pipe, dot)
          if (node.pipe.variables.length === 0) this.#print(value)
          return 'on'
        }
        case 'template':
          this.#template(node, dot)
          return 'on'
        case 'bad':
          this.#print(this.unknown('failed', '', 'any'))
          return 'on'
        default:
          return this.#branch(node, dot)
      }
    } catch (error) {
      this.#survive(error)
      if (node.kind === 'action') for (const name of node.pipe.variables) this.#doubt(name, node.pipe)
      if (node.kind !== 'action' || node.pipe.variables.length === 0) this.#print(this.unknown('failed', '', 'any'))
      return 'on'
    } finally {
      this.action = outer
    }
  }

  /** A variable whose value could not be computed. */
  #doubt(name: string, { assigns }: Pipe): void {
    const value = this.unknown('failed', name, 'any')
    const known = assigns ? this.variables.findLast(variable => variable.name === name) : undefined
    if (known) known.value = value
    else this.variables.push({ name, value })
  }

  /** In judged mode an error is noted, and what it spoiled is unknown. */
  #survive(error: unknown): void {
    if (!(error instanceof ExecutionError) || this.mode === 'exact' || error.type === 'limit') throw error
    if (this.guard && error.type === 'failed') return
    const trace = this.#callers.map(caller => caller()).join('') + error.trace
    const guarded = this.guard !== undefined
    this.problems.push({ message: error.message, at: error.at, trace, kind: error.type, guarded })
  }

  #branch(node: BranchNode, dot: Value): Flow {
    const { length } = this.variables
    const flow = node.kind === 'range' ? this.#range(node, dot) : this.#choose(node, node.kind, dot)
    this.variables.length = length
    return flow
  }

  #condition(node: BranchNode, dot: Value): Value {
    if (!node.pipe) return this.unknown('failed', '', 'any')
    try {
      return this.pipeline(node.pipe, dot)
    } catch (error) {
      this.#survive(error)
      for (const name of node.pipe.variables) this.#doubt(name, node.pipe)
      return this.unknown('failed', '', 'any')
    }
  }

  #choose(node: BranchNode, kind: 'if' | 'with', dot: Value): Flow {
    const value = this.#condition(node, dot)
    const isTrue = truth(value)
    const inner = kind === 'with' ? value : dot
    if (isTrue === true) return this.#walk(node.body, inner)
    if (isTrue === false) return node.otherwise ? this.#walk(node.otherwise, dot) : 'on'
    if (value.kind === 'unknown') this.#refuse(value)
    const condition = this.#conditions++
    this.#under({ condition, branch: 'then' }, node.body, inner)
    if (node.otherwise) this.#under({ condition, branch: 'else' }, node.otherwise, dot)
    return 'on'
  }

  /** In exact mode nothing is unknown but what is not computed here. */
  #refuse({ cause }: Unknown): void {
    if (this.mode === 'exact') this.fail(`${cause.name ?? cause.why} is not computed here`, 'limit')
  }

  #under(guard: RunGuard, body: readonly Node[], dot: Value): void {
    const outer = this.guard
    const base = this.guardBase
    const { length } = this.variables
    this.guard = { ...guard, ...(outer ? { outer } : {}) }
    this.guardBase = length
    this.#out.doubt()
    try {
      this.#walk(body, dot)
    } finally {
      this.guard = outer
      this.guardBase = base
      this.variables.length = length
    }
  }

  #range(node: BranchNode, dot: Value): Flow {
    const { length } = this.variables
    const value = this.#condition(node, dot)
    // The pipeline of a range declares its variables before they have values.
    const names = node.pipe?.variables ?? []
    const isAssigned = node.pipe?.assigns === true
    if (!isAssigned) this.variables.length = length + names.length
    const over = value.kind === 'host' && value.data ? value.data : value
    this.readWhole(over)
    let count = 0
    const once = (key: Value, item: Value): boolean => {
      this.step()
      count++
      const mark = this.variables.length
      const [first, second] = names
      if (first) this.#setVariable(first, second ? key : item, isAssigned)
      if (second) this.#setVariable(second, item, isAssigned)
      const flow = this.#walk(node.body, item)
      this.variables.length = mark
      return flow !== 'break'
    }
    switch (over.kind) {
      case 'list':
        for (const [index, item] of over.items.entries()) if (!once(int(index), item)) break
        break
      case 'map':
        for (const key of sortedKeys(over)) {
          const entry = over.entries.get(key)
          if (entry && !once(entry.key, entry.value)) break
        }
        break
      case 'int':
        for (let index = 0; index < over.value; index++) if (!once(int(index), int(index))) break
        break
      case 'invalid':
      case 'unknown':
        break
      default:
        this.fail(`range can't iterate over ${printValue(value, unknownValue => this.token(unknownValue))}`)
    }
    const rest = over.kind === 'unknown' ? over : over.kind === 'map' || over.kind === 'list' ? over.open : undefined
    if (rest) {
      this.#refuse(rest)
      const condition = this.#conditions++
      for (const name of names) this.#setVariable(name, unknown(rest.cause), isAssigned)
      this.#under({ condition, branch: 'each' }, node.body, unknown(rest.cause))
      if (node.otherwise && count === 0) this.#under({ condition, branch: 'else' }, node.otherwise, dot)
      return 'on'
    }
    return count === 0 && node.otherwise ? this.#walk(node.otherwise, dot) : 'on'
  }

  #setVariable(name: string, value: Value, isAssigned: boolean): void {
    const known = this.variables.findLast(variable => variable.name === name)
    if (known) known.value = isAssigned && this.guard ? this.unknown('condition', name, 'any') : value
  }

  #template(node: TemplateNode, dot: Value): void {
    this.at({ span: node.at.span, shown: printTemplate(node.name, node.pipe) })
    const template = this.#find(node.name)
    if (!template && this.mode === 'exact') this.fail(`template ${JSON.stringify(node.name)} not defined`)
    const inner = node.pipe ? this.pipeline(node.pipe, dot) : invalid
    if (!template) return this.#print(this.unknown('template-missing', node.name, 'string'))
    const { call, root, variables, guardBase, action } = this
    this.call = { at: action, ...(call ? { caller: call } : {}) }
    this.root = inner
    this.variables = []
    this.guardBase = 0
    try {
      this.#within({ source: template.source, name: template.name }, template.body, inner)
    } finally {
      this.call = call
      this.root = root
      this.variables = variables
      this.guardBase = guardBase
    }
  }

  #count(length: number): void {
    this.#written += length
    if (this.#written > this.#limits.output) this.fail('prints more than is allowed', 'limit')
  }

  #writeText({ text, run }: Node & { kind: 'text' }): void {
    this.#count(text.length)
    const { text: origin } = this.frame
    if (!origin) return this.#out.addRun(text, this.called(run))
    const { start, end } = run.from?.span ?? { start: 0, end: 0 }
    const { runs } = slice(origin, start, end)
    this.#out.add(runs ? { text, runs: runs.map(part => this.called(part)) } : { text })
  }

  #print(value: Value): void {
    if (value.kind === 'unknown') this.#refuse(value)
    const printed: StringValue =
      value.kind === 'invalid' ? missing : textOf(value, unknownValue => this.token(unknownValue))
    const { text, runs, uncertain } = printed
    this.#count(text.length)
    this.readWhole(value)
    if (uncertain) this.#out.doubt()
    if (!runs) {
      this.#out.addRun(text, this.called({ length: text.length, from: this.action, copied: false }))
      return
    }
    this.#out.add({ text, runs: runs.map(run => this.#placed(run)) })
  }

  /** A run that knows which action printed it. */
  #placed(run: Run): Run {
    if (run.action || run.call) return run
    if (run.from) return this.called({ ...run, action: this.action })
    return this.called({ ...run, from: this.action, copied: false })
  }
}

const missing: StringValue = { kind: 'string', text: '<no value>' }

function withoutMissing(text: StringValue): StringValue {
  return text.text.includes(missing.text) ? replaceText(text, missing.text, { kind: 'string', text: '' }) : text
}

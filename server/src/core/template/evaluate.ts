import { constant, fit, fitNumber } from './arguments.ts'
import { ExecutionError, position } from './errors.ts'
import { TemplateFailure } from './failure.ts'
import { typeName } from './format/typeName.ts'
import type { GoFunction, ParameterType } from './function.ts'
import type { Command, Operand, Pipe } from './nodes.ts'
import { printOperand, printPipe } from './printNode.ts'
import { State, shown } from './state.ts'
import { slice } from './text.ts'
import { truth } from './truth.ts'
import { type Unknown, unknown } from './unknown.ts'
import { bool, type HostMethod, invalid, nil, type Value } from './value.ts'

/** Computes pipelines. Walking through templates is left to whoever extends it. */
export abstract class Evaluator extends State {
  protected pipeline(pipe: Pipe, dot: Value): Value {
    this.at(pipe)
    let value: Value | undefined
    for (const command of pipe.commands) {
      value = this.#command(command, dot, value)
      if (value.kind === 'nil') value = invalid
    }
    const result = value ?? invalid
    for (const name of pipe.variables) {
      if (pipe.assigns) this.#assign(name, result)
      else this.variables.push({ name, value: result })
    }
    return result
  }

  #assign(name: string, value: Value): void {
    for (let index = this.variables.length - 1; index >= 0; index--) {
      const variable = this.variables[index]
      if (variable?.name !== name) continue
      const isKnown = !this.guard || index >= this.guardBase
      variable.value = isKnown ? value : this.unknown('condition', name, 'any')
      return
    }
    this.fail(`undefined variable: ${name}`)
  }

  #command(command: Command, dot: Value, final: Value | undefined): Value {
    const { operands } = command
    const first = operands[0]
    if (!first) return invalid
    this.step()
    switch (first.kind) {
      case 'field':
        this.at(first)
        return this.#fields(dot, first.fields, first, operands, dot, final)
      case 'chain':
        return this.#chain(first, operands, dot, final)
      case 'function':
        this.at(first)
        return this.#function(first.name, command, operands, dot, final)
      case 'pipe':
        this.#refuseArguments(operands, final)
        return this.pipeline(first, dot)
      case 'variable':
        return this.#variable(first, operands, dot, final)
      default:
    }
    this.at(first)
    this.#refuseArguments(operands, final)
    if (first.kind === 'nil') this.fail('nil is not a command')
    return this.#literal(first, dot)
  }

  #refuseArguments(operands: readonly Operand[], final: Value | undefined): void {
    const first = operands[0]
    if (first && (operands.length > 1 || final))
      this.fail(`can't give argument to non-function ${first.kind === 'pipe' ? printPipe(first) : printOperand(first)}`)
  }

  #literal(operand: Operand, dot: Value): Value {
    switch (operand.kind) {
      case 'dot':
        return dot
      case 'bool':
        return bool(operand.value)
      case 'number':
        if (operand.type === 'complex128') return this.unknown('unsupported', 'complex128', 'number')
        return constant(operand)
      case 'string': {
        const { text, run } = operand
        if (!run) return { kind: 'string', text }
        const { text: origin } = this.frame
        if (!origin) return { kind: 'string', text, runs: [this.called({ ...run, action: this.action })] }
        const { start, end } = operand.span
        const inner = slice(origin, start + 1, end - 1)
        return { kind: 'string', text, ...(inner.runs ? { runs: inner.runs } : {}) }
      }
      default:
        return nil
    }
  }

  #chain(
    chain: Operand & { kind: 'chain' },
    operands: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    this.at(chain)
    if (chain.of.kind === 'nil') this.fail(`indirection through explicit nil in ${printOperand(chain)}`)
    const receiver = this.#argument(chain.of, 'interface {}', dot, false)
    return this.#fields(receiver, chain.fields, chain, operands, dot, final)
  }

  #variable(
    variable: Operand & { kind: 'variable' },
    operands: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    this.at(variable)
    let value: Value | undefined
    for (let index = this.variables.length - 1; index >= 0 && !value; index--) {
      const candidate = this.variables[index]
      if (candidate?.name === variable.name) value = candidate.value
    }
    if (!value) this.fail(`undefined variable: ${variable.name}`)
    if (variable.fields.length === 0) {
      this.#refuseArguments(operands, final)
      return value
    }
    return this.#fields(value, variable.fields, variable, operands, dot, final)
  }

  /** @param operands of the command, the first being the chain itself */
  #fields(
    receiver: Value,
    fields: readonly string[],
    node: Operand,
    operands: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    let value = receiver
    const last = fields.length - 1
    if (receiver === this.root && fields[0] !== 'Values') this.reads.objects.add(fields.slice(0, 2).join('.'))
    for (let index = 0; index < last; index++) value = this.#field(value, fields[index] ?? '', node, [], dot, undefined)
    return this.#field(value, fields[last] ?? '', node, operands, dot, final)
  }

  #field(
    receiver: Value,
    name: string,
    node: Operand,
    operands: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    const hasArguments = operands.length > 1 || final !== undefined
    switch (receiver.kind) {
      case 'map': {
        if (hasArguments) this.fail(`${name} is not a method but has arguments`)
        this.reads.key(receiver, name)
        const entry = receiver.entries.get(name)
        if (entry) return entry.value
        if (receiver.open) return receiver.open
        return receiver.type === 'map[string]string' ? { kind: 'string', text: '' } : nil
      }
      case 'invalid':
        return invalid
      case 'unknown':
        for (const operand of operands.slice(1)) this.#argument(operand, 'interface {}', dot)
        return receiver.shape === 'any' ? receiver : unknown(receiver.cause)
      case 'nil':
        return this.fail(`nil pointer evaluating interface {}.${name}`)
      case 'host': {
        const method = receiver.methods?.get(name)
        if (method) return this.#method(name, method, node, operands, dot, final)
        const field = receiver.fields?.get(name)
        if (field) {
          if (hasArguments) this.fail(`${name} has arguments but cannot be invoked as function`)
          return field
        }
        if (receiver.data?.kind === 'map') return this.#field(receiver.data, name, node, operands, dot, final)
        return this.fail(`can't evaluate field ${name} in type ${receiver.type}`)
      }
      default:
        // What came out of a map is an interface to Go.
        return this.fail(
          `can't evaluate field ${name} in type ${'fields' in node && node.fields[0] !== name ? 'interface {}' : typeName(receiver)}`,
        )
    }
  }

  #method(
    name: string,
    method: HostMethod,
    node: Operand,
    operands: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    const rest = method.parameters.at(-1)?.startsWith('...')
    const types = method.parameters.map(type => parameterType(type.replace('...', '')))
    const shape: GoFunction = {
      parameters: rest ? types.slice(0, -1) : types,
      rest: rest ? types.at(-1) : undefined,
      unknowns: 'strict',
      result: 'any',
      call: args => {
        this.reads.calls.add([name, ...args.map(arg => (arg.kind === 'string' ? arg.text : arg.kind))].join(' '))
        return method.call(args)
      },
    }
    return this.#invoke(name, shape, node, operands, dot, final)
  }

  #function(
    name: string,
    node: Operand | Command,
    operands: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    const called = this.functions.get(name)
    if (!called) this.fail(`${JSON.stringify(name)} is not a defined function`)
    if (name === 'and' || name === 'or') return this.#shortCircuit(name, operands, dot, final)
    return this.#invoke(name, called, node, operands, dot, final)
  }

  #shortCircuit(name: 'and' | 'or', operands: readonly Operand[], dot: Value, final: Value | undefined): Value {
    if (operands.length === 1 && !final) this.fail(`wrong number of args for ${name}: want at least 1 got 0`)
    let value: Value = invalid
    let doubt: Unknown | undefined
    for (const operand of operands.slice(1)) {
      value = this.#argument(operand, 'interface {}', dot)
      const isTrue = truth(value)
      if (isTrue === undefined) doubt ??= value.kind === 'unknown' ? value : this.unknown('condition', name, 'any')
      else if (isTrue === (name === 'or')) return doubt ? this.#perhaps(doubt, isTrue) : value
    }
    if (final) value = final.kind === 'invalid' ? nil : final
    if (!doubt) return value
    const isTrue = truth(value)
    return isTrue === (name === 'or') ? this.#perhaps(doubt, isTrue) : doubt
  }

  /** One of several values that are all true, or all false: which, nobody knows, but `if` can go on. */
  #perhaps(doubt: Unknown, isTrue: boolean): Value {
    return isTrue && doubt.shape === 'bool' ? bool(true) : doubt
  }

  #invoke(
    name: string,
    called: GoFunction,
    node: Operand | Command,
    operands: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    const { parameters, rest, unknowns } = called
    const count = Math.max(0, operands.length - 1) + (final ? 1 : 0)
    if (rest ? count < parameters.length : count !== parameters.length)
      this.fail(`wrong number of args for ${name}: want ${rest ? 'at least ' : ''}${parameters.length} got ${count}`)
    const args: Value[] = []
    for (let index = 1; index < operands.length; index++) {
      const operand = operands[index]
      const type = parameters[index - 1] ?? rest ?? 'interface {}'
      if (operand) args.push(this.#argument(operand, type, dot))
    }
    if (final) {
      const fitted = fit(final, parameters[count - 1] ?? rest ?? 'interface {}')
      args.push(typeof fitted === 'string' ? this.fail(fitted) : fitted)
    }
    if (unknowns !== 'lazy') {
      const doubt = this.#settle(args, called)
      if (doubt) return doubt
    }
    try {
      const result = called.call(args, this)
      this.step(sizeOf(result))
      if (this.guard && result.kind === 'map' && !args.includes(result)) this.madeUnderGuard.set(result, this.guard)
      return result
    } catch (error) {
      this.at(node)
      if (error instanceof TemplateFailure) {
        this.fail(
          `error calling ${name}: ${error.message}`,
          name === 'fail' || name === 'required' ? 'failed' : 'error',
        )
      }
      if (!(error instanceof ExecutionError) || error.type === 'limit') throw error
      const { source, name: frameName } = this.frame
      const before = position(source, frameName, this.node.span.start, shown(this.node))
      throw new ExecutionError(error.message, error.at, `${before}error calling ${name}: ${error.trace}`, error.type)
    }
  }

  /** Unknown arguments make the result unknown, or become a word where that is enough. */
  #settle(args: Value[], { parameters, rest, unknowns, result }: GoFunction): Unknown | undefined {
    for (let index = 0; index < args.length; index++) {
      const value = args[index]
      if (!value) continue
      if (value.kind === 'map' || value.kind === 'list') this.reads.whole(value)
      const isUnknown = value.kind === 'unknown'
      if (!isUnknown && !(value.kind === 'string' && value.uncertain)) continue
      const type = parameters[index] ?? rest
      if (unknowns === 'layout' && (type === 'string' || type === 'interface {}')) {
        if (isUnknown) args[index] = { kind: 'string', text: this.token(value), uncertain: true }
      } else {
        return isUnknown ? unknown(value.cause, result) : this.unknown('condition', '', result)
      }
    }
    return undefined
  }

  /** @param collapses whether nil becomes no value, as where a pipeline ends */
  #argument(operand: Operand, type: ParameterType, dot: Value, collapses = true): Value {
    this.at(operand)
    let value: Value
    switch (operand.kind) {
      case 'dot':
        value = dot
        break
      case 'nil':
        if (type === 'interface {}' || type.includes('['))
          return type.startsWith('[]') ? this.#fitted(invalid, type) : nil
        return this.fail(`cannot assign nil to ${type}`)
      case 'field':
        value = this.#fields(dot, operand.fields, operand, [], dot, undefined)
        break
      case 'variable':
        value = this.#variable(operand, [operand], dot, undefined)
        break
      case 'pipe':
        value = this.pipeline(operand, dot)
        break
      case 'function':
        value = this.#function(operand.name, operand, [operand], dot, undefined)
        break
      case 'chain':
        value = this.#chain(operand, [operand], dot, undefined)
        break
      case 'number':
        if (operand.type === 'complex128') return this.unknown('unsupported', 'complex128', 'number')
        return this.#checked(fitNumber(operand, type, printOperand(operand)))
      case 'string':
        if (type !== 'string' && type !== 'interface {}') return this.#mismatch(operand, type)
        return this.#literal(operand, dot)
      case 'bool':
        if (type !== 'bool' && type !== 'interface {}') return this.#mismatch(operand, type)
        return bool(operand.value)
    }
    return collapses ? this.#fitted(value, type) : value
  }

  #fitted(value: Value, type: ParameterType): Value {
    return this.#checked(fit(value, type))
  }

  #checked(value: Value | string): Value {
    return typeof value === 'string' ? this.fail(value) : value
  }

  #mismatch(operand: Operand, type: ParameterType): never {
    const shownAs = printOperand(operand)
    if (type.includes('[')) this.fail(`can't handle ${shownAs} for arg of type ${type}`)
    this.fail(`expected ${type.startsWith('int') ? 'integer' : type.replace('64', '')}; found ${shownAs}`)
  }
}

function parameterType(type: string): ParameterType {
  return type === 'string' || type === 'int' || type === 'bool' ? type : 'interface {}'
}

/** How many steps it takes to make a value: a list of a million numbers is not one. */
function sizeOf(value: Value): number {
  if (value.kind === 'list') return Math.ceil(value.items.length / 10)
  return value.kind === 'string' ? Math.ceil(value.text.length / 1000) : 0
}

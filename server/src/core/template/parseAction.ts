import type { Uri } from '../base/place.ts'
import { quoteGo, unquoteGo } from './format/quote.ts'
import type { Token } from './lex.ts'
import type { Command, Operand, Pipe } from './nodes.ts'
import { numberOf } from './number.ts'
import { printOperand } from './printNode.ts'
import { copied } from './run.ts'

/** Thrown inside this folder where an action cannot be read. */
export class ParseFailure extends Error {
  readonly token: Token

  constructor(message: string, token: Token) {
    super(message)
    this.token = token
  }
}

/** Reads the tokens of one action after the other, and knows the variables that are in scope. */
export class ActionParser {
  /** With their `$`. The caller cuts them back at the end of a scope. */
  readonly variables: string[] = ['$']
  readonly #uri: Uri
  readonly #isFunction: (name: string) => boolean
  #tokens: readonly Token[] = []
  #index = 0

  constructor(uri: Uri, isFunction: (name: string) => boolean) {
    this.#uri = uri
    this.#isFunction = isFunction
  }

  start(tokens: readonly Token[]): void {
    this.#tokens = tokens
    this.#index = 0
  }

  /** The keyword that comes next, if one does. */
  keyword(): Token | undefined {
    const token = this.#peekNonSpace()
    if (token.kind !== 'keyword') return undefined
    this.#index++
    return token
  }

  atEnd(): boolean {
    return this.#peekNonSpace().kind === 'end'
  }

  expectEnd(context: string): void {
    const token = this.#peekNonSpace()
    if (token.kind !== 'end') throw this.unexpectedAt(token, context)
  }

  /** The string that names a template. */
  name(context: string): string {
    const token = this.#peekNonSpace()
    const text = token.kind === 'string' || token.kind === 'raw' ? unquoteGo(token.text) : undefined
    if (text === undefined) throw this.unexpectedAt(token, context)
    this.#index++
    return text
  }

  unexpectedAt(token: Token, context: string): ParseFailure {
    if (token.kind === 'error') return new ParseFailure(token.text, token)
    return new ParseFailure(`unexpected ${shown(token)} in ${context}`, token)
  }

  pipeline(context: string, end: 'end' | 'close' = 'end'): Pipe {
    const { start } = this.#peekNonSpace()
    const { variables, assigns } = this.#readDeclarations(context)
    const commands: Command[] = []
    for (;;) {
      const token = this.#peekNonSpace()
      if (token.kind === end) {
        this.#index++
        check(commands, context, token)
        return { kind: 'pipe', span: { start, end: token.start }, variables, assigns, commands }
      }
      if (!STARTS_OPERAND.has(token.kind)) throw this.unexpectedAt(token, context)
      commands.push(this.#command())
    }
  }

  #readDeclarations(context: string): { variables: readonly string[]; assigns: boolean } {
    const declared: string[] = []
    for (;;) {
      const variable = this.#peekNonSpace()
      if (variable.kind !== 'variable') return { variables: declared, assigns: false }
      const back = this.#index
      this.#index++
      const next = this.#peekNonSpace()
      if (next.kind === 'assign' || next.kind === 'declare') {
        this.#index++
        declared.push(variable.text)
        this.variables.push(variable.text)
        return { variables: declared, assigns: next.kind === 'assign' }
      }
      if (next.kind !== 'other' || next.text !== ',') {
        this.#index = back
        return { variables: declared, assigns: false }
      }
      this.#index++
      declared.push(variable.text)
      this.variables.push(variable.text)
      if (context !== 'range' || declared.length > 1)
        throw new ParseFailure(`too many declarations in ${context}`, next)
      const after = this.#peekNonSpace()
      if (after.kind !== 'variable' && after.kind !== 'end' && after.kind !== 'close')
        throw new ParseFailure('range can only initialize variables', after)
    }
  }

  #command(): Command {
    const { start } = this.#peekNonSpace()
    const operands: Operand[] = []
    let token: Token
    do {
      this.#peekNonSpace()
      const operand = this.#operand()
      if (operand) operands.push(operand)
      token = this.#peek()
      if (token.kind === 'space' || token.kind === 'pipe') this.#index++
      else if (token.kind !== 'end' && token.kind !== 'close') throw this.unexpectedAt(token, 'operand')
    } while (token.kind === 'space')
    if (operands.length === 0) throw new ParseFailure('empty command', token)
    return { kind: 'command', span: { start, end: token.start }, operands }
  }

  #operand(): Operand | undefined {
    const node = this.#term()
    const first = this.#peek()
    if (!node || first.kind !== 'field') return node
    const fields: string[] = []
    let end = first.end
    for (let token = first; token.kind === 'field'; token = this.#peek()) {
      fields.push(token.text.slice(1))
      end = token.end
      this.#index++
    }
    const span = { start: first.start, end }
    switch (node.kind) {
      case 'field':
      case 'variable':
        return { ...node, span, fields: [...node.fields, ...fields] }
      case 'function':
      case 'pipe':
      case 'chain':
        return { kind: 'chain', span, of: node, fields }
      default:
        throw new ParseFailure(`unexpected . after term ${quoteGo(printOperand(node))}`, first)
    }
  }

  #term(): Operand | undefined {
    const token = this.#peekNonSpace()
    const span = { start: token.start, end: token.end }
    this.#index++
    switch (token.kind) {
      case 'identifier':
        if (!this.#isFunction(token.text)) throw new ParseFailure(`function "${token.text}" not defined`, token)
        return { kind: 'function', span, name: token.text }
      case 'dot':
      case 'nil':
        return { kind: token.kind, span }
      case 'variable':
        if (!this.variables.includes(token.text)) throw new ParseFailure(`undefined variable "${token.text}"`, token)
        return { kind: 'variable', span, name: token.text, fields: [] }
      case 'field':
        return { kind: 'field', span, fields: [token.text.slice(1)] }
      case 'bool':
        return { kind: 'bool', span, value: token.text === 'true' }
      case 'number':
      case 'complex':
      case 'rune': {
        const number = numberOf(token)
        if (typeof number === 'string') throw new ParseFailure(number, token)
        return number
      }
      case 'string':
      case 'raw': {
        const text = unquoteGo(token.text)
        if (text === undefined) throw new ParseFailure('invalid syntax', token)
        const isPlain = text.length > 0 && text.length === token.text.length - 2
        const inner = { start: token.start + 1, end: token.end - 1 }
        const run = isPlain ? copied({ uri: this.#uri, span: inner }) : undefined
        return { kind: 'string', span, quoted: token.text, text, run }
      }
      case 'open':
        return this.pipeline('parenthesized pipeline', 'close')
      default:
        this.#index--
        return undefined
    }
  }

  #peek(): Token {
    const token = this.#tokens[this.#index] ?? this.#tokens[this.#tokens.length - 1]
    return token ?? { kind: 'error', start: 0, end: 0, text: 'unclosed action' }
  }

  #peekNonSpace(): Token {
    let token = this.#peek()
    while (token.kind === 'space') {
      this.#index++
      token = this.#peek()
    }
    return token
  }
}

const STARTS_OPERAND = new Set<Token['kind']>([
  'bool',
  'rune',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw',
  'string',
  'variable',
  'open',
])

function check(commands: readonly Command[], context: string, end: Token): void {
  if (commands.length === 0) throw new ParseFailure(`missing value for ${context}`, end)
  commands.forEach(({ operands, span }, index) => {
    const kind = operands[0]?.kind
    const isValue = kind === 'bool' || kind === 'dot' || kind === 'nil' || kind === 'number' || kind === 'string'
    if (index > 0 && isValue) {
      const token: Token = { kind: 'other', ...span, text: '' }
      throw new ParseFailure(`non executable command in pipeline stage ${index + 1}`, token)
    }
  })
}

/** A token as Go shows it in messages. */
function shown({ kind, text }: Token): string {
  if (kind === 'keyword' || kind === 'nil' || kind === 'dot') return `<${text}>`
  return text.length > 10 ? `${quoteGo(text.slice(0, 10))}...` : quoteGo(text)
}

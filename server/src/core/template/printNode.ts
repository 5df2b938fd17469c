import { quoteGo } from './format/quote.ts'
import type { Command, Operand, Pipe } from './nodes.ts'

/** Parts of an action as Go writes them in messages: `at <.Values.a.b>`. */
export function printPipe({ variables, assigns, commands }: Pipe): string {
  const declared = variables.length > 0 ? `${variables.join(', ')} ${assigns ? '=' : ':='} ` : ''
  return declared + commands.map(printCommand).join(' | ')
}

export function printCommand({ operands }: Command): string {
  return operands
    .map(operand => (operand.kind === 'pipe' ? `(${printPipe(operand)})` : printOperand(operand)))
    .join(' ')
}

export function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    case 'bool':
      return String(operand.value)
    case 'number':
      return operand.text
    case 'string':
      return operand.quoted
    case 'field':
      return operand.fields.map(name => `.${name}`).join('')
    case 'variable':
      return [operand.name, ...operand.fields].join('.')
    case 'function':
      return operand.name
    case 'chain': {
      const { of, fields } = operand
      const head = of.kind === 'pipe' ? `(${printPipe(of)})` : printOperand(of)
      return head + fields.map(name => `.${name}`).join('')
    }
    case 'pipe':
      return printPipe(operand)
  }
}

export function printTemplate(name: string, pipe: Pipe | undefined): string {
  return `{{template ${quoteGo(name)}${pipe ? ` ${printPipe(pipe)}` : ''}}}`
}

import { typeName } from './format/typeName.ts'
import type { ParameterType } from './function.ts'
import type { NumberOperand } from './nodes.ts'
import { nil, type Value } from './value.ts'

/**
 * A value as a parameter takes it.
 *
 * @returns Go's message when the type does not fit
 */
export function fit(value: Value, type: ParameterType): Value | string {
  if (type === 'interface {}') return value.kind === 'invalid' ? nil : value
  switch (value.kind) {
    case 'unknown':
      return value
    case 'invalid':
      if (type === 'map[string]interface {}') return { kind: 'map', entries: new Map() }
      if (type === '[]interface {}' || type === '[]string') return { kind: 'list', items: [], type }
      return `invalid value; expected ${type}`
    case 'nil':
      return `wrong type for value; expected ${type}; got interface {}`
    default:
      return isAssignable(value, type) ? value : `wrong type for value; expected ${type}; got ${typeName(value)}`
  }
}

function isAssignable(value: Value, type: ParameterType): boolean {
  switch (type) {
    case 'string':
      return value.kind === 'string' && value.type === undefined
    case 'bool':
      return value.kind === 'bool'
    case 'float64':
      return value.kind === 'float'
    case 'int':
    case 'int64':
    case 'int32':
      return value.kind === 'int' && value.type === type
    case 'map[string]interface {}':
      return isDictionary(value) || (value.kind === 'host' && value.data !== undefined && isDictionary(value.data))
    case '[]interface {}':
      return value.kind === 'list' && (value.type === undefined || value.type === type)
    case '[]string':
      return value.kind === 'list' && value.type === type
    case 'interface {}':
      return true
  }
}

/** A named type of such a map may stand for it. */
function isDictionary(value: Value): boolean {
  return value.kind === 'map' && (value.type === undefined || !value.type.startsWith('map['))
}

/**
 * A literal as a parameter takes it: a number becomes what the parameter wants, if it can.
 *
 * @param shown as Go prints it in the message
 */
export function fitNumber(number: NumberOperand, type: ParameterType, shown: string): Value | string {
  switch (type) {
    case 'int':
    case 'int64':
    case 'int32':
      if (number.isInt) return { kind: 'int', type, value: number.value }
      return `expected integer; found ${shown}`
    case 'float64':
      return { kind: 'float', value: number.value }
    case 'string':
      return `expected string; found ${shown}`
    case 'bool':
      return `expected bool; found ${shown}`
    case 'interface {}':
      return constant(number)
    default:
      return `can't handle ${shown} for arg of type ${type}`
  }
}

/** What a number literal is to whoever takes anything. */
export function constant({ type, value }: NumberOperand): Value {
  return type === 'int' ? { kind: 'int', type, value } : { kind: 'float', value }
}

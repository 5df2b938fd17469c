import { anyArg, fail, type GoFunction, numberArg, strict, textArg } from '../function.ts'
import { parseFloatGo, parseInteger } from '../number.ts'
import { float, type IntValue, int, string, type Value } from '../value.ts'

/** Arithmetic. Integers are int64, whatever they were made of; where a conversion prints the same text, its place is kept. */
export const mathFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['int', strict('any', 'number', args => converted(args, 'int'))],
  ['int64', strict('any', 'number', args => converted(args, 'int64'))],
  ['float64', strict('any', 'number', args => float(toFloat(anyArg(args, 0))))],
  ['atoi', strict('string', 'number', args => int(atoi(textArg(args, 0).text)))],
  ['toDecimal', strict('any', 'number', args => int(toDecimal(anyArg(args, 0)), 'int64'))],
  ['add', strict('...any', 'number', args => whole(numbers(args).reduce((sum, each) => sum + each, 0)))],
  ['add1', strict('any', 'number', args => whole(toInteger(anyArg(args, 0)) + 1))],
  ['sub', strict('any, any', 'number', args => whole(toInteger(anyArg(args, 0)) - toInteger(anyArg(args, 1))))],
  ['mul', strict('any, ...any', 'number', args => whole(numbers(args).reduce((product, each) => product * each, 1)))],
  ['div', strict('any, any', 'number', args => whole(Math.trunc(toInteger(anyArg(args, 0)) / divisor(args))))],
  ['mod', strict('any, any', 'number', args => whole(toInteger(anyArg(args, 0)) % divisor(args)))],
  ['max', strict('any, ...any', 'number', args => whole(Math.max(...numbers(args))))],
  ['biggest', strict('any, ...any', 'number', args => whole(Math.max(...numbers(args))))],
  ['min', strict('any, ...any', 'number', args => whole(Math.min(...numbers(args))))],
  ['addf', strict('...any', 'number', args => float(floats(args).reduce((sum, each) => sum + each, 0)))],
  ['add1f', strict('any', 'number', args => float(toFloat(anyArg(args, 0)) + 1))],
  ['subf', strict('any, ...any', 'number', args => float(floats(args).reduce((rest, each) => rest - each)))],
  ['mulf', strict('any, ...any', 'number', args => float(floats(args).reduce((product, each) => product * each)))],
  ['divf', strict('any, ...any', 'number', args => float(floats(args).reduce((rest, each) => rest / each)))],
  ['maxf', strict('any, ...any', 'number', args => float(Math.max(...floats(args))))],
  ['minf', strict('any, ...any', 'number', args => float(Math.min(...floats(args))))],
  ['ceil', strict('any', 'number', args => float(Math.ceil(toFloat(anyArg(args, 0)))))],
  ['floor', strict('any', 'number', args => float(Math.floor(toFloat(anyArg(args, 0)))))],
  ['round', strict('any, int, ...float64', 'number', args => float(rounded(args)))],
  ['seq', strict('...int', 'string', args => string(sequence(args)))],
])

function whole(value: number): IntValue {
  return int(value === 0 ? 0 : value, 'int64')
}

function numbers(args: readonly Value[]): readonly number[] {
  return args.map(toInteger)
}

function floats(args: readonly Value[]): readonly number[] {
  return args.map(toFloat)
}

function divisor(args: readonly Value[]): number {
  const by = toInteger(anyArg(args, 1))
  return by === 0 ? fail('runtime error: integer divide by zero') : by
}

function converted(args: readonly Value[], type: 'int' | 'int64'): IntValue {
  const value = anyArg(args, 0)
  const made = int(toInteger(value), type)
  const written = value.kind === 'string' ? value : 'written' in value ? value.written : undefined
  return written ? { ...made, written } : made
}

/** As spf13/cast makes an int64 of anything: 0 of what is no number. */
export function toInteger(value: Value): number {
  switch (value.kind) {
    case 'int':
      return value.value
    case 'float':
      return Number.isFinite(value.value) ? Math.trunc(value.value) : 0
    case 'bool':
      return value.value ? 1 : 0
    case 'string':
      return parseInteger(withoutZeroDecimals(value.text)) ?? 0
    default:
      return 0
  }
}

/** `8.0` counts as `8`. */
function withoutZeroDecimals(text: string): string {
  return /^[^.]*\.0*$/.test(text) ? text.slice(0, text.indexOf('.')) : text
}

export function toFloat(value: Value): number {
  switch (value.kind) {
    case 'int':
    case 'float':
      return value.value
    case 'bool':
      return value.value ? 1 : 0
    case 'string':
      return parseFloatGo(value.text) ?? 0
    default:
      return 0
  }
}

function atoi(text: string): number {
  return /^[+-]?\d+$/.test(text) ? Number(text) : 0
}

/** Octal, as file modes are. */
function toDecimal(value: Value): number {
  const text = value.kind === 'string' ? value.text : String(toInteger(value))
  return /^[+-]?[0-7]+$/.test(text) ? Number.parseInt(text, 8) : 0
}

function rounded(args: readonly Value[]): number {
  const value = toFloat(anyArg(args, 0))
  const places = 10 ** numberArg(args, 1)
  const from = args.length > 2 ? numberArg(args, 2) : 0.5
  const scaled = value * places
  const rest = scaled - Math.trunc(scaled)
  return (rest >= from ? Math.ceil(scaled) : Math.floor(scaled)) / places
}

/** As the shell's `seq`, on one line. */
function sequence(args: readonly Value[]): string {
  const given = args.map((_, index) => numberArg(args, index))
  const [first = 1, second = 1, third] = given
  let start = 1
  let step: number
  let end: number
  switch (given.length) {
    case 0:
      return ''
    case 1:
      end = first
      step = end < start ? -1 : 1
      break
    case 2:
      start = first
      end = second
      step = end < start ? -1 : 1
      break
    default:
      start = first
      step = second
      end = third ?? start
  }
  if (step === 0 || Math.abs((end - start) / step) > 1_000_000) return ''
  const made: number[] = []
  for (let at = start; step > 0 ? at <= end : at >= end; at += step) made.push(at)
  return made.join(' ')
}

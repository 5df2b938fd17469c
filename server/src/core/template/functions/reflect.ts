import { typeName } from '../format/typeName.ts'
import { anyArg, type GoFunction, strict, textArg } from '../function.ts'
import { bool, string, type Value } from '../value.ts'
import { inspect } from './equal.ts'
import { kindOf } from './lists.ts'

/** What kind of value something is, by Go's names. */
export const reflectFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['typeOf', strict('any', 'string', args => string(typeName(anyArg(args, 0))))],
  ['typeIs', strict('string, any', 'bool', args => bool(textArg(args, 0).text === typeName(anyArg(args, 1))))],
  ['typeIsLike', strict('string, any', 'bool', args => bool(isLike(textArg(args, 0).text, anyArg(args, 1))))],
  ['kindOf', strict('any', 'string', args => string(kindOf(anyArg(args, 0))))],
  ['kindIs', strict('string, any', 'bool', args => bool(textArg(args, 0).text === kindOf(anyArg(args, 1))))],
  ['deepEqual', strict('any, any', 'bool', args => bool(inspect(anyArg(args, 0)) === inspect(anyArg(args, 1))))],
])

function isLike(name: string, value: Value): boolean {
  const type = typeName(value)
  return name === type || `*${name}` === type
}

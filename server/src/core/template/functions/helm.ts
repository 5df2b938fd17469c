import { anyArg, type GoFunction, lazy, strict, textArg } from '../function.ts'
import { unknown } from '../unknown.ts'
import { map, string } from '../value.ts'

/** Functions that run templates, and those that ask the world around. */
export const helmFunctions: ReadonlyMap<string, GoFunction> = new Map([
  [
    'include',
    lazy('string, any', (args, calling) => {
      const [name] = args
      if (name?.kind === 'unknown') return unknown(name.cause, 'string')
      if (textArg(args, 0).uncertain) return calling.unknown('condition', 'include', 'string')
      return calling.include(textArg(args, 0), anyArg(args, 1))
    }),
  ],
  [
    'tpl',
    lazy('string, any', (args, calling) => {
      const [text] = args
      if (text?.kind === 'unknown') return unknown(text.cause, 'string')
      return calling.tpl(textArg(args, 0), anyArg(args, 1))
    }),
  ],
  [
    'lookup',
    strict('string, string, string, string', 'map', (_, calling) =>
      calling.mode === 'exact' ? map() : calling.unknown('cluster', 'lookup', 'map'),
    ),
  ],
  ['getHostByName', strict('string', 'string', () => string(''))],
])

import { typeName } from '../format/typeName.ts'
import { anyArg, fail, type GoFunction, lazy, numberArg, plain, strict } from '../function.ts'
import { unknown } from '../unknown.ts'
import { bool, int, type ListValue, list, nil, type Value } from '../value.ts'
import { isEmpty } from './defaults.ts'
import { inspect } from './equal.ts'

/** Functions of lists. They give new lists; items keep where they were written. */
export const listFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['list', lazy('...any', args => list(args))],
  ['tuple', lazy('...any', args => list(args))],
  ...both(
    'append',
    lazy('any, any', args => grown(args, 'Cannot push on type', (items, item) => [...items, item])),
  ),
  ...both(
    'push',
    lazy('any, any', args => grown(args, 'Cannot push on type', (items, item) => [...items, item])),
  ),
  ...both(
    'prepend',
    lazy('any, any', args => grown(args, 'Cannot prepend on type', (items, item) => [item, ...items])),
  ),
  ...both(
    'first',
    strict('any', 'any', args => items(args, 0, 'first')[0] ?? nil),
  ),
  ...both(
    'last',
    strict('any', 'any', args => items(args, 0, 'last').at(-1) ?? nil),
  ),
  ...both(
    'rest',
    strict('any', 'list', args => list(items(args, 0, 'rest').slice(1))),
  ),
  ...both(
    'initial',
    strict('any', 'list', args => list(items(args, 0, 'initial').slice(0, -1))),
  ),
  ...both(
    'reverse',
    strict('any', 'list', args => list(items(args, 0, 'reverse').toReversed())),
  ),
  ...both(
    'uniq',
    strict('any', 'list', args => list(distinct(items(args, 0, 'uniq')))),
  ),
  ...both(
    'without',
    strict('any, ...any', 'list', args => list(without(items(args, 0, 'without'), args.slice(1)))),
  ),
  ...both(
    'has',
    strict('any, any', 'bool', args => has(anyArg(args, 0), anyArg(args, 1))),
  ),
  ...both('slice', strict('any, ...any', 'list', sliced)),
  ...both(
    'compact',
    strict('any', 'list', args => list(items(args, 0, 'compact').filter(item => isEmpty(item) !== true))),
  ),
  ...both(
    'chunk',
    strict('int, any', 'list', args => list(chunks(numberArg(args, 0), items(args, 1, 'chunk')))),
  ),
  ['concat', lazy('...any', concat)],
  [
    'until',
    strict('int', 'list', args => list(numbers(0, numberArg(args, 0), numberArg(args, 0) < 0 ? -1 : 1), '[]int')),
  ],
  [
    'untilStep',
    strict('int, int, int', 'list', args =>
      list(numbers(numberArg(args, 0), numberArg(args, 1), numberArg(args, 2)), '[]int'),
    ),
  ],
])

function both(name: string, made: GoFunction): readonly [string, GoFunction][] {
  return [
    [name, made],
    [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`, made],
  ]
}

function items(args: readonly Value[], index: number, action: string): readonly Value[] {
  const value = plain(anyArg(args, index))
  if (value.kind === 'list') return value.items
  if (value.kind === 'nil') fail(nilList)
  return fail(`Cannot find ${action} on type ${kindOf(value)}`)
}

/** What Go says of a list that is nil. */
const nilList = 'runtime error: invalid memory address or nil pointer dereference'

/** The kind that Go's `reflect` names. */
export function kindOf(value: Value): string {
  switch (value.kind) {
    case 'nil':
    case 'invalid':
      return 'invalid'
    case 'bool':
    case 'map':
      return value.kind
    case 'string':
      return 'string'
    case 'float':
      return 'float64'
    case 'int':
      return value.type
    case 'list':
      return 'slice'
    case 'host':
      return value.data ? kindOf(value.data) : value.type.startsWith('*') ? 'ptr' : 'struct'
    case 'unknown':
      return 'interface'
  }
}

function grown(
  args: readonly Value[],
  refusal: string,
  grow: (items: readonly Value[], item: Value) => readonly Value[],
): Value {
  const value = plain(anyArg(args, 0))
  if (value.kind === 'unknown') return { kind: 'list', items: [anyArg(args, 1)], open: unknown(value.cause) }
  if (value.kind === 'nil') fail(nilList)
  if (value.kind !== 'list') return fail(`${refusal} ${kindOf(value)}`)
  const made = list(grow(value.items, anyArg(args, 1)))
  return value.open ? { ...made, open: value.open } : made
}

function concat(args: readonly Value[]): Value {
  const joined: Value[] = []
  let open: ListValue['open']
  for (const arg of args) {
    const value = plain(arg)
    if (value.kind === 'unknown') open = value
    else if (value.kind === 'list') {
      joined.push(...value.items)
      open ??= value.open
    } else if (value.kind === 'nil') fail(nilList)
    else fail(`Cannot concat type ${kindOf(value)} as list`)
  }
  return open ? { kind: 'list', items: joined, open } : list(joined)
}

function distinct(all: readonly Value[]): readonly Value[] {
  const seen = new Set<string>()
  return all.filter(item => {
    const key = inspect(item)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function without(all: readonly Value[], omitted: readonly Value[]): readonly Value[] {
  const keys = new Set(omitted.map(inspect))
  return all.filter(item => !keys.has(inspect(item)))
}

function has(needle: Value, haystack: Value): Value {
  const within = plain(haystack)
  if (within.kind === 'nil') return bool(false)
  if (within.kind !== 'list') return fail(`Cannot find has on type ${kindOf(within)}`)
  const key = inspect(needle)
  return bool(within.items.some(item => inspect(item) === key))
}

function sliced(args: readonly Value[]): Value {
  const value = plain(anyArg(args, 0))
  if (value.kind !== 'list') return fail(`list should be type of slice or array but ${typeName(value)}`)
  const { length } = value.items
  if (length === 0) return nil
  const start = args.length > 1 ? numberArg(args, 1) : 0
  const end = args.length > 2 ? numberArg(args, 2) : length
  if (start < 0 || end > length || start > end) fail('reflect.Value.Slice: slice index out of bounds')
  const part = value.items.slice(start, end)
  return value.type ? list(part, value.type) : list(part)
}

function chunks(size: number, all: readonly Value[]): readonly Value[] {
  if (size < 1) fail('runtime error: makeslice: len out of range')
  const parts: Value[] = []
  for (let at = 0; at < all.length; at += size) parts.push(list(all.slice(at, at + size)))
  return parts
}

function numbers(start: number, stop: number, step: number): readonly Value[] {
  const made: Value[] = []
  if (stop < start ? step >= 0 : step <= 0) return made
  const count = Math.ceil((stop - start) / step)
  if (count > MOST_NUMBERS) fail(`more than ${MOST_NUMBERS} numbers`)
  for (let index = 0; index < count; index++) made.push(int(start + index * step))
  return made
}

const MOST_NUMBERS = 1_000_000

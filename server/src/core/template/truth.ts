import type { Value } from './value.ts'

/**
 * Whether a value is true to `if`, `with`, `and`, `or`, `not`: not zero and not empty.
 *
 * @returns `undefined` when nobody knows
 */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'nil':
    case 'invalid':
      return false
    case 'bool':
      return value.value
    case 'float':
    case 'int':
      return value.value !== 0
    case 'string':
      return value.uncertain ? undefined : value.text !== ''
    case 'map':
      return value.entries.size > 0 ? true : value.open ? undefined : false
    case 'list':
      return value.items.length > 0 ? true : value.open ? undefined : false
    case 'host':
      return value.data ? truth(value.data) : true
    case 'unknown':
      return undefined
  }
}

import { plain } from '../function.ts'
import { sortedKeys } from '../keys.ts'
import type { Value } from '../value.ts'

/**
 * A text that two values share exactly if Go's `reflect.DeepEqual` takes them for equal: of the same type, with the same content.
 */
export function inspect(value: Value): string {
  switch (value.kind) {
    case 'nil':
    case 'invalid':
      return 'nil'
    case 'bool':
      return `b${value.value}`
    case 'float':
      return `f${value.value}`
    case 'int':
      return `${value.type} ${value.value}`
    case 'string':
      return JSON.stringify(value.text)
    case 'list':
      return `${value.type ?? ''}[${value.items.map(inspect).join(',')}]`
    case 'map': {
      const parts = sortedKeys(value).map(key => {
        const entry = value.entries.get(key)
        return `${JSON.stringify(key)}:${entry ? inspect(entry.value) : ''}`
      })
      return `${value.type ?? ''}{${parts.join(',')}}`
    }
    case 'host':
      return value.data ? inspect(plain(value)) : value.type
    case 'unknown':
      return 'unknown'
  }
}

import type { Value } from '../value.ts'

/** The Go type of a value as `%T`, `typeOf` and messages print it. */
export function typeName(value: Value): string {
  switch (value.kind) {
    case 'nil':
    case 'invalid':
      return '<nil>'
    case 'bool':
      return 'bool'
    case 'float':
      return 'float64'
    case 'int':
      return value.type
    case 'string':
      return value.type ?? 'string'
    case 'map':
      return value.type ?? 'map[string]interface {}'
    case 'list':
      return value.type ?? '[]interface {}'
    case 'host':
      return value.type
    case 'unknown':
      return 'interface {}'
  }
}

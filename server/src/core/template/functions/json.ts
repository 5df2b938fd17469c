import type { TokenOf } from '../format/print.ts'
import { plain } from '../function.ts'
import { compareBytes } from '../keys.ts'
import { bool, float, list, type MapEntry, nil, string, type Value } from '../value.ts'

/** A value as Go's `encoding/json` writes it: keys sorted, `<`, `>` and `&` escaped unless told otherwise. */
export function writeJson(value: Value, indent: string, escapes: boolean, token: TokenOf): string {
  const write = (each: Value, before: string): string => {
    const inside = before + indent
    const around = (open: string, parts: readonly string[], close: string): string => {
      if (parts.length === 0) return open + close
      return indent === ''
        ? open + parts.join(',') + close
        : `${open}\n${parts.map(part => inside + part).join(',\n')}\n${before}${close}`
    }
    const at = plain(each)
    switch (at.kind) {
      case 'nil':
      case 'invalid':
        return 'null'
      case 'bool':
        return String(at.value)
      case 'int':
      case 'float':
        return JSON.stringify(at.value).replace(/e([+-])0*(\d)/, 'e$1$2')
      case 'string':
        return quoteJson(at.text, escapes)
      case 'unknown':
        return token(at)
      case 'list':
        return around(
          '[',
          at.items.map(item => write(item, inside)),
          ']',
        )
      case 'map': {
        const keys = [...at.entries.keys()].sort(compareBytes)
        const colon = indent === '' ? ':' : ': '
        const parts = keys.map(key => {
          const entry = at.entries.get(key)
          return quoteJson(key, escapes) + colon + (entry ? write(entry.value, inside) : 'null')
        })
        return around('{', parts, '}')
      }
      case 'host': {
        const fields = [...(at.fields ?? [])]
        return around(
          '{',
          fields.map(([name, field]) => `${quoteJson(name, escapes)}:${write(field, inside)}`),
          '}',
        )
      }
    }
  }
  return write(value, '')
}

function quoteJson(text: string, escapes: boolean): string {
  const quoted = JSON.stringify(text)
  return (
    escapes ? quoted.replace(/[<>&\u2028\u2029]/g, escaped) : quoted.replace(/[\u2028\u2029]/g, escaped)
  ).replaceAll('\x7f', '\x7f')
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** JSON as Go values, or a message when it is none. */
export function readJson(text: string): Value | string {
  try {
    return valueOfJson(JSON.parse(text))
  } catch {
    return text.trim() === ''
      ? 'unexpected end of JSON input'
      : `invalid character '${text.trim().charAt(0)}' looking for beginning of value`
  }
}

function valueOfJson(data: unknown): Value {
  switch (typeof data) {
    case 'string':
      return string(data)
    case 'number':
      return float(data)
    case 'boolean':
      return bool(data)
    default:
  }
  if (Array.isArray(data)) return list(data.map(valueOfJson))
  if (typeof data !== 'object' || data === null) return nil
  const entries = new Map<string, MapEntry>()
  for (const [key, value] of Object.entries(data)) entries.set(key, { key: string(key), value: valueOfJson(value) })
  return { kind: 'map', entries }
}

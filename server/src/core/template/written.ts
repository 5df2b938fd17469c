import type { Location } from '../base/place.ts'
import { printValue, type TokenOf } from './format/print.ts'
import { locationsOf, madeRuns } from './run.ts'
import type { StringValue, Value } from './value.ts'

/** A value as text, as `%v` prints it. A scalar that prints as it was written leads back there. */
export function textOf(value: Value, token: TokenOf): StringValue {
  switch (value.kind) {
    case 'string':
      return value
    case 'unknown':
      return { kind: 'string', text: token(value), uncertain: true }
    case 'bool':
    case 'float':
    case 'int': {
      const text = printValue(value, token)
      const { written } = value
      if (!written?.runs) return { kind: 'string', text }
      if (written.text === text) return { kind: 'string', text, runs: written.runs }
      const runs = madeRuns(text.length, locationsOf(written.runs))
      return runs ? { kind: 'string', text, runs } : { kind: 'string', text }
    }
    default: {
      const before = { tokens: 0 }
      const text = printValue(value, unknown => {
        before.tokens++
        return token(unknown)
      })
      const runs = madeRuns(text.length, inputsOf(value))
      const uncertain = before.tokens > 0 ? { uncertain: true as const } : {}
      return { kind: 'string', text, ...(runs ? { runs } : {}), ...uncertain }
    }
  }
}

/** Where a value and everything in it was written, at most a few places. */
export function inputsOf(value: Value): readonly Location[] {
  const found: Location[] = []
  collect(value, found)
  return found
}

/** Who is told of more places than this learns nothing. */
const MOST_INPUTS = 16

function collect(value: Value, found: Location[]): void {
  if (found.length >= MOST_INPUTS) return
  switch (value.kind) {
    case 'string':
      found.push(...locationsOf(value.runs).slice(0, MOST_INPUTS))
      return
    case 'bool':
    case 'float':
    case 'int':
      if (value.written) found.push(...locationsOf(value.written.runs))
      return
    case 'nil':
      if (value.at) found.push(value.at)
      return
    case 'map':
      if (value.at) found.push(value.at)
      else for (const entry of value.entries.values()) collect(entry.value, found)
      return
    case 'list':
      if (value.at) found.push(value.at)
      else for (const item of value.items) collect(item, found)
      return
    case 'host':
      if (value.data) collect(value.data, found)
      return
    default:
  }
}

import { bool, int, type ListValue, type MapValue, nil, string, type Value } from '../../template/value.ts'
import { ChartRefusal } from '../refusal.ts'
import { emptyMap, setIn } from './maps.ts'

/**
 * Sets values as `--set` says: `a.b=1,list={x,y},items[0].name=web`. A backslash takes the next character for itself.
 *
 * @param into is changed
 * @param as `text` for `--set-string`: every value is a string
 * @throws ChartRefusal for what Helm cannot read (pkg/strvals)
 */
export function setValues(line: string, into: MapValue, as: 'typed' | 'text'): void {
  const reader = new SetReader(line, as)
  try {
    while (reader.hasMore()) reader.entry(into, 0)
  } catch (error) {
    if (!(error instanceof ChartRefusal)) throw error
    throw new ChartRefusal(`failed parsing --set${as === 'text' ? '-string' : ''} data: ${error.message}`)
  }
}

const maxIndex = 65_536
const maxDepth = 30

class SetReader {
  readonly #characters: readonly string[]
  readonly #as: 'typed' | 'text'
  #at = 0

  constructor(line: string, as: 'typed' | 'text') {
    this.#characters = Array.from(line)
    this.#as = as
  }

  hasMore(): boolean {
    return this.#at < this.#characters.length
  }

  entry(into: MapValue, depth: number): void {
    const { text: key, stop } = this.#until('=[,.')
    switch (stop) {
      case undefined:
        throw new ChartRefusal(`key "${key}" has no value`)
      case ',':
        throw new ChartRefusal(`key "${key}" has no value (cannot end with ,)`)
      case '=':
        put(into, key, this.#value())
        return
      case '[': {
        const index = this.#index()
        const before = into.entries.get(key)?.value
        if (before && before.kind !== 'list')
          throw new ChartRefusal(
            `unable to parse key: interface conversion: interface {} is ${before.kind}, not []interface {}`,
          )
        put(into, key, this.#item(before, index, depth))
        return
      }
      default: {
        if (depth >= maxDepth) {
          throw new ChartRefusal(
            `value name nested level is greater than maximum supported nested level of ${maxDepth}`,
          )
        }
        const before = into.entries.get(key)?.value
        if (before && before.kind !== 'map')
          throw new ChartRefusal(
            `unable to parse key: interface conversion: interface {} is ${before.kind}, not map[string]interface {}`,
          )
        const inner = before ?? emptyMap()
        if (!this.hasMore()) return
        this.entry(inner, depth + 1)
        if (inner.entries.size === 0) throw new ChartRefusal(`key map "${key}" has no value`)
        put(into, key, inner)
      }
    }
  }

  /** The list with one item changed. */
  #item(list: ListValue | undefined, index: number, depth: number): ListValue {
    if (index < 0) throw new ChartRefusal(`negative ${index} index not allowed`)
    const { text, stop } = this.#until('[.=')
    if (text !== '') throw new ChartRefusal(`unexpected data at end of array index: "${text}"`)
    const before = list?.items[index]
    switch (stop) {
      case undefined:
        return list ?? { kind: 'list', items: [] }
      case '=':
        return withItem(list, index, this.#value())
      case '[': {
        const inner = this.#index()
        if (before && before.kind !== 'list' && before.kind !== 'nil')
          throw new ChartRefusal(
            `unable to parse key: interface conversion: interface {} is ${before.kind}, not []interface {}`,
          )
        return withItem(list, index, this.#item(before?.kind === 'list' ? before : undefined, inner, depth))
      }
      default: {
        const inner = before?.kind === 'map' ? before : emptyMap()
        if (this.hasMore()) this.entry(inner, depth)
        return withItem(list, index, inner)
      }
    }
  }

  #index(): number {
    const { text, stop } = this.#until(']')
    if (stop === undefined) throw new ChartRefusal('error parsing index: EOF')
    if (!/^[-+]?\d+$/.test(text)) {
      throw new ChartRefusal(`error parsing index: strconv.Atoi: parsing "${text}": invalid syntax`)
    }
    return Number(text)
  }

  #value(): Value {
    if (this.#characters[this.#at] !== '{') return this.#typed(this.#until(',').text)
    this.#at++
    const items: Value[] = []
    for (;;) {
      const { text, stop } = this.#until(',}')
      if (stop === undefined) throw new ChartRefusal("list must terminate with '}'")
      items.push(this.#typed(text))
      if (stop === '}') break
    }
    if (this.#characters[this.#at] === ',') this.#at++
    return { kind: 'list', items }
  }

  #typed(text: string): Value {
    if (this.#as === 'text') return string(text)
    const lower = text.toLowerCase()
    if (lower === 'true' || lower === 'false') return bool(lower === 'true')
    if (lower === 'null') return nil
    return /^(?:0|[-+]?[1-9]\d*|[-+]0\d*)$/.test(text) ? int(Number(text), 'int64') : string(text)
  }

  /** Up to one of the characters, which is read, too. */
  #until(stops: string): { text: string; stop: string | undefined } {
    let text = ''
    for (;;) {
      const next = this.#characters[this.#at++]
      if (next === undefined) return { text, stop: undefined }
      if (stops.includes(next)) return { text, stop: next }
      text += next === '\\' ? (this.#characters[this.#at++] ?? '') : next
    }
  }
}

/** An empty key says nothing. */
function put(into: MapValue, key: string, value: Value): void {
  if (key !== '') setIn(into, key, value)
}

function withItem(list: ListValue | undefined, index: number, value: Value): ListValue {
  if (index > maxIndex)
    throw new ChartRefusal(`index of ${index} is greater than maximum supported index of ${maxIndex}`)
  const items: Value[] = [...(list?.items ?? [])]
  while (items.length < index) items.push(nil)
  items[index] = value
  return { kind: 'list', items }
}

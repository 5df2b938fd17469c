import type { Piece } from '../../base/origin.ts'
import type { Location } from '../../base/place.ts'
import { compareKeys } from './order.ts'
import { Output } from './output.ts'
import type { Maker, Printed, PrintedEntry, PrintedMap, PrintedPlain, PrintedSeq, PrintedText } from './printed.ts'
import { writeScalar } from './scalars.ts'
import { isSimpleKey, styleOf } from './style.ts'

/**
 * Prints data as sigs.k8s.io/yaml does: Helm's `toYaml`, every object that `kubectl kustomize` and `kubectl get -o yaml` write.
 * Keys are sorted, sequences below a key are not indented, the text ends in a line feed. Two entries with one key are both
 * printed: maps have none.
 *
 * @param read turns a value into what is printed, one level at a time
 * @example printYaml({ b: 1 }, readJson) // 'b: 1\n'
 */
export function printYaml<T>(value: T, read: (value: T) => Printed<T>): string {
  return print(value, read, undefined).text
}

/** The same with the pieces of the text. What no value says who wrote it is made by `from`. */
export function printYamlPieces<T>(
  value: T,
  read: (value: T) => Printed<T>,
  from: Location,
): { readonly text: string; readonly pieces: readonly Piece[] } {
  const { text, pieces } = print(value, read, { from })
  return { text, pieces: pieces ?? [] }
}

function print<T>(value: T, read: (value: T) => Printed<T>, maker: Maker | undefined): Output {
  const out = new Output(maker)
  new Printer(out, read).node(value, 'root')
  out.indent = -1
  out.toIndent()
  return out
}

const STEP = 2

class Printer<T> {
  readonly #out: Output
  readonly #read: (value: T) => Printed<T>

  constructor(out: Output, read: (value: T) => Printed<T>) {
    this.#out = out
    this.#read = read
  }

  node(value: T, place: 'root' | 'item' | 'value'): void {
    const printed = this.#read(value)
    const { maker } = this.#out
    switch (printed.kind) {
      case 'string':
      case 'plain':
        this.#scalar(printed)
        break
      case 'map':
        this.#map(printed)
        break
      case 'seq':
        this.#seq(printed, place)
        break
    }
    this.#out.maker = maker
  }

  #scalar(printed: PrintedText | PrintedPlain): void {
    const { text } = printed
    this.#text(printed, printed.kind === 'plain' ? 'plain' : styleOf(text, false), true)
  }

  #text(told: Omit<PrintedText, 'kind'>, style: ReturnType<typeof styleOf>, folds: boolean): void {
    const out = this.#out
    const { indent } = out
    if (out.pieces) out.maker = told.maker ?? told.pieces?.[0] ?? out.maker
    out.indent = indent < 0 ? STEP : indent + STEP
    writeScalar(out, told.text, style, folds, told.pieces)
    out.indent = indent
  }

  #map({ entries, maker }: PrintedMap<T>): void {
    const out = this.#out
    if (out.pieces) out.maker = maker ?? out.maker
    if (entries.length === 0) {
      out.indicator('{', true, true, false)
      out.indicator('}', false, false, false)
      return
    }
    const { indent } = out
    out.indent = indent < 0 ? 0 : indent + STEP
    for (const entry of sorted(entries)) this.#entry(entry)
    out.indent = indent
  }

  #entry({ key, value }: PrintedEntry<T>): void {
    const out = this.#out
    const { maker } = out
    if (out.pieces) out.maker = key.maker ?? key.pieces?.[0] ?? out.maker
    const keyMaker = out.maker
    out.toIndent()
    if (isSimpleKey(key.text)) {
      this.#text(key, styleOf(key.text, true), false)
      out.maker = keyMaker
      out.indicator(':', false, false, false)
    } else {
      out.indicator('?', true, false, true)
      this.#text(key, styleOf(key.text, false), true)
      out.maker = keyMaker
      out.toIndent()
      out.indicator(':', true, false, true)
    }
    this.node(value, 'value')
    out.maker = maker
  }

  #seq({ items, maker }: PrintedSeq<T>, place: 'root' | 'item' | 'value'): void {
    const out = this.#out
    if (out.pieces) out.maker = maker ?? out.maker
    if (items.length === 0) {
      out.indicator('[', true, true, false)
      out.indicator(']', false, false, false)
      return
    }
    const { indent, maker: whole } = out
    const isBelowKey = place === 'value' && !out.indention
    out.indent = indent < 0 ? 0 : isBelowKey ? indent : indent + STEP
    for (const item of items) {
      if (out.pieces) out.maker = item.maker ?? this.#makerOf(item.value) ?? whole
      out.toIndent()
      out.indicator('-', true, false, true)
      this.node(item.value, 'item')
    }
    out.indent = indent
  }

  /** What wrote the first thing of a value. */
  #makerOf(value: T): Maker | undefined {
    const printed = this.#read(value)
    if (printed.kind === 'string' || printed.kind === 'plain') return printed.maker ?? printed.pieces?.[0]
    return printed.maker
  }
}

function sorted<T>(entries: readonly PrintedEntry<T>[]): readonly PrintedEntry<T>[] {
  for (let index = 1; index < entries.length; index++) {
    const before = entries[index - 1]
    const entry = entries[index]
    if (before && entry && compareKeys(before.key.text, entry.key.text) > 0)
      return entries.toSorted((a, b) => compareKeys(a.key.text, b.key.text))
  }
  return entries
}

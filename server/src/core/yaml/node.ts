import type { Span } from '../base/span.ts'
import type { YamlProblem } from './problem.ts'

/**
 * Our own small tree. Every value carries where it was written; `yaml`'s tokens stay inside this folder.
 * Spans are relative to the start of the document's text.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar | YamlUnknown

export interface YamlMap {
  readonly kind: 'map'
  readonly span: Span
  readonly flow: boolean
  /**
   * In the order of the text. The last of two equal keys wins. What `<<` brings comes after the map's own, each key once and
   * only where the map has none itself; `<<` is no entry.
   */
  readonly entries: readonly YamlEntry[]
  readonly via?: Span
}

export interface YamlEntry {
  /** Its value is always a string: Kubernetes reads YAML as JSON. */
  readonly key: YamlScalar
  /** Absent in `key:` with nothing after it, and while somebody types. */
  readonly value: YamlNode | undefined
  /** From the key to the end of the value. */
  readonly span: Span
  /** The `<<: *x` that brought this entry in, when it was written in another map. */
  readonly via?: Span
}

export interface YamlSeq {
  readonly kind: 'seq'
  readonly span: Span
  readonly flow: boolean
  readonly items: readonly YamlItem[]
  readonly via?: Span
}

export interface YamlItem {
  readonly value: YamlNode | undefined
  /** From the dash (in flow style: the value) to the end of the item. */
  readonly span: Span
}

export interface YamlScalar {
  readonly kind: 'scalar'
  /** The text as written, quotes included. */
  readonly span: Span
  /** Typed as Kubernetes' YAML reader types it: only plain scalars can be anything but strings. */
  readonly value: string | number | boolean | null
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'
  /** True when the text holds a placeholder (`{{ }}`, `${X}`, `$(X)`, `<X>`, `%X%`): the value is not what is written. */
  readonly placeholder: boolean
  readonly anchor?: string
  /** The alias (`*name`) through which this node was reached, when it was written elsewhere. */
  readonly via?: Span
}

/** Something is here, and nobody can say what: template text, or an alias that points nowhere. */
export interface YamlUnknown {
  readonly kind: 'unknown'
  readonly span: Span
  readonly why: 'placeholder' | 'alias'
  readonly via?: Span
}

export interface YamlComment {
  /** From `#` to the end of the line. */
  readonly span: Span
  readonly text: string
}

/** One document of a stream. `text` runs from just after the previous document's end, markers included. */
export interface YamlDocument {
  readonly text: string
  readonly root: YamlNode | undefined
  readonly comments: readonly YamlComment[]
  /**
   * `ok`: a parser that Kubernetes uses would read it. `broken`: none would; the tree is what could be read, for hovers
   * while somebody types, and must not be judged. `limit`: too deep or too large, nothing was read.
   */
  readonly status: 'ok' | 'broken' | 'limit'
  /** Why and where, when status is `broken`. */
  readonly problem?: YamlProblem
  /** Said to the user in full when status is `limit`. */
  readonly message?: string
}

/** The entry that Kubernetes would read for `key`: the last one. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.kind !== 'map') return undefined
  const { entries } = node
  for (let i = entries.length - 1; i >= 0; i--) if (entries[i]?.key.value === key) return entries[i]
  return undefined
}

export function child(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let at = node
  for (const key of path) at = entryOf(at, key)?.value
  return at
}

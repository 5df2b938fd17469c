import type { YamlNode, YamlScalar } from '../yaml/node.ts'
import { type Key, Node } from './node.ts'
import { BuildError, NO_YAML } from './problem.ts'
import { tagOf } from './resolve.ts'
import { placeOf, type Source, type SourceText } from './source.ts'

/** Which version of YAML types plain scalars: kustomize's own reader is go-yaml v3, what it hands on as JSON is read by v2. */
export type Typing = 'v3' | 'v2'

/** Turns a tree of core's reader into nodes of a build. Aliases and merged keys have become what they stand for. */
export class Converter {
  readonly #of: SourceText
  readonly #offset: number
  readonly #typing: Typing

  /** @param offset where the document that was read begins in `of` */
  constructor(of: SourceText, offset: number, typing: Typing) {
    this.#of = of
    this.#offset = offset
    this.#typing = typing
  }

  node(node: YamlNode): Node {
    switch (node.kind) {
      case 'scalar':
        return this.#scalar(node)
      case 'map':
        return this.#map(node)
      case 'seq':
        return Node.seq(
          this.#source(node.span),
          node.items.map(({ value, span }) => (value ? this.node(value) : this.#nothing(span))),
        )
      case 'unknown': {
        const what = node.why === 'alias' ? 'unknown anchor' : 'a template where a value belongs'
        throw new BuildError('malformed', `${NO_YAML}: ${what}`, placeOf(this.#source(node.span)))
      }
    }
  }

  #map(node: Extract<YamlNode, { kind: 'map' }>): Node {
    const map = Node.map(this.#source(node.span))
    for (const { key, value, span } of node.entries) {
      const { name, isString } = this.#key(key)
      if (map.entries.has(name)) {
        map.twice ??= name
        if (this.#typing === 'v3') continue
      }
      const entry: Key = { source: this.#source(key.span), isString }
      map.entries.set(name, { key: entry, value: value ? this.node(value) : this.#nothing(span) })
    }
    return map
  }

  #key(key: YamlScalar): { name: string; isString: boolean } {
    if (key.style !== 'plain' || this.#typing === 'v2') return { name: String(key.value), isString: true }
    // The reader has typed it as v2 does: `y` has become `true`.
    const text = this.#of.text.slice(this.#offset + key.span.start, this.#offset + key.span.end)
    const tag = tagOf(text)
    return { name: text, isString: tag === 'str' }
  }

  #scalar(node: YamlScalar): Node {
    const source = this.#source(node.span)
    const { value, style } = node
    if (style !== 'plain') {
      if (typeof value === 'string')
        return Node.scalar(this.#blockText(node, value), 'str', source, style === 'folded' ? 'folded' : true)
      return Node.scalar(String(value), tagOf(String(value)), source)
    }
    if (typeof value === 'string') {
      const isTime = this.#typing === 'v3' && tagOf(value) === 'timestamp' && !this.#isTagged(node)
      return Node.scalar(value, isTime ? 'timestamp' : 'str', source)
    }
    const text = this.#textOf(node)
    if (this.#typing === 'v3') return Node.scalar(text, tagOf(text), source)
    if (typeof value === 'boolean') return Node.scalar(String(value), 'bool', source)
    return Node.scalar(text, value === null ? 'null' : tagOf(text), source)
  }

  /** A block that the end of the file cuts off has no line end there: go-yaml adds none. */
  #blockText({ style, span }: YamlScalar, value: string): string {
    const isBlock = style === 'literal' || style === 'folded'
    const { text } = this.#of
    const isCutOff = isBlock && this.#offset + span.end >= text.length && !text.endsWith('\n')
    return isCutOff && value.endsWith('\n') ? value.slice(0, -1) : value
  }

  /** The letters of a scalar that is not a string; a string keeps those that folding left. */
  #textOf({ value, span }: YamlScalar): string {
    return typeof value === 'string' ? value : this.#of.text.slice(this.#offset + span.start, this.#offset + span.end)
  }

  #isTagged({ span }: YamlScalar): boolean {
    const before = this.#of.text.slice(Math.max(0, this.#offset + span.start - LONGEST_TAG), this.#offset + span.start)
    return /![^\s!]*\s+$/.test(before)
  }

  #nothing(span: { readonly start: number; readonly end: number }): Node {
    return Node.scalar('', 'null', this.#source(span))
  }

  #source({ start, end }: { readonly start: number; readonly end: number }): Source {
    return { of: this.#of, start: this.#offset + start, end: this.#offset + end }
  }
}

const LONGEST_TAG = 40

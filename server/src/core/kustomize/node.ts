import type { Location } from '../base/place.ts'
import { placeOf, type Source } from './source.ts'

/** YAML 1.2's types of scalars as go-yaml v3 resolves them; `''` where nobody has: the text decides when it is written. */
export type Tag = '' | 'str' | 'int' | 'float' | 'bool' | 'null' | 'timestamp' | 'binary'

/**
 * A node of an object while it is built. As kustomize's own, it is changed in place, and one node may stand in several places
 * of an object: the value of a common label is one node in metadata, selector and template, and a patch that changes it in one
 * of them changes it in all.
 */
export class Node {
  kind: 'scalar' | 'map' | 'seq'
  value: string
  tag: Tag
  /** Written in quotes or as a block: then the text is a string, whatever it looks like. */
  quoted: Quoting
  entries: Map<string, Entry>
  items: Node[]
  source: Source
  /** A key that a map was written with twice: it cannot be printed. */
  twice: string | undefined

  private constructor(kind: Node['kind'], source: Source) {
    this.kind = kind
    this.value = ''
    this.tag = ''
    this.quoted = false
    this.entries = noEntries
    this.items = noItems
    this.source = source
    this.twice = undefined
  }

  static scalar(value: string, tag: Tag, source: Source, quoted: Quoting = false): Node {
    const node = new Node('scalar', source)
    node.value = value
    node.tag = tag
    node.quoted = quoted
    return node
  }

  static string(value: string, source: Source): Node {
    return Node.scalar(value, 'str', source)
  }

  static map(source: Source): Node {
    const node = new Node('map', source)
    node.entries = new Map()
    return node
  }

  static seq(source: Source, items: Node[] = []): Node {
    const node = new Node('seq', source)
    node.items = items
    return node
  }

  get isNull(): boolean {
    return this.kind === 'scalar' && this.tag === 'null'
  }

  get place(): Location {
    return placeOf(this.source)
  }

  get(key: string): Node | undefined {
    return this.entries.get(key)?.value
  }

  /** Puts a new entry in, or exchanges the value of one that is there. */
  put(key: string, value: Node, keySource: Source = value.source): void {
    const entry = this.entries.get(key)
    if (entry) entry.value = value
    else this.entries.set(key, { key: { source: keySource, isString: true }, value })
  }

  /** Turns this node into another, wherever it stands. */
  become(other: Node): void {
    if (this === other) return
    this.kind = other.kind
    this.value = other.value
    this.tag = other.tag
    this.quoted = other.quoted
    this.entries = other.kind === 'map' ? new Map(other.entries) : noEntries
    this.items = other.kind === 'seq' ? [...other.items] : noItems
    this.source = other.source
    this.twice = other.twice
  }

  /** A null or a node of another kind becomes an empty map. */
  becomeMap(): void {
    this.kind = 'map'
    this.entries = new Map()
    this.items = noItems
    this.tag = ''
  }

  becomeSeq(): void {
    this.kind = 'seq'
    this.entries = noEntries
    this.items = []
    this.tag = ''
  }

  becomeScalar(tag: Tag): void {
    this.kind = 'scalar'
    this.tag = tag
  }

  /** A copy of all below. What is one node in several places stays one. */
  copy(copies: Map<Node, Node> = new Map()): Node {
    const known = copies.get(this)
    if (known) return known
    const node = new Node(this.kind, this.source)
    copies.set(this, node)
    node.value = this.value
    node.tag = this.tag
    node.quoted = this.quoted
    node.twice = this.twice
    if (this.kind === 'map') {
      const entries = new Map<string, Entry>()
      for (const [key, entry] of this.entries) entries.set(key, { key: entry.key, value: entry.value.copy(copies) })
      node.entries = entries
    } else if (this.kind === 'seq') node.items = this.items.map(item => item.copy(copies))
    return node
  }
}

/** Folded blocks are told apart: kustomize writes and reads them once more, which changes some. */
export type Quoting = boolean | 'folded'

export interface Entry {
  readonly key: Key
  value: Node
}

export interface Key {
  readonly source: Source
  /** False for `80:` or `true:`, which kustomize cannot turn into JSON below the first level. */
  readonly isString: boolean
}

const noEntries = new Map<string, Entry>()
const noItems: Node[] = []

export function isMissing(node: Node | undefined): boolean {
  return node === undefined || node.isNull
}

/** Missing, null, or a collection without anything in it. */
export function isEmpty(node: Node | undefined): boolean {
  return (
    node === undefined ||
    node.isNull ||
    (node.kind === 'map' && node.entries.size === 0) ||
    (node.kind === 'seq' && node.items.length === 0)
  )
}

/** The node at a path of field names. */
export function at(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let found = node
  for (const key of path) found = found?.kind === 'map' ? found.get(key) : undefined
  return found
}

/** The value of a field, `''` where there is none, as kustomize reads names and kinds. */
export function text(node: Node | undefined, ...path: readonly string[]): string {
  const found = at(node, ...path)
  return found?.kind === 'scalar' && !found.isNull ? found.value : ''
}

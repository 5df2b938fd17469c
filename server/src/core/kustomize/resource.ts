import type { Uri } from '../base/place.ts'
import { describe, type Gvk, gvkOf, type Id, idOf, namespaceOf } from './id.ts'
import { isMissing, Node, text } from './node.ts'

/**
 * An object of a build, and what kustomize remembers about it in annotations that it takes away in the end: earlier names and
 * namespaces, prefixes and suffixes, how a generator wants it merged.
 */
export class Resource {
  node: Node
  /** Each time the name or the namespace was about to change: what it was. */
  previous: readonly Previous[] = []
  prefixes: readonly string[] = []
  suffixes: readonly string[] = []
  behavior: '' | 'create' | 'replace' | 'merge' = ''
  needsHash = false
  allowsNameChange = false
  allowsKindChange = false
  /** Names of the variables that take their value from here. */
  variables: readonly string[] = []
  isGenerated = false
  /** Files that had a part in it. */
  files: ReadonlySet<Uri> = new Set()

  constructor(node: Node) {
    this.node = node
  }

  get kind(): string {
    return this.#field('kind')
  }

  get apiVersion(): string {
    return this.#field('apiVersion')
  }

  get name(): string {
    return text(this.node, 'metadata', 'name')
  }

  get namespace(): string {
    return text(this.node, 'metadata', 'namespace')
  }

  get gvk(): Gvk {
    return gvkOf(this.apiVersion, this.kind)
  }

  get id(): Id {
    return idOf(this.apiVersion, this.kind, this.name, this.namespace)
  }

  /** Earlier ids, the first one first. Their group and version are those of today. */
  get previousIds(): readonly Id[] {
    const { group, version } = this.gvk
    return this.previous.map(each => ({ ...each, group, version, isClusterScoped: false }))
  }

  get originalId(): Id {
    return this.previousIds[0] ?? this.id
  }

  get ids(): readonly Id[] {
    return [...this.previousIds, this.id]
  }

  /** True when kustomize would have annotations of its own on it. */
  get hasMemory(): boolean {
    return this.previous.length > 0 || this.prefixes.length > 0 || this.suffixes.length > 0 || this.isGenerated
  }

  remember(): void {
    const { id } = this
    this.previous = [...this.previous, { name: id.name, namespace: namespaceOf(id), kind: id.kind }]
  }

  forget(): void {
    this.previous = []
    this.prefixes = []
    this.suffixes = []
    this.behavior = ''
    this.needsHash = false
    this.isGenerated = false
  }

  contributedBy(uris: Iterable<Uri>): void {
    this.files = new Set([...this.files, ...uris])
  }

  /** @param copies one map for all resources of a build, which may share nodes */
  copy(copies: Map<Node, Node>): Resource {
    const copy = new Resource(this.node.copy(copies))
    copy.previous = this.previous
    copy.prefixes = this.prefixes
    copy.suffixes = this.suffixes
    copy.behavior = this.behavior
    copy.needsHash = this.needsHash
    copy.allowsNameChange = this.allowsNameChange
    copy.allowsKindChange = this.allowsKindChange
    copy.variables = this.variables
    copy.isGenerated = this.isGenerated
    copy.files = this.files
    return copy
  }

  toString(): string {
    return describe(this.id)
  }

  #field(name: string): string {
    const node = this.node.kind === 'map' ? this.node.get(name) : undefined
    return node?.value ?? ''
  }
}

export interface Previous {
  readonly name: string
  readonly namespace: string
  readonly kind: string
}

/** The entries of `metadata.labels` or `metadata.annotations`, each value in the letters it is written in. */
export function metadataMap(node: Node, field: 'labels' | 'annotations'): ReadonlyMap<string, string> {
  const metadata = node.kind === 'map' ? node.get('metadata') : undefined
  const map = metadata?.kind === 'map' ? metadata.get(field) : undefined
  const found = new Map<string, string>()
  if (map?.kind === 'map') for (const [key, { value }] of map.entries) found.set(key, value.value)
  return found
}

/** The metadata of an object, made when there is none. */
export function metadataOf(node: Node): Node {
  const found = node.get('metadata')
  if (found && !isMissing(found)) return found
  if (found) {
    found.becomeMap()
    return found
  }
  const made = Node.map(node.source)
  node.put('metadata', made)
  return made
}

/**
 * What kustomize does to annotations whenever it writes them: all values become strings, none at all leave no map
 * (kyaml/yaml/rnode.go, setMapInMetadata).
 */
export function normalizeAnnotations(node: Node): void {
  const metadata = metadataOf(node)
  const annotations = metadata.kind === 'map' ? metadata.get('annotations') : undefined
  if (!annotations) return
  if (annotations.kind !== 'map' || annotations.entries.size === 0) {
    metadata.entries.delete('annotations')
    return
  }
  const strings = Node.map(annotations.source)
  for (const [key, { key: written, value }] of annotations.entries) {
    strings.entries.set(key, {
      key: { ...written, isString: true },
      value: Node.scalar(value.kind === 'scalar' ? value.value : '', 'str', value.source),
    })
  }
  metadata.put('annotations', strings)
}

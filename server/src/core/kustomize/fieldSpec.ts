import { type Gvk, gvkOf, isSelected } from './id.ts'
import { Node, type Tag, text } from './node.ts'
import { splitPath } from './paths.ts'
import { BuildError } from './problem.ts'
import type { Source } from './source.ts'

/** A field of some kinds: what kustomize's tables of fields are made of. Empty group, version and kind stand for any. */
export interface FieldSpec extends Gvk {
  readonly path: string
  /** Makes the field, and what leads there, where it is not. */
  readonly create: boolean
}

export interface Setter {
  readonly set: (node: Node) => void
  /** What is made at the end of the path. Absent: nothing is made, whatever the spec says. */
  readonly creates?: 'scalar' | 'map'
  readonly tag?: Tag
  /** What made nodes are said to be written by. */
  readonly source?: Source
}

/** Sets a field wherever it is in an object (api/filters/fieldspec/fieldspec.go). Lists on the way are gone through. */
export function applyFieldSpec(node: Node, spec: FieldSpec, setter: Setter): void {
  if (!isSelected(gvkOf(text(node, 'apiVersion'), text(node, 'kind')), spec)) return
  walk(node, partsOf(spec.path), 0, spec, setter)
}

export function applyFieldSpecs(node: Node, specs: readonly FieldSpec[], setter: Setter): void {
  for (const spec of specs) applyFieldSpec(node, spec, setter)
}

const split = new Map<string, readonly string[]>()

function partsOf(path: string): readonly string[] {
  const known = split.get(path)
  if (known) return known
  const parts = splitPath(path, '/')
  if (split.size > MAX_PATHS) split.clear()
  split.set(path, parts)
  return parts
}

const MAX_PATHS = 2000

function walk(node: Node, path: readonly string[], index: number, spec: FieldSpec, setter: Setter): void {
  const part = path[index]
  if (part === undefined) {
    setter.set(node)
    return
  }
  if (node.isNull) return
  switch (node.kind) {
    case 'seq':
      for (const item of node.items) walk(item, path, index, spec, setter)
      return
    case 'map':
      intoMap(node, part, path, index, spec, setter)
      return
    case 'scalar':
      throw new BuildError(
        'transformer',
        `considering field '${spec.path}' of object: expected sequence or mapping node`,
        node.place,
      )
  }
}

function intoMap(
  node: Node,
  part: string,
  path: readonly string[],
  index: number,
  spec: FieldSpec,
  setter: Setter,
): void {
  const isSeq = part.endsWith('[]')
  const name = isSeq ? part.slice(0, -2) : part
  if (name === '') throw new BuildError('transformer', 'cannot set or create an empty field name', node.place)
  const isLast = index === path.length - 1
  const creates = spec.create && setter.creates !== undefined && !isSeq
  const kind = isSeq ? 'seq' : !creates ? undefined : isLast ? setter.creates : 'map'
  let field = node.get(name)
  if (!field) {
    if (!creates) return
    field = kind === 'map' ? Node.map(setter.source ?? node.source) : Node.scalar('', '', setter.source ?? node.source)
    node.put(name, field)
  }
  if (field.isNull && kind) {
    if (kind === 'seq') field.becomeSeq()
    else if (kind === 'map') field.becomeMap()
    else field.becomeScalar(setter.tag ?? '')
  }
  walk(field, path, index + 1, spec, setter)
}

/** Writes a scalar over another, in the other's style of quotes. */
export function setScalar(node: Node, value: string, tag: Tag, source: Source): void {
  requireKind(node, 'scalar')
  node.become(Node.scalar(value, tag, source, node.quoted))
}

/** Puts a value at a key: over the value that is there, for everybody who shares it, or as a new entry. */
export function setEntry(node: Node, key: string, value: Node, keySource: Source): void {
  requireKind(node, 'map')
  const field = node.get(key)
  if (!field) {
    node.put(key, value, keySource)
    return
  }
  const { quoted } = field
  field.become(value)
  field.quoted = quoted
}

export function requireKind(node: Node, kind: Node['kind']): void {
  if (node.isNull || node.kind === kind) return
  throw new BuildError(
    'transformer',
    `wrong node kind: expected ${KINDS[kind]} but got ${KINDS[node.kind]}`,
    node.place,
  )
}

const KINDS = { scalar: 'ScalarNode', map: 'MappingNode', seq: 'SequenceNode' } as const

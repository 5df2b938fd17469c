import { Node } from './node.ts'
import { BuildError } from './problem.ts'

/** What a value of a configuration must look like. Kustomize decodes into Go's types and refuses all else. */
export type Shape =
  | 'string'
  | 'bool'
  | 'int'
  /** Anything: nobody reads it here. */
  | 'any'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }

export interface Strictness {
  /** Refuses fields that are not known. */
  readonly unknownFields: boolean
  /** Takes numbers and booleans for strings, as sigs.k8s.io/yaml does where it knows the type. */
  readonly coerces: boolean
}

/**
 * Checks a value against its shape, and gives it anew with fields in the letters of the shape: Go finds them whatever their
 * case. Null is the same as nothing.
 *
 * @throws BuildError
 */
export function shaped(node: Node, shape: Shape, strictness: Strictness, name: string): Node | undefined {
  if (node.isNull) return undefined
  switch (shape) {
    case 'any':
      return node
    case 'string':
      if (node.kind === 'scalar' && (node.tag === 'str' || strictness.coerces))
        return Node.scalar(node.value, 'str', node.source, node.quoted)
      throw mismatch(node, name, 'string')
    case 'bool':
      if (node.kind === 'scalar' && node.tag === 'bool') return node
      throw mismatch(node, name, 'bool')
    case 'int':
      if (node.kind === 'scalar' && node.tag === 'int') return node
      throw mismatch(node, name, 'int')
  }
  if ('list' in shape) {
    if (node.kind !== 'seq') throw mismatch(node, name, '[]')
    const items = node.items.map(item => shaped(item, shape.list, strictness, name) ?? zeroOf(shape.list, item))
    return Node.seq(node.source, items)
  }
  if (node.kind !== 'map') throw mismatch(node, name, 'map')
  const result = Node.map(node.source)
  for (const [key, entry] of node.entries) {
    const field = 'map' in shape ? key : fieldOf(shape.fields, key)
    const inner = 'map' in shape ? shape.map : field === undefined ? undefined : shape.fields[field]
    if (field === undefined || inner === undefined) {
      if (strictness.unknownFields)
        throw new BuildError('kustomization', `json: unknown field "${key}"`, entry.value.place)
      continue
    }
    const value = shaped(entry.value, inner, strictness, name === '' ? field : `${name}.${field}`)
    if (value) result.entries.set(field, { key: entry.key, value })
    else if ('map' in shape) result.entries.set(field, { key: entry.key, value: zeroOf(inner, entry.value) })
  }
  return result
}

function fieldOf(fields: Readonly<Record<string, Shape>>, key: string): string | undefined {
  if (Object.hasOwn(fields, key)) return key
  const lower = key.toLowerCase()
  return Object.keys(fields).find(field => field.toLowerCase() === lower)
}

function zeroOf(shape: Shape, node: Node): Node {
  if (typeof shape === 'string') return Node.scalar('', 'str', node.source)
  return 'list' in shape ? Node.seq(node.source) : Node.map(node.source)
}

const KINDS = { map: 'object', seq: 'array' } as const

function mismatch(node: Node, name: string, wanted: string): BuildError {
  const kind = node.kind === 'scalar' ? scalarKind(node) : KINDS[node.kind]
  return new BuildError(
    'kustomization',
    `json: cannot unmarshal ${kind} into Go struct field ${name} of type ${wanted}`,
    node.place,
  )
}

function scalarKind({ tag }: Node): string {
  if (tag === 'bool') return 'bool'
  return tag === 'int' || tag === 'float' ? 'number' : 'string'
}

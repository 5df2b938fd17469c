import { byBytes } from './byBytes.ts'
import { type Directive, isDirective } from './directive.ts'
import { requireKind } from './fieldSpec.ts'
import { ListMerge } from './mergeList.ts'
import { isMissing, Node } from './node.ts'
import { BuildError } from './problem.ts'
import type { Schema, Schemas } from './schema.ts'

/**
 * Lays a strategic merge patch over an object, in place (kyaml/yaml/merge2, kyaml/yaml/walk). The patch is used up: parts of it
 * become parts of the object.
 *
 * @returns the object, or `undefined` when the patch deletes it
 */
export function mergePatch(target: Node, patch: Node, schemas: Schemas): Node | undefined {
  return new Merge(schemas).walk(target, patch, undefined)?.node
}

/** What a walk comes to. A null that was in the target stays; one of the patch deletes. */
interface Merged {
  readonly node: Node
  readonly isKeptNull: boolean
}

class Merge {
  readonly #schemas: Schemas

  constructor(schemas: Schemas) {
    this.#schemas = schemas
  }

  walk(target: Node | undefined, patch: Node | undefined, given: Schema | undefined): Merged | undefined {
    const schema = given ?? this.#schemas.ofObject(target, patch)
    const first = target && !target.isNull ? target : patch && !patch.isNull ? patch : undefined
    if (!first) return this.#map(target, patch, schema)
    if (target) requireKind(target, first.kind)
    if (patch) requireKind(patch, first.kind)
    switch (first.kind) {
      case 'map':
        return this.#map(target, patch, schema)
      case 'seq':
        if (schema?.isList && schema.keys)
          return merged(
            new ListMerge(
              (one, other, item) => this.walk(one, other, item)?.node,
              this.#schemas.item(schema),
              schema.keys,
            ).merge(target, patch),
          )
        return merged(patch ?? target)
      case 'scalar':
        return merged(patch ?? target)
    }
  }

  #map(target: Node | undefined, patch: Node | undefined, schema: Schema | undefined): Merged | undefined {
    const visited = visitMap(target, patch)
    if (!visited || visited.isKeptNull || visited.node.kind !== 'map') return visited
    const { node } = visited
    const names = [...new Set([...node.entries.keys(), ...(patch?.kind === 'map' ? patch.entries.keys() : [])])]
    for (const name of names.sort(byBytes)) {
      const other = patch?.kind === 'map' ? patch.entries.get(name) : undefined
      const value = this.walk(node.get(name), other?.value, this.#schemas.field(schema, name))
      if (!value || (value.node.isNull && !value.isKeptNull)) {
        node.entries.delete(name)
        continue
      }
      const entry = node.entries.get(name)
      if (!entry) node.entries.set(name, { key: other?.key ?? keyFrom(value.node), value: value.node })
      else if (entry.value !== value.node) {
        const { quoted } = entry.value
        const wasScalar = entry.value.kind === 'scalar'
        entry.value.become(value.node)
        if (wasScalar) entry.value.quoted = quoted
      }
    }
    return visited
  }
}

function keyFrom(node: Node) {
  return { source: node.source, isString: true }
}

function merged(node: Node | undefined): Merged | undefined {
  return node && { node, isKeptNull: false }
}

function visitMap(target: Node | undefined, patch: Node | undefined): Merged | undefined {
  if (!target || isMissing(target)) {
    if (patch && safeDirective(patch) === 'delete') return undefined
    if (!patch && target && target.value.length > 0)
      return { node: Node.scalar(target.value, 'null', target.source), isKeptNull: true }
    return merged(patch)
  }
  if (patch?.isNull) return undefined
  switch (directiveOf(patch)) {
    case 'delete':
      return undefined
    case 'replace':
      return merged(patch)
    case 'merge':
      return merged(target)
  }
}

function safeDirective(patch: Node): Directive {
  return patch.kind === 'map' && isDirective(patch.get('$patch')?.value) ? directiveOf(patch) : 'merge'
}

/**
 * What `$patch` in a map says, which is taken out.
 *
 * @throws BuildError when it says something else
 */
function directiveOf(patch: Node | undefined): Directive {
  if (patch?.kind !== 'map') return 'merge'
  const directive = patch.get('$patch')
  if (!directive || directive.isNull) return 'merge'
  const { value } = directive
  if (!isDirective(value)) throw new BuildError('patch', `unknown patch strategy '${value}'`, directive.place)
  patch.entries.delete('$patch')
  return value
}

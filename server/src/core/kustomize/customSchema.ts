import { at, type Node, text } from './node.ts'
import { Schemas } from './schema.ts'

type Types = Record<string, Record<string, string>>

/**
 * The schema of a file that `openapi.path` names: an OpenAPI document, of which the definitions count. It takes the place of the
 * one that is built in (kyaml/openapi/openapi.go).
 */
export function customSchemas(root: Node): Schemas {
  const types: Types = {}
  const roots: Record<string, string> = {}
  for (const [name, { value }] of at(root, 'definitions')?.entries ?? []) {
    types[name] = fieldsOf(value, name)
    for (const gvk of at(value, 'x-kubernetes-group-version-kind')?.items ?? []) {
      const group = text(gvk, 'group')
      const version = text(gvk, 'version')
      roots[`${group === '' ? version : `${group}/${version}`} ${text(gvk, 'kind')}`] = name
    }
    inner(name, value, types)
  }
  return new Schemas(types, roots)
}

/** Objects that are described in place are types of their own, called by their path. */
function inner(name: string, definition: Node, types: Types): void {
  for (const [field, { value }] of at(definition, 'properties')?.entries ?? []) {
    for (const each of [value, at(value, 'items'), at(value, 'additionalProperties')]) {
      if (!each || !at(each, 'properties')) continue
      types[`${name}.${field}`] = fieldsOf(each, `${name}.${field}`)
      inner(`${name}.${field}`, each, types)
    }
  }
}

function fieldsOf(definition: Node, name: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [field, { value }] of at(definition, 'properties')?.entries ?? [])
    fields[field] = written(value, `${name}.${field}`)
  const others = at(definition, 'additionalProperties')
  if (others) fields['*'] = written(others, `${name}.*`)
  return fields
}

function written(property: Node, path: string): string {
  if (text(property, 'type') !== 'array') return typeOf(property, path)
  const type = typeOf(at(property, 'items'), path)
  const merges = text(property, 'x-kubernetes-patch-strategy').split(',').includes('merge')
  if (!merges) return `[${type}]`
  const keys = at(property, 'x-kubernetes-list-map-keys')?.items.map(({ value }) => value)
  return `[${type}] ${(keys ?? [text(property, 'x-kubernetes-patch-merge-key')]).join('+') || '*'}`
}

function typeOf(property: Node | undefined, path: string): string {
  const ref = text(property, '$ref')
  if (ref !== '') return ref.replace('#/definitions/', '')
  return at(property, 'properties') ? path : ''
}

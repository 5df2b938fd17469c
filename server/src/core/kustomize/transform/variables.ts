import { goFloat } from '../../yaml/print/numbers.ts'
import { applyFieldSpec, type FieldSpec } from '../fieldSpec.ts'
import { gvkOf, type Id, namespaceOf } from '../id.ts'
import { lookup } from '../lookup.ts'
import { Node, type Tag, text } from '../node.ts'
import { splitFieldPath } from '../paths.ts'
import { BuildError } from '../problem.ts'
import type { ResMap } from '../resMap.ts'
import { numberOf } from '../resolve.ts'
import type { Resource } from '../resource.ts'

/** An entry of `vars`: a name for the value of a field of an object. */
export interface Variable {
  readonly name: string
  readonly target: Omit<Id, 'isClusterScoped'>
  readonly fieldPath: string
  readonly node: Node
}

export function variableOf(node: Node): Variable {
  const objref = node.get('objref') ?? node
  const fieldref = node.get('fieldref')
  const apiVersion = text(objref, 'apiVersion')
  const kind = text(objref, 'kind')
  const gvk =
    apiVersion === ''
      ? { group: text(objref, 'group'), version: text(objref, 'version'), kind }
      : gvkOf(apiVersion, kind)
  return {
    name: text(node, 'name'),
    target: { ...gvk, name: text(objref, 'name'), namespace: text(objref, 'namespace') },
    fieldPath: text(fieldref, 'fieldPath') || 'metadata.name',
    node,
  }
}

/** Marks the object that a variable is about: it may be renamed until the value is taken. */
export function bindVariable(map: ResMap, { name, target, node }: Variable): void {
  const namespace = target.namespace === '' ? undefined : namespaceOf({ ...target, isClusterScoped: false })
  const matched = map.list.filter(resource =>
    resource.ids.some(
      id =>
        id.name === target.name &&
        id.group === target.group &&
        id.version === target.version &&
        id.kind === target.kind &&
        (namespace === undefined || namespaceOf(id) === namespace),
    ),
  )
  const [found, ...more] = matched
  if (more.length > 0)
    throw new BuildError('variable', `${matched.length} objects are meant by var ${name}, and it takes one`, node.place)
  if (found) found.variables = [...found.variables, name]
}

/** Puts the values of variables where `$(NAME)` stands in the fields of the table. */
export function resolveVariables(
  map: ResMap,
  variables: ReadonlyMap<string, Variable>,
  specs: readonly FieldSpec[],
): void {
  if (variables.size === 0) return
  const holders = new Map<string, Resource>()
  for (const resource of map.list)
    for (const name of resource.variables) if (!holders.has(name)) holders.set(name, resource)
  const values = new Map<string, Node>()
  for (const variable of [...variables.values()].sort((a, b) => (a.name < b.name ? -1 : 1)))
    values.set(variable.name, valueOf(variable, holders.get(variable.name)))
  for (const resource of map.list)
    for (const spec of specs) applyFieldSpec(resource.node, spec, { set: node => expand(node, values) })
}

function valueOf({ name, fieldPath, node }: Variable, holder: Resource | undefined): Node {
  if (!holder) throw new BuildError('variable', `var ${name} means an object that is not in this build`, node.place)
  const path = splitFieldPath(fieldPath).flatMap(part => {
    const indexed = /^(.*)\[(\d+)\]$/.exec(part)
    if (!indexed) return [part]
    return [indexed[1] ?? '', indexed[2] ?? ''].filter(each => each !== '')
  })
  const found = lookup(holder.node, path)
  if (!found) throw new BuildError('variable', `the object of var ${name} has no such field`, node.place)
  return found
}

function expand(node: Node, values: ReadonlyMap<string, Node>): void {
  if (node.isNull) return
  switch (node.kind) {
    case 'scalar':
      if (isText(node)) replaceIn(node, values)
      return
    case 'map':
      for (const [key, { key: written, value }] of node.entries) {
        if (!written.isString) throw new BuildError('variable', `invalid map key: value='${key}'`, node.place)
        if (isText(value)) replaceIn(value, values)
      }
      return
    case 'seq':
      for (const item of node.items) {
        if (!isText(item)) throw new BuildError('variable', 'invalid value type expect a string', item.place)
        replaceIn(item, values)
      }
  }
}

function isText(node: Node): boolean {
  return node.kind === 'scalar' && (node.tag === 'str' || node.tag === '')
}

function replaceIn(node: Node, values: ReadonlyMap<string, Node>): void {
  const { value } = node
  const result = expanded(value, values)
  if (result.value === value && result.tag === 'str') {
    node.tag = 'str'
    node.quoted = false
    return
  }
  const source = { maker: { from: node.place, inputs: result.used.map(each => each.place) } }
  node.become(Node.scalar(result.value, result.tag, source))
}

interface Expanded {
  readonly value: string
  readonly tag: Tag
  readonly used: readonly Node[]
}

/** As the kubelet expands arguments: `$$` is a dollar, what no variable has stays (api/filters/refvar/expand.go). */
function expanded(input: string, values: ReadonlyMap<string, Node>): Expanded {
  const parts: string[] = []
  const used: Node[] = []
  let checkpoint = 0
  for (let cursor = 0; cursor < input.length; cursor++) {
    if (input.charAt(cursor) !== '$' || cursor + 1 >= input.length) continue
    parts.push(input.slice(checkpoint, cursor))
    const next = input.charAt(cursor + 1)
    const close = next === '(' ? input.indexOf(')', cursor + 2) : -1
    if (close !== -1) {
      const name = input.slice(cursor + 2, close)
      const value = values.get(name)
      const primitive = value?.kind === 'scalar' ? value : undefined
      if (primitive) used.push(primitive)
      if (primitive && input === `$(${name})`) return { value: typedText(primitive), tag: typeOf(primitive), used }
      parts.push(primitive ? typedText(primitive) : `$(${name})`)
      cursor = close
    } else {
      parts.push(next === '$' ? '$' : `$${next}`)
      cursor += 1
    }
    checkpoint = cursor + 1
  }
  return { value: parts.join('') + input.slice(checkpoint), tag: 'str', used }
}

function typeOf({ tag }: Node): Tag {
  return tag === 'int' || tag === 'bool' || tag === 'float' ? tag : 'str'
}

function typedText(node: Node): string {
  if (node.tag === 'int') return String(numberOf(node.value))
  if (node.tag === 'float') return goFloat(Number(numberOf(node.value)))
  return node.tag === 'bool' ? node.value.toLowerCase() : node.value
}

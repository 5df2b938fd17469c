import { goFloat } from '../yaml/print/numbers.ts'
import { readsAsOther } from '../yaml/print/typed.ts'
import { refolded } from './folded.ts'
import { isMissing, Node } from './node.ts'
import { BuildError } from './problem.ts'
import { numberOf, tagOf, timeOf } from './resolve.ts'

/** One operation of a JSON patch (RFC 6902), with the node that it was read from. */
export interface Operation {
  readonly op: string
  readonly path: string
  readonly from: string
  readonly value: Node | undefined
  readonly node: Node
}

/** @throws BuildError when a text is no list of operations */
export function operationsOf(node: Node | undefined): readonly Operation[] {
  if (node?.kind !== 'seq')
    throw new BuildError('patch', 'the patch is neither an object nor a list of operations', node?.place)
  return node.items.map(item => {
    if (item.kind !== 'map') throw new BuildError('patch', 'an operation of the patch is no mapping', item.place)
    const string = (key: string) => item.get(key)?.value ?? ''
    return { op: string('op'), path: string('path'), from: string('from'), value: item.get('value'), node: item }
  })
}

/**
 * Applies a patch to an object in place, with the leniencies of the library that kustomize uses
 * (github.com/evanphx/json-patch v4): `replace` adds a key that is missing, negative indexes count from the end.
 */
export function applyOperations(root: Node, operations: readonly Operation[]): void {
  for (const operation of operations) apply(root, operation)
}

function apply(root: Node, operation: Operation): void {
  const { op, path, from, node } = operation
  try {
    switch (op) {
      case 'add':
        add(spot(root, path), copyOf(operation))
        return
      case 'remove':
        remove(spot(root, path))
        return
      case 'replace':
        get(spot(root, path))
        replace(spot(root, path), copyOf(operation))
        return
      case 'move': {
        const source = spot(root, from)
        const moved = get(source)
        remove(source)
        add(spot(root, path), moved ?? nothing(node))
        return
      }
      case 'copy':
        add(spot(root, path), get(spot(root, from))?.copy() ?? nothing(node))
        return
      case 'test':
        test(get(spot(root, path)), operation)
        return
      default:
        throw new PatchFailure('there is no such operation')
    }
  } catch (error) {
    if (error instanceof PatchFailure)
      throw new BuildError('patch', `${op} ${path} does not apply, ${error.message}`, node.place)
    throw error
  }
}

class PatchFailure extends Error {}

interface Spot {
  readonly container: Node
  readonly key: string
}

function spot(root: Node, path: string): Spot {
  const parts = path.split('/')
  if (parts.length < 2) throw new PatchFailure(`there is no ${path}`)
  let container: Node | undefined = root
  for (const part of parts.slice(1, -1)) {
    container = container && child({ container, key: unescaped(part) })
    if (!container || container.kind === 'scalar') throw new PatchFailure(`there is no ${path}`)
  }
  return { container, key: unescaped(parts.at(-1) ?? '') }
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}

function child({ container, key }: Spot): Node | undefined {
  if (container.kind === 'map') return container.get(key)
  const index = indexOf(key)
  return container.items[index < 0 ? container.items.length + index : index]
}

function indexOf(key: string): number {
  if (!/^[-+]?\d+$/.test(key)) throw new PatchFailure(`${key} is no place in a list`)
  return Number(key)
}

/** @throws PatchFailure for an index outside of a list; a key that is missing gives nothing */
function get(at: Spot): Node | undefined {
  if (at.container.kind === 'map') return at.container.get(at.key)
  const found = child(at)
  if (!found) throw new PatchFailure(`there is no item ${at.key}`)
  return found
}

function add({ container, key }: Spot, value: Node): void {
  if (container.kind === 'map') {
    put(container, key, value)
    return
  }
  const { items } = container
  if (key === '-') {
    items.push(value)
    return
  }
  const index = indexOf(key)
  if (index > items.length || index < -(items.length + 1)) throw new PatchFailure(`there is no item ${index}`)
  items.splice(index < 0 ? items.length + 1 + index : index, 0, value)
}

function replace({ container, key }: Spot, value: Node): void {
  if (container.kind === 'map') {
    put(container, key, value)
    return
  }
  const index = indexOf(key)
  container.items[index < 0 ? container.items.length + index : index] = value
}

function put(map: Node, key: string, value: Node): void {
  map.entries.set(key, { key: map.entries.get(key)?.key ?? { source: value.source, isString: true }, value })
}

function remove({ container, key }: Spot): void {
  if (container.kind === 'map') {
    if (!container.entries.delete(key)) throw new PatchFailure(`there is no ${key}`)
    return
  }
  const index = indexOf(key)
  const { length } = container.items
  if (index >= length || index < -length) throw new PatchFailure(`there is no item ${index}`)
  container.items.splice(index < 0 ? length + index : index, 1)
}

function copyOf({ value, node }: Operation): Node {
  return value?.copy() ?? nothing(node)
}

function nothing(node: Node): Node {
  return Node.scalar('null', 'null', node.source)
}

function test(found: Node | undefined, { value }: Operation): void {
  const isEqual = isMissing(found) || isMissing(value) ? isMissing(found) && isMissing(value) : areEqual(found, value)
  if (!isEqual) throw new PatchFailure('the value is another one')
}

function areEqual(one: Node | undefined, two: Node | undefined): boolean {
  if (!one || !two || one.kind !== two.kind) return false
  switch (one.kind) {
    case 'scalar':
      return JSON.stringify(plainValue(one)) === JSON.stringify(plainValue(two))
    case 'seq':
      return one.items.length === two.items.length && one.items.every((item, index) => areEqual(item, two.items[index]))
    case 'map':
      return (
        one.entries.size === two.entries.size &&
        [...one.entries].every(([key, { value }]) => areEqual(value, two.get(key)))
      )
  }
}

/** The type that a scalar has once it is written and read again. */
export function writtenTag(node: Node): Node['tag'] {
  if (node.quoted || node.tag === 'str' || node.value.includes('\n')) return 'str'
  return node.tag === '' ? tagOf(node.value) : node.tag
}

function plainValue(node: Node): string | number | boolean | null {
  switch (writtenTag(node)) {
    case 'int':
    case 'float':
      return Number(numberOf(node.value))
    case 'bool':
      return /^t/i.test(node.value)
    case 'null':
      return null
    default:
      return node.value
  }
}

/**
 * What an object becomes on its way through JSON, which kustomize sends it to apply a patch: each node stands in one place only,
 * numbers and booleans are written anew.
 *
 * @throws BuildError for keys that JSON has not
 */
export function throughJson(node: Node, isRoot = true): Node {
  if (node.twice !== undefined)
    throw new BuildError('malformed', `mapping key "${node.twice}" already defined`, node.place)
  switch (node.kind) {
    case 'seq':
      return Node.seq(
        node.source,
        node.items.map(item => throughJson(item, false)),
      )
    case 'map': {
      const map = Node.map(node.source)
      for (const [name, { key, value }] of node.entries) {
        if (!(key.isString || isRoot))
          throw new BuildError('malformed', 'json: unsupported type: map[interface {}]interface {}', node.place)
        map.entries.set(name, { key: { ...key, isString: true }, value: throughJson(value, false) })
      }
      return map
    }
    case 'scalar':
      return scalarThroughJson(node)
  }
}

function scalarThroughJson(node: Node): Node {
  const tag = writtenTag(node)
  switch (tag) {
    case 'int':
    case 'float':
      return numberThroughJson(goFloat(Number(numberOf(node.value))), node)
    case 'bool':
      return Node.scalar(node.value.toLowerCase(), tag, node.source)
    case 'null':
      return Node.scalar('null', tag, node.source)
    case 'timestamp':
      return stringThroughJson(timeOf(node.value), node)
    default:
      return stringThroughJson(node.quoted === 'folded' ? refolded(node.value) : node.value, node)
  }
}

function stringThroughJson(value: string, { source }: Node): Node {
  return Node.scalar(value, 'str', source, value.includes('\n') || readsAsOther(value))
}

function numberThroughJson(written: string, { source }: Node): Node {
  return Node.scalar(written, tagOf(written), source)
}

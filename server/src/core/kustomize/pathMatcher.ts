import { conditionOf, expect, isCondition } from './lookup.ts'
import { Node } from './node.ts'
import { BuildError } from './problem.ts'
import { patternOf } from './selector.ts'
import type { Source } from './source.ts'

/** What is made where a path does not lead anywhere. */
export interface Creation {
  readonly kind: Node['kind']
  readonly source: Source
}

/**
 * All nodes that a path of a replacement leads to. Other than in `lookup`, values in brackets are regular expressions, and `*`
 * stands for all items of a list (kyaml/yaml/match.go, PathMatcher).
 */
export function matchPath(
  node: Node | undefined,
  path: readonly string[],
  creation: Creation | undefined,
): readonly Node[] {
  const [part, ...rest] = path
  if (!node) return []
  if (part === undefined) return [node]
  if (/^\+?\d+$/.test(part)) return atIndex(node, Number(part), rest, creation)
  if (isCondition(part)) return selected(node, part, rest, creation)
  if (part === '*') {
    expect(node, 'seq')
    return node.items.flatMap(item => matchPath(item, rest, creation))
  }
  return atField(node, part, rest, creation)
}

function atField(node: Node, part: string, rest: readonly string[], creation: Creation | undefined): readonly Node[] {
  if (node.isNull && !creation) return []
  expect(node, 'map')
  let field = node.kind === 'map' ? node.get(part) : undefined
  if (!field) {
    if (!creation) return []
    field = made(rest[0], creation)
    if (node.kind !== 'map') return []
    node.put(part, field)
  }
  return matchPath(field, rest, creation)
}

function made(next: string | undefined, { kind, source }: Creation): Node {
  if (next !== undefined && (isCondition(next) || /^\d+$/.test(next))) return Node.seq(source)
  if (next !== undefined || kind === 'map') return Node.map(source)
  return kind === 'seq' ? Node.seq(source) : Node.scalar('', '', source)
}

function atIndex(node: Node, index: number, rest: readonly string[], creation: Creation | undefined): readonly Node[] {
  expect(node, 'seq')
  if (index === node.items.length && creation) node.items.push(made(rest[0], creation))
  const item = node.items[index]
  if (!item)
    throw new BuildError(
      'replacement',
      `index ${index} specified but only ${node.items.length} elements found`,
      node.place,
    )
  return matchPath(item, rest, creation)
}

function selected(node: Node, part: string, rest: readonly string[], creation: Creation | undefined): readonly Node[] {
  expect(node, 'seq')
  const { field, value } = conditionOf(part)
  const pattern = patternOf(value, node.place)
  const found = node.items.flatMap(item => {
    const tested = field === '' ? item : item.kind === 'map' ? item.get(field) : undefined
    if (tested?.kind !== 'scalar' || !pattern.test(tested.value.trim())) return []
    return field === '' ? [item] : matchPath(item, rest, creation)
  })
  if (found.length > 0 || !creation || node.kind !== 'seq') return found
  const added = Node.scalar(value, '', creation.source)
  if (field === '') node.items.push(added)
  else {
    const item = Node.map(creation.source)
    item.put(field, added)
    node.items.push(item)
  }
  return field === '' ? [added] : matchPath(node.items.at(-1), rest, creation)
}

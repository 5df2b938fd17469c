import { Node } from './node.ts'
import { BuildError } from './problem.ts'

/**
 * The node at a path in which `[name=web]` and `[=value]` choose from lists, a number counts in them and `-` is their last
 * (kyaml/yaml/fns.go, PathGetter).
 *
 * @throws BuildError where the path goes through something else
 */
export function lookup(root: Node, path: readonly string[]): Node | undefined {
  let found: Node | undefined = root
  for (const written of path) {
    const part = written.trim()
    if (part === '') continue
    if (!found || found.isNull) return undefined
    if (/^\d+$/.test(part) || part === '-') {
      expect(found, 'seq')
      found = found.items.at(part === '-' ? -1 : Number(part))
    } else if (isCondition(part)) {
      expect(found, 'seq')
      const { field, value } = conditionOf(part)
      found = found.items.find(item =>
        field === '' ? item.value === value : item.kind === 'map' && item.get(field)?.value === value,
      )
    } else {
      if (part === '*') throw new BuildError('replacement', 'wildcard is not supported in PathGetter', root.place)
      expect(found, 'map')
      found = found.get(part)
    }
  }
  return found
}

export function isCondition(part: string): boolean {
  return part.startsWith('[') && part.endsWith(']')
}

/** @throws BuildError where brackets hold no `=` */
export function conditionOf(part: string): { readonly field: string; readonly value: string } {
  const inner = part.slice(1, -1)
  const equals = inner.indexOf('=')
  if (equals === -1)
    throw new BuildError('replacement', 'list path element must contain fieldName=fieldValue for element to match')
  return { field: inner.slice(0, equals), value: inner.slice(equals + 1) }
}

export function expect(node: Node, kind: Node['kind']): void {
  if (node.kind !== kind && !node.isNull)
    throw new BuildError('replacement', `wrong node kind: expected ${kind} but got ${node.kind}`, node.place)
}

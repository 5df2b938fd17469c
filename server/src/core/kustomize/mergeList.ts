import { isDirective } from './directive.ts'
import { requireKind } from './fieldSpec.ts'
import { isEmpty, isMissing, Node } from './node.ts'
import { BuildError } from './problem.ts'
import type { Schema } from './schema.ts'

/** Merges two items. */
type Walk = (target: Node | undefined, patch: Node | undefined, schema: Schema | undefined) => Node | undefined

/** The values that the keys of an item have, `''` for each that it lacks. */
type Values = readonly string[]

/**
 * Merges two lists by keys, with all that is particular about how kustomize does it (kyaml/yaml/walk/associative_sequence.go):
 * what the patch names comes first, in its order; items that lack a key are the same as items that agree in the others.
 */
export class ListMerge {
  readonly #walk: Walk
  readonly #item: Schema | undefined
  readonly #keys: readonly string[]

  /** @param keys none for a list of plain values */
  constructor(walk: Walk, item: Schema | undefined, keys: readonly string[]) {
    this.#walk = walk
    this.#item = item
    this.#keys = keys
  }

  merge(target: Node | undefined, patch: Node | undefined): Node | undefined {
    const visited = visitList(target, patch)
    if (!visited || visited.kind !== 'seq') return visited
    const isPlain = this.#keys.length === 0
    const keys = isPlain ? [''] : this.#keys
    const values = isPlain ? plainValues(patch, visited) : distinctValues(keys, patch, visited)
    return this.#elements(keys.length > 1 ? joined(values) : values, keys, visited, patch)
  }

  #elements(list: readonly Values[], keys: readonly string[], target: Node, patch: Node | undefined): Node {
    const added = Node.seq(target.source)
    const present = keys.filter((_, index) => list.some(values => values[index] !== ''))
    const valid = present.length === 0 ? keys : present
    const [onlyKey] = valid
    const single = valid.length === 1 && onlyKey ? onlyKey : undefined
    let inTarget = single === undefined ? undefined : indexOf(target, single)
    const inPatch = single === undefined ? undefined : indexOf(patch, single)
    for (const values of list) {
      const chosen = present.length === 0 ? values : values.filter((_, index) => valid.includes(keys[index] ?? ''))
      const value = chosen[0] ?? ''
      const known = value === '' ? undefined : inTarget
      const isPlainKey = known !== undefined
      const merged = known
        ? this.#walk(known.get(value), inPatch?.get(value), this.#item)
        : this.#walk(find(target, valid, chosen), find(patch, valid, chosen), this.#item)
      if (isEmpty(merged) || !merged) {
        setElement(target, undefined, valid, chosen)
        if (known) known.delete(value)
        else if (single !== undefined) inTarget = indexOf(target, single)
        continue
      }
      if (merged.kind === 'map') {
        for (const [index, key] of valid.entries()) {
          const written = chosen[index]
          if (key !== '' && !merged.get(key) && written) merged.put(key, Node.scalar(written, '', merged.source))
        }
      }
      // Values of one key are all different: nothing that was added before can match.
      if (isPlainKey && merged.kind === 'map' && list.length > FEW) added.items.push(merged)
      else setElement(added, merged, valid, chosen)
    }
    if (list.length === 0) return target
    target.items = appended(added, target, valid).items
    return target
  }
}

/** Lists shorter than that are merged step by step as kustomize does. */
const FEW = 50

/** The first item with each value of a key. */
function indexOf(list: Node | undefined, key: string): Map<string, Node> {
  const index = new Map<string, Node>()
  for (const item of list?.kind === 'seq' ? list.items : []) {
    const value = item.kind === 'map' ? item.get(key)?.value : undefined
    if (value !== undefined && !index.has(value)) index.set(value, item)
  }
  return index
}

function visitList(target: Node | undefined, patch: Node | undefined): Node | undefined {
  if (!target || isMissing(target)) return patch
  if (patch?.isNull) return undefined
  switch (directiveOf(patch)) {
    case 'delete':
      return undefined
    case 'replace':
      return patch
    case 'merge':
      return target
  }
}

/** What an item that is nothing but `$patch` says of the list, which is taken out. */
function directiveOf(patch: Node | undefined) {
  const item = patch?.items.find(each => each.kind === 'map' && each.entries.has('$patch'))
  if (!patch || !item || item.entries.size > 1) return 'merge'
  const value = item.get('$patch')?.value ?? ''
  if (!isDirective(value)) throw new BuildError('patch', `unknown patch strategy '${value}'`, item.place)
  setElement(patch, undefined, ['$patch'], [value])
  return value
}

/** Of the patch first. */
function distinctValues(keys: readonly string[], patch: Node | undefined, target: Node): readonly Values[] {
  const found = new Map<string, Values>()
  for (const list of [patch, target]) {
    if (list?.kind !== 'seq') continue
    for (const item of list.items) {
      const values = keys.map(key => {
        const field = item.kind === 'map' ? item.get(key) : undefined
        return isEmpty(field) ? '' : (field?.value ?? '')
      })
      const id = JSON.stringify(values)
      if (!found.has(id)) found.set(id, values)
    }
  }
  return [...found.values()]
}

function plainValues(patch: Node | undefined, target: Node): readonly Values[] {
  const found = new Set<string>()
  for (const list of [patch, target]) for (const item of list?.items ?? []) found.add(item.value)
  return [...found].map(value => [value])
}

/** Makes one of two tuples that agree in a key and differ only where one of them has none. */
function joined(list: readonly Values[]): readonly Values[] {
  if (list.every(values => !values.includes(''))) return list
  const result = [...list]
  for (let i = 0; i < result.length; i++) {
    const one = result[i] ?? []
    for (let j = 0; j < result.length; j++) {
      const both = matched(one, result[j] ?? [])
      if (both) {
        result[i] = both
        result[j] = both
      }
    }
  }
  return result
}

function matched(one: Values, two: Values): Values | undefined {
  let agrees = false
  const both: string[] = []
  for (const [index, value] of one.entries()) {
    const other = two[index] ?? ''
    if (value === other) agrees = true
    else if (value !== '' && other !== '') return undefined
    both.push(value === '' ? other : value)
  }
  return agrees ? both : undefined
}

/** The first item whose keys have these values, an absent value being that of an empty one. */
function find(list: Node | undefined, keys: readonly string[], values: Values): Node | undefined {
  if (list?.kind !== 'seq') return undefined
  // Keys without any value among these do not count, unless none has one.
  const hasAny = values.some(value => value !== '')
  const counted = keys
    .map((key, index) => ({ key, value: values[index] ?? '' }))
    .filter(({ value }) => !hasAny || value !== '')
  if (counted[0]?.key === '') return list.items.find(item => item.value === counted[0]?.value)
  return list.items.find(
    item => item.kind === 'map' && counted.every(({ key, value }) => item.get(key)?.value === value),
  )
}

/**
 * Exchanges the items that match for another, takes them out when there is none, or puts it at the end. Empty items go
 * (kyaml/yaml/fns.go, ElementSetter).
 */
function setElement(list: Node, element: Node | undefined, keys: readonly string[], values: Values): void {
  const isPlain = (keys[0] ?? '') === ''
  const items: Node[] = []
  let hasMatched = false
  for (const item of list.items) {
    if (isMissing(item) || (item.kind === 'map' && item.entries.size === 0)) continue
    if (!isPlain && values[0] && item.kind !== 'map') {
      items.push(item)
      continue
    }
    if (isPlain) requireKind(item, 'scalar')
    const isMatch = isPlain ? item.value === (values[0] ?? '') : matches(item, keys, values)
    if (!isMatch) {
      // Without values kustomize loses all items.
      if (values.length > 0) items.push(item)
    } else {
      hasMatched = true
      if (element) items.push(element)
    }
  }
  if (element && !hasMatched && !isMissing(element)) items.push(element)
  list.items = items
}

/** An empty value stands for any, as long as the key is there; without values nothing matches. */
function matches(item: Node, keys: readonly string[], values: Values): boolean {
  let field: Node | undefined
  for (const [index, key] of keys.entries()) {
    const value = values[index]
    if (value !== undefined) {
      field = item.kind === 'map' ? item.get(key) : undefined
      if (value !== '' && field?.value !== value) field = undefined
    }
    if (!field) return false
  }
  return true
}

/** The items of `target` behind those that were merged, each in the place of the one that it matches. */
function appended(added: Node, target: Node, keys: readonly string[]): Node {
  const fast = quickly(added, target, keys)
  if (fast) return fast
  for (const item of target.items) {
    if (keys[0] === '') {
      setElement(added, item, [''], [item.value])
      continue
    }
    const values: string[] = []
    for (const key of keys) {
      const field = item.kind === 'map' ? item.get(key) : undefined
      if (field) values.push(field.value)
      else added.items.push(item)
    }
    if (keys.length > 1) setElement(added, undefined, keys, values)
    setElement(added, item, keys, values)
  }
  return added
}

/** The same for lists with one key, where all items are maps with a value of their own, in a time that grows with the lists. */
function quickly(added: Node, target: Node, keys: readonly string[]): Node | undefined {
  const [key = ''] = keys
  if (keys.length !== 1) return undefined
  const byValue = new Map<string, Node>()
  for (const list of [added, target]) {
    const before = byValue.size
    let count = 0
    for (const item of list.items) {
      const value = key === '' ? item : item.kind === 'map' ? item.get(key) : undefined
      if (value?.kind !== 'scalar' || value.value === '' || value.isNull) return undefined
      if (byValue.has(value.value) && list === added) return undefined
      byValue.set(value.value, item)
      count++
    }
    if (list === added && byValue.size - before !== count) return undefined
  }
  if (new Set(target.items.map(item => (key === '' ? item.value : item.get(key)?.value))).size !== target.items.length)
    return undefined
  added.items = [...byValue.values()]
  return added
}

import { type Node, parseTree } from 'jsonc-parser'

/** An entry of a JSON object. Half a text gives what is there: the value may be missing. */
export interface JsonMember {
  readonly key: JsonWord
  readonly value: Node | undefined
}

/** A string, a number or the like as it is written, without quotes. */
export interface JsonWord {
  readonly text: string
  /** Where `text` begins. */
  readonly start: number
}

/** The tree of a JSON text as far as it can be read; of a text that nests too deep to be read safely there is none. */
export function readJson(text: string): Node | undefined {
  return depthOf(text) > maxDepth ? undefined : parseTree(text)
}

/** The entries of an object, in the order in which they are written; none of anything else. */
export function membersOf(node: Node | undefined, text: string): readonly JsonMember[] {
  if (node?.type !== 'object') return []
  return (node.children ?? []).flatMap(({ children: [key, value] = [], colonOffset }) => {
    const word = key && colonOffset !== undefined ? wordOf(key, text) : undefined
    return word ? [{ key: word, value }] : []
  })
}

/** Every object in a tree, outer ones first. */
export function* objectsIn(node: Node | undefined): Generator<Node> {
  if (!node) return
  if (node.type === 'object') yield node
  for (const child of node.children ?? []) yield* objectsIn(child)
}

/** `undefined` for objects, lists and strings that are not closed yet. */
export function wordOf({ type, offset, length }: Node, text: string): JsonWord | undefined {
  const written = text.slice(offset, offset + length)
  if (type !== 'string') return type === 'object' || type === 'array' ? undefined : { text: written, start: offset }
  if (length < 2 || !written.endsWith('"')) return undefined
  return { text: written.slice(1, -1), start: offset + 1 }
}

/** Values of annotations nest a few levels. The parser calls itself for each. */
const maxDepth = 100

/** At least the depth of the text: brackets in strings count, too. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const { 0: bracket } of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

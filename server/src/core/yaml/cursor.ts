import { touches } from '../base/span.ts'
import type { YamlDocument, YamlEntry, YamlMap, YamlNode, YamlSeq } from './node.ts'

/** What stands at an offset of a document. */
export interface Cursor {
  /** The innermost node that the offset touches: a key, a scalar, or in a gap the collection around. */
  readonly node: YamlNode
  /** To the node, or to the entry when the offset is on a key or between a key and its value. */
  readonly path: readonly (string | number)[]
  /** The collections from the root to just above the node. */
  readonly parents: readonly YamlNode[]
  /** `gap`: between the parts of `node`. */
  readonly side: 'key' | 'value' | 'gap'
  /** The innermost entry whose key or value the offset touches, or between whose key and value it lies. */
  readonly entry?: YamlEntry
}

/**
 * The innermost node at an offset. The right edge of a node counts, as a cursor there still belongs to the word before it. On an
 * alias it is the node that the alias stands for; its parts are not here but where they were written.
 *
 * @returns `undefined` when the document holds nothing
 * @example in `port: 80` offset 7 is at path `port`, side `value`, and offset 2 at the same path, side `key`
 */
export function nodeAt(document: YamlDocument, offset: number): Cursor | undefined {
  return document.root && descend(document.text, document.root, offset, { path: [], parents: [] })
}

type Trail = Pick<Cursor, 'path' | 'parents' | 'entry'>

function descend(text: string, node: YamlNode, offset: number, trail: Trail): Cursor {
  if (node.via || node.kind === 'scalar' || node.kind === 'unknown') {
    return { ...trail, node, side: touches(node.via ?? node.span, offset) ? 'value' : 'gap' }
  }
  return node.kind === 'map' ? inMap(text, node, offset, trail) : inSeq(text, node, offset, trail)
}

function inMap(text: string, map: YamlMap, offset: number, trail: Trail): Cursor {
  const parents = [...trail.parents, map]
  for (const entry of map.entries) {
    if (entry.via || offset < entry.span.start) continue
    const path = [...trail.path, String(entry.key.value)]
    if (touches(entry.key.span, offset)) return { node: entry.key, path, parents, side: 'key', entry }
    if (entry.value && touchesHere(entry.value, offset))
      return descend(text, entry.value, offset, { path, parents, entry })
    if (touches(entry.span, offset) || isStillToCome(text, entry, offset)) {
      return { node: map, path, parents: trail.parents, side: 'gap', entry }
    }
  }
  return { node: map, path: trail.path, parents: trail.parents, side: 'gap' }
}

function inSeq(text: string, seq: YamlSeq, offset: number, trail: Trail): Cursor {
  const parents = [...trail.parents, seq]
  for (const [index, { value, span }] of seq.items.entries()) {
    const path = [...trail.path, index]
    if (value && touchesHere(value, offset)) return descend(text, value, offset, { ...trail, path, parents })
    if (touches(span, offset)) return { node: seq, path, parents: trail.parents, side: 'gap' }
  }
  return { node: seq, path: trail.path, parents: trail.parents, side: 'gap' }
}

/** The blanks after `key: ` are where its value is about to be typed. */
function isStillToCome(text: string, entry: YamlEntry, offset: number): boolean {
  return !entry.value && offset > entry.span.end && BLANKS.test(text.slice(entry.span.end, offset))
}

const BLANKS = /^[ \t]*$/

function touchesHere(node: YamlNode, offset: number): boolean {
  return touches(node.via ?? node.span, offset)
}

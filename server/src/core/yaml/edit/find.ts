import { contains, type Span, sameSpan } from '../../base/span.ts'
import type { YamlEntry, YamlMap, YamlNode, YamlSeq } from '../node.ts'

/** The mapping that was written at exactly this span. Never a copy that an alias made of one. */
export function mapAt(root: YamlNode | undefined, at: Span): YamlMap | undefined {
  for (const node of writtenAround(root, at)) if (node.kind === 'map' && sameSpan(node.span, at)) return node
  return undefined
}

/** The list that was written at exactly this span. */
export function seqAt(root: YamlNode | undefined, at: Span): YamlSeq | undefined {
  for (const node of writtenAround(root, at)) if (node.kind === 'seq' && sameSpan(node.span, at)) return node
  return undefined
}

/** The entry whose key was written at exactly this span, with the mapping that it stands in. */
export function entryWithKeyAt(
  root: YamlNode | undefined,
  key: Span,
): { readonly map: YamlMap; readonly entry: YamlEntry } | undefined {
  for (const map of writtenAround(root, key)) {
    if (map.kind !== 'map') continue
    const entry = map.entries.find(each => !each.via && sameSpan(each.key.span, key))
    if (entry) return { map, entry }
  }
  return undefined
}

/** The entry whose value was written at exactly this span, with the mapping that it stands in. */
export function entryWithValueAt(
  root: YamlNode | undefined,
  value: Span,
): { readonly map: YamlMap; readonly entry: YamlEntry } | undefined {
  for (const map of writtenAround(root, value)) {
    if (map.kind !== 'map') continue
    const entry = map.entries.find(
      each => !each.via && each.value && !each.value.via && sameSpan(each.value.span, value),
    )
    if (entry) return { map, entry }
  }
  return undefined
}

/** What was written in place and holds the span, from the outside in. */
function* writtenAround(node: YamlNode | undefined, at: Span): Generator<YamlNode> {
  if (!node || node.via || !contains(node.span, at)) return
  yield node
  if (node.kind === 'map') for (const entry of node.entries) if (!entry.via) yield* writtenAround(entry.value, at)
  if (node.kind === 'seq') for (const item of node.items) yield* writtenAround(item.value, at)
}

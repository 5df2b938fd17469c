import { setEntry } from '../fieldSpec.ts'
import { contentHash } from '../hash.ts'
import { Node, text } from '../node.ts'
import type { ResMap } from '../resMap.ts'
import { metadataOf } from '../resource.ts'

/** Adds the hash of their content to the names of what generators made. */
export function hashNames(map: ResMap): void {
  for (const resource of map.list) {
    if (!resource.needsHash) continue
    const hash = contentHash(resource.node, resource.kind)
    resource.remember()
    const metadata = metadataOf(resource.node)
    const name = metadata.get('name')
    const value = `${text(metadata, 'name')}-${hash}`
    const source = { maker: { from: (name ?? metadata).place } }
    setEntry(metadata, 'name', Node.scalar(value, '', source), source)
  }
  map.idsChanged()
}

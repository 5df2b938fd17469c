import type { EmptyField } from '../facts/mistake.ts'
import { emptyIn, holdsEmpty } from '../mistakes/empty.ts'
import { field, isMap, itemsOf, type Slot, slotOf } from '../read/slot.ts'
import { kindKey, siteIndex } from './references.ts'
import type { Site, SiteKind } from './site.ts'
import type { Branch } from './tree.ts'

/** Empty keys on the ways to ports, whose fields stand beside them: `service:` above `name:` and `port:` of a backend. */
export function emptyFieldsOfSites(resource: Slot, kind: SiteKind): readonly EmptyField[] {
  const tree = siteIndex.byKind.get(kindKey(kind))
  const found: EmptyField[] = []
  if (tree) visit(tree.root, resource, found)
  return found
}

function visit({ keys, items, entries }: Branch, slot: Slot, found: EmptyField[]): void {
  if (slot.is !== 'value') return
  const mayBeHollow = holdsEmpty(slot)
  for (const [key, branch] of keys) {
    const hollow = mayBeHollow ? emptyIn(slot, key, each => standsIn(branch, each)) : []
    if (hollow.length > 0) found.push(...hollow)
    else visit(branch, field(slot, key), found)
  }
  if (items) for (const item of itemsOf(slot)) visit(items, item, found)
  if (!entries || !isMap(slot)) return
  for (const { key, value, span, via } of slot.node.entries) visit(entries, slotOf(value, span, key.span, via), found)
}

/** Whether a place has a field of this name, by any row. */
function standsIn({ ends, keys }: Branch, field: string): boolean {
  return keys.has(field) || ends.some(site => fieldsAt(site).includes(field))
}

function fieldsAt({ target, port }: Site): readonly string[] {
  const paths = [
    ...port,
    ...(target.is === 'service' ? [target.name, target.namespace ?? ''] : []),
    ...(target.is === 'host' ? [target.host] : []),
  ]
  return paths.filter(path => /^\w/.test(path)).map(path => path.replace(/\..*/, ''))
}

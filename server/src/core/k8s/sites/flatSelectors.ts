import type { Mistake } from '../facts/mistake.ts'
import { flatSelector } from '../mistakes/labels.ts'
import { field, itemsOf, type Slot } from '../read/slot.ts'
import { relative } from './path.ts'
import { kindKey, siteIndex } from './references.ts'
import type { SiteKind } from './site.ts'
import { placesIn } from './tree.ts'

/** Labels right in a selector of policies and monitors: the API drops them, and the selector picks everything. */
export function flatSelectors(resource: Slot, kind: SiteKind): readonly Mistake[] {
  const selectors = new Set<Slot>(kind.kind === 'NetworkPolicy' ? selectorsOfPeers(resource) : [])
  const tree = siteIndex.byKind.get(kindKey(kind))
  const picking = tree?.sites.filter(({ target }) => target.is === 'pods' || target.is === 'services') ?? []
  if (tree && picking.length > 0) {
    const places = placesIn(tree, resource)
    const root = { slot: resource, above: undefined, key: undefined }
    for (const site of picking) {
      const { target } = site
      if ((target.is !== 'pods' && target.is !== 'services') || target.flat) continue
      const around = target.selector.startsWith('/') ? [root] : (places.get(site) ?? [])
      for (const place of around) selectors.add(relative(place, target.selector))
    }
  }
  const found = new Map([...selectors].flatMap(flatSelector).map(mistake => [mistake.keySpan.start, mistake]))
  return [...found.values()]
}

function selectorsOfPeers(resource: Slot): readonly Slot[] {
  const peers = [
    ['ingress', 'from'],
    ['egress', 'to'],
  ].flatMap(([way = '', end = '']) => itemsOf(field(resource, 'spec', way)).flatMap(rule => itemsOf(field(rule, end))))
  return peers.flatMap(peer => [field(peer, 'podSelector'), field(peer, 'namespaceSelector')])
}

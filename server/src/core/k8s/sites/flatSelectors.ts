import type { Slot } from '../read.ts'
import { flatSelector } from '../readSlips.ts'
import type { Slip } from '../slip.ts'
import { placesAt, relative } from './path.ts'
import { kindKey, siteIndex } from './references.ts'
import type { SiteKind } from './site.ts'

/** Labels right in a selector of policies and monitors: the API drops them, and the selector picks everything. */
export function flatSelectors(resource: Slot, kind: SiteKind): readonly Slip[] {
  const selectors = new Set<Slot>()
  for (const { at, target } of siteIndex.byKind.get(kindKey(kind)) ?? []) {
    if ((target.is !== 'pods' && target.is !== 'services') || target.flat) continue
    const root = { slot: resource, trail: [resource], key: undefined }
    const places = target.selector.startsWith('/') ? [root] : placesAt(resource, at)
    for (const place of places) selectors.add(relative(place, target.selector))
  }
  if (kind.kind === 'NetworkPolicy')
    for (const path of peers) for (const { slot } of placesAt(resource, path)) selectors.add(slot)
  const found = new Map([...selectors].flatMap(flatSelector).map(slip => [slip.keySpan.start, slip]))
  return [...found.values()]
}

const peers = ['ingress[].from[]', 'egress[].to[]'].flatMap(peer => [
  `spec.${peer}.podSelector`,
  `spec.${peer}.namespaceSelector`,
])

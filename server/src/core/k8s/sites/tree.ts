import { isMap, itemsOf, type Slot, slotOf } from '../read/slot.ts'
import { type Found, into, type Step, stepsOf } from './path.ts'
import type { Site } from './site.ts'

/** Rows of the table by the ways to their places: rows that begin alike are looked for in one walk. */
export interface SiteTree {
  /** In the order of the table. */
  readonly sites: readonly Site[]
  readonly root: Branch
}

/** Where a way from the root has come to. */
export interface Branch {
  /** The rows whose places are here. */
  readonly ends: Site[]
  readonly keys: Map<string, Branch>
  /** Every item of a list, and every entry of a mapping. */
  items?: Branch
  entries?: Branch
}

export function treeOf(sites: readonly Site[]): SiteTree {
  const root = newBranch()
  for (const site of sites) {
    const end = stepsOf(site.at).reduce(branchAt, root)
    end.ends.push(site)
  }
  return { sites, root }
}

function newBranch(): Branch {
  return { ends: [], keys: new Map() }
}

function branchAt(from: Branch, step: Step): Branch {
  if (step === '[]') return (from.items ??= newBranch())
  if (step === '{}') return (from.entries ??= newBranch())
  const known = from.keys.get(step.key)
  if (known) return known
  const made = newBranch()
  from.keys.set(step.key, made)
  return made
}

/** Every place below a slot that a row leads to, by its row; places that are absent are left out. */
export function placesIn({ root }: SiteTree, slot: Slot): ReadonlyMap<Site, readonly Found[]> {
  const found = new Map<Site, Found[]>()
  visit(root, { slot, above: undefined, key: undefined }, found)
  return found
}

function visit({ ends, keys, items, entries }: Branch, place: Found, found: Map<Site, Found[]>): void {
  const { slot } = place
  if (slot.is === 'absent') return
  for (const site of ends) {
    const places = found.get(site)
    if (places) places.push(place)
    else found.set(site, [place])
  }
  for (const [key, branch] of keys) visit(branch, into(place, key), found)
  if (items) for (const item of itemsOf(slot)) visit(items, { slot: item, above: place, key: undefined }, found)
  if (!entries || !isMap(slot)) return
  for (const { key, value, span, via } of slot.node.entries) {
    const below = slotOf(value, span, key.span, via)
    visit(entries, { slot: below, above: place, key: slotOf(key, key.span) }, found)
  }
}

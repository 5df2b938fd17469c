import { coreSites } from './core.ts'
import { gatewaySites } from './gateway.ts'
import { istioSites } from './istio.ts'
import { monitoringSites } from './monitoring.ts'
import type { Site } from './site.ts'
import { urlSites } from './urls.ts'

/** Every place that points at a port, but for the fields of Services, probes and containers, which have types of their own. */
export const allSites: readonly Site[] = [...coreSites, ...gatewaySites, ...monitoringSites, ...istioSites]

/** Names of the kinds that have rows, for a cheap look at a text. */
export const siteKinds: readonly string[] = [
  ...new Set(allSites.flatMap(site => (site.kinds === 'pod' ? [] : site.kinds.map(each => each.kind)))),
]

const byId = new Map([...allSites, ...urlSites].map(site => [site.id, site]))

/** The row that a reference was found by. @throws when there is none: ids come from the table only */
export function siteOf(id: string): Site {
  const site = byId.get(id)
  if (!site) throw new Error(`there is no site ${id}`)
  return site
}

import { cloudSites } from './clouds.ts'
import { coreSites } from './core.ts'
import { devToolSites } from './devTools.ts'
import { edgeSites } from './edge.ts'
import { gatewaySites } from './gateway.ts'
import { istioSites } from './istio.ts'
import { meshSites } from './meshes.ts'
import { monitoringSites } from './monitoring.ts'
import type { Site } from './site.ts'
import { urlSites } from './urls.ts'

/** The table by area, in the order of docs/sites.md. */
export const siteAreas: readonly { readonly title: string; readonly sites: readonly Site[] }[] = [
  { title: 'Kubernetes', sites: coreSites },
  { title: 'Gateway API', sites: gatewaySites },
  { title: 'Prometheus', sites: monitoringSites },
  { title: 'Istio', sites: istioSites },
  { title: 'Other meshes, runtimes and rollouts', sites: meshSites },
  { title: 'Ingress controllers and edge proxies', sites: edgeSites },
  { title: 'Cloud load balancers', sites: cloudSites },
  { title: 'Scalers and tools of developers', sites: devToolSites },
]

/** Every place that points at a port, but for the fields of Services, probes and containers, which have types of their own. */
export const allSites: readonly Site[] = siteAreas.flatMap(({ sites }) => sites)

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

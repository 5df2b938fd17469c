import { valueOf } from '../../base/known.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { plainName, plainPort } from '../hover/commands.ts'
import { destinationOf, numberOf, refusedTarget } from '../hover/destination.ts'
import { exposureOf, isSelectorless } from '../hover/exposure.ts'
import type { View } from '../hover/view.ts'
import { wrongSelectorOf } from '../hover/wrongSelector.ts'
import { counted, type LensContext } from './context.ts'
import type { ResolvedLens } from './lens.ts'

/** `api:80 → 8080 (2 pod templates)`. */
export function servicePortLens(
  { workspace, view }: LensContext,
  service: Service,
  index: number,
): ResolvedLens | undefined {
  const port = service.ports.items[index]
  if (!port) return undefined
  const span = port.port.kind === 'known' && !port.port.via ? port.port.span : port.span
  const at = workspace.locate({ document: service.document, span })
  return { title: leadsTo(view, service, port), action: { does: 'explain', at } }
}

/** The Service ports that have no lens of their own. */
export function morePortsLens({ workspace }: LensContext, service: Service, from: number): ResolvedLens {
  const rest = service.ports.items.slice(from)
  const locations = rest.map(({ span }) => workspace.locate({ document: service.document, span }))
  return { title: counted(rest.length, 'more Service port'), action: { does: 'peek', locations } }
}

/** Where a Service port leads, in a few words. */
export function leadsTo(view: View, service: Service, port: ServicePort): string {
  const exposure = exposureOf(service)
  const name = plainName(service)
  if (exposure === 'external-name') return `${name} → ${valueOf(service.externalName) ?? '<external host>'}`
  const address = exposure === 'headless' ? `${name} (headless)` : `${name}:${plainPort(port.port)}`
  if (isSelectorless(service)) return `${address} → EndpointSlices`
  const refused = refusedTarget(port)
  if (refused !== undefined) return `${address} → nowhere: the API server refuses targetPort ${refused}`
  const target = valueOf(port.targetPort) ?? valueOf(port.port) ?? '<port>'
  const selection = view.graph.selection(service)
  const mistake = wrongSelectorOf(view, service)
  if (mistake) return `${address} → nowhere: no pod has ${mistake.wrong}; ${mistake.instead}`
  if (selection.status === 'nothing') return `${address} → ${target} (no pods in view)`
  if (selection.status !== 'selected') return `${address} → ${target}`
  const { ends } = destinationOf(view, service, port)
  const working = ends.filter(({ resolution }) => resolution.status !== 'missing')
  if (working.length === 0) return `${address} → nowhere: no pod has ${target}`
  const numbers = [...new Set(working.map(({ resolution }) => numberOf(resolution) ?? target))]
  const templates = counted(ends.length, 'pod template')
  return `${address} → ${numbers.join(', ')} (${working.length < ends.length ? `${working.length} of ` : ''}${templates})`
}

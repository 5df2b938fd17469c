import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { plainName } from '../hover/commands.ts'
import { nearService, servicePortsAt } from '../hover/reference.ts'
import type { View } from '../hover/view.ts'
import { pointedAt } from '../symbol/ends.ts'
import { keyOf } from '../symbol/symbol.ts'
import type { LensContext } from './context.ts'
import type { ResolvedLens } from './lens.ts'
import { leadsTo } from './servicePort.ts'

/** Kinds whose whole purpose is to send traffic to Services. */
const kinds = new Set(['Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])

/** The backends of an Ingress or a route, each Service port once, whether it is said by name or by number. */
export function backendsOf(resource: Resource, graph: Graph): readonly Reference[] {
  if (!kinds.has(resource.kind)) return []
  const distinct = new Map<string, Reference>()
  for (const reference of resource.references) {
    if (reference.target.is !== 'service' || reference.target.name.kind === 'absent') continue
    const [meant] = pointedAt(reference, resource, graph)
    const written = `${valueOf(reference.target.namespace) ?? ''}/${nameOf(reference)}:${valueOf(reference.port) ?? ''}`
    const key = meant ? keyOf(meant) : written
    if (!distinct.has(key)) distinct.set(key, reference)
  }
  return [...distinct.values()]
}

/** `api:80 → 8080 (1 pod template)`. */
export function backendLens(
  { workspace, view }: LensContext,
  resource: Resource,
  index: number,
): ResolvedLens | undefined {
  const reference = backendsOf(resource, view.graph)[index]
  if (!reference) return undefined
  const at = workspace.locate({ document: resource.document, span: portOf(reference) })
  return { title: titleOf(view, resource, reference), action: { does: 'explain', at } }
}

function titleOf(view: View, from: Resource, reference: Reference): string {
  const [found] = servicePortsAt(view, reference, from)
  if (found) return leadsTo(view, found.service, found.port)
  const port = valueOf(reference.port)
  const address = `${nameOf(reference)}${port === undefined ? '' : `:${port}`}`
  const end = view.graph.follow(reference, from)
  if (end.status === 'services' && port !== undefined) return `${address} → nowhere: the Service has no such port`
  if (end.status === 'missing') {
    const near = nearService(end, reference)
    if (near) return `${address} → nowhere: no Service ${nameOf(reference)}; did you mean ${plainName(near)}?`
    const namespace = end.elsewhere && valueOf(end.elsewhere.namespace)
    if (namespace !== undefined) return `${address} → nowhere: the Service is in namespace ${namespace}`
  }
  return end.status === 'services' ? address : `${address} (not in view)`
}

function nameOf({ target }: Reference): string {
  return target.is === 'service' ? (valueOf(target.name) ?? '<service>') : '<service>'
}

function portOf({ port, span }: Reference): Reference['span'] {
  return port.kind === 'absent' ? span : port.span
}

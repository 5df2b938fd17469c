import { valueOf } from '../base/known.ts'
import type { Graph, SelectedPod } from '../graph/graph.ts'
import { labelValue } from '../k8s/labels.ts'
import type { Resource } from '../k8s/resource.ts'
import type { Service } from '../k8s/service.ts'
import type { Reference } from '../k8s/sites/reference.ts'
import { siteOf } from '../k8s/sites/table.ts'
import { selectedBy } from './selected.ts'
import { isPlainAboutPorts } from './servicePorts.ts'

/** What rules about references ask of the place that points. */

/** Whose port belongs there, and in which form. */
export interface Wanted {
  readonly of: 'service' | 'pod'
  readonly number: boolean
  readonly name: boolean
}

/** `undefined` for listeners of their own and for places that take either kind of port. */
export function wantedAt(reference: Reference): Wanted | undefined {
  const takes = siteOf(reference.site)?.takes ?? []
  const service = takes.filter(each => each.startsWith('service-port'))
  const pod = takes.filter(each => each.startsWith('container-port'))
  if (takes.includes('target-port') || service.length > 0 === pod.length > 0) return undefined
  const number = takes.some(each => each.endsWith('number'))
  const name = takes.some(each => each.endsWith('name'))
  return { of: service.length > 0 ? 'service' : 'pod', number, name }
}

/** True for a port in a longer text: an annotation, a URL. There everything is a string. */
export function isInText(reference: Reference): boolean {
  return siteOf(reference.site)?.text !== undefined
}

/**
 * The Services that a reference leads to, where all of them show all of their ports. `undefined` where one does not, where
 * there is none, or where nobody knows.
 */
export function servicesPointedAt(reference: Reference, from: Resource, graph: Graph): readonly Service[] | undefined {
  if (graph.mayBePatched(from) || graph.isPart(from)) return undefined
  const destination = graph.follow(reference, from)
  if (destination.status !== 'services' || destination.services.length === 0) return undefined
  return destination.services.every(service => isPlainAboutPorts(service, graph)) ? destination.services : undefined
}

/** The pods whose ports a reference means, also those behind the Services that it leads to. `undefined` where nobody knows. */
export function podsPointedAt(reference: Reference, from: Resource, graph: Graph): readonly SelectedPod[] | undefined {
  if (graph.mayBePatched(from) || graph.isPart(from)) return undefined
  const destination = graph.follow(reference, from)
  if (destination.status === 'pods') return destination.pods.length > 0 ? destination.pods : undefined
  if (destination.status !== 'services') return undefined
  const pods: SelectedPod[] = []
  for (const service of destination.services) {
    const selected = selectedBy(service, graph)
    if (!selected) return undefined
    pods.push(...selected.pods)
  }
  return pods.length > 0 ? pods : undefined
}

/** The other references of the resource that are about the same pods: a policy may list the right port beside a wrong one. */
export function siblingsOf(reference: Reference, from: Resource): readonly Reference[] {
  return from.references.filter(each => each !== reference && each.site === reference.site)
}

/** Backends that a controller makes up: `use-annotation` of AWS, Traefik's `api@internal`. */
export function isMagicBackend({ target, port }: Reference, from: Resource): boolean {
  if (from.kind === 'Ingress' && valueOf(port) === 'use-annotation') return true
  return target.is === 'service' && valueOf(target.name)?.includes('@') === true
}

/** True for an Ingress that says that ingress-nginx serves it. */
export function usesNginx({ kind, annotations }: Resource): boolean {
  if (kind !== 'Ingress') return false
  const label = labelValue(annotations, 'kubernetes.io/ingress.class')
  if (label && valueOf(label.value)?.includes('nginx')) return true
  return annotations.pairs.some(({ key }) => key.startsWith('nginx.ingress.kubernetes.io/'))
}

/** True for `kafka-0` and `kafka-1`: one of several, and no slip. */
export function differsByNumber(one: string, other: string): boolean {
  return one.replace(/\d+/g, '#') === other.replace(/\d+/g, '#')
}

/** The kinds whose port names the API server checks as it checks those of container ports. */
export function isPicky({ kind }: Resource): boolean {
  return kind === 'Ingress' || kind === 'NetworkPolicy'
}

/** Places that find only those ports that containers declare. */
export function isDeclarationNeeded({ site }: Reference): boolean {
  return site === 'servicemonitor-targetport' || site === 'podmonitor-port' || site.startsWith('linkerd-server')
}

/** True for a host in a free text, such as the value of an environment variable. */
export function isUrl({ site }: Reference): boolean {
  return site.startsWith('url-')
}

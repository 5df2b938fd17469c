import { valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { labelValue } from '../../k8s/facts/labels.ts'
import type { PortNumberOrName } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { isPattern, namePattern } from '../../k8s/sites/namePattern.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { isDigits } from './portFields.ts'
import { selectedBy } from './selection.ts'
import { isPlainAboutPorts } from './servicePorts.ts'

/** What rules about references ask of the place that points. */

/** Whose port belongs there, and in which form. */
export interface Wanted {
  readonly of: 'service' | 'pod'
  readonly number: boolean
  readonly name: boolean
}

/** `undefined` for listeners of their own and for numbers that are compared with what a Service leads to. */
export function wantedAt(reference: Reference): Wanted | undefined {
  const takes = siteOf(reference.site)?.takes ?? []
  // A name is that of a Service port there, as everywhere.
  if (takes.includes('target-port'))
    return isName(valueOf(reference.port)) ? { of: 'service', number: false, name: true } : undefined
  const service = takes.filter(each => each.startsWith('service-port'))
  const pod = takes.filter(each => each.startsWith('container-port'))
  if (service.length > 0 === pod.length > 0) return undefined
  const number = takes.some(each => each.endsWith('number'))
  const name = takes.some(each => each.endsWith('name'))
  return { of: service.length > 0 ? 'service' : 'pod', number, name }
}

/** What belongs into the very field that is written, where the place has one for numbers and one for names. */
export function wantedInField(reference: Reference): Wanted | undefined {
  const wanted = wantedAt(reference)
  if (!wanted) return undefined
  const fields = siteOf(reference.site).port
  const last = reference.field.split('.').at(-1) ?? ''
  if (isMistaken(reference)) return wanted
  const hasPair = fields.includes('portNumber') || fields.includes('sectionName')
  if (last === 'number' || last === 'portNumber') return { ...wanted, number: true, name: false }
  if (last === 'name' || last === 'sectionName') return { ...wanted, number: false, name: true }
  // `port` is the name beside `portNumber`, and the number beside `sectionName`.
  if (last === 'port' && hasPair) {
    const name = fields.includes('portNumber')
    return { ...wanted, number: !name, name }
  }
  return wanted
}

/** True for a port in a field that nobody reads, such as `port: 80` where `number` belongs below `port`. */
export function isMistaken({ site, field }: Reference): boolean {
  return siteOf(site).mistaken?.includes(field) === true
}

/** Digits in quotes may be taken for the number. */
function isName(port: PortNumberOrName | undefined): boolean {
  return typeof port === 'string' && !isDigits(port)
}

/** True for places that take the name of a Service port, or the number that a Service port leads to. */
export function takesTargetPort({ site }: Reference): boolean {
  return siteOf(site).takes.includes('target-port')
}

/** True for a port in a longer text: an annotation, a URL. There everything is a string. */
export function isInText(reference: Reference): boolean {
  return siteOf(reference.site)?.text !== undefined
}

/**
 * Whether a port of this name, `''` for one without, is what the place means. A name there may be a regular expression; of one
 * that nobody can read every name may be meant.
 */
export function namesMeant({ site }: Reference, port: string): (name: string) => boolean {
  if (siteOf(site)?.patterns !== true || !isPattern(port)) return name => name === port
  return namePattern(port) ?? (() => true)
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

/**
 * True for an Ingress that a controller may serve which takes a targetPort for the Service port as well: ingress-nginx or
 * haproxy-ingress. False where the annotation names another class.
 *
 * @see jcmoraisjr/haproxy-ingress `pkg/converters/utils/services.go` FindServicePort
 */
export function mayTakeTargetPort({ kind, annotations }: Resource): boolean {
  if (kind !== 'Ingress') return false
  const label = labelValue(annotations, 'kubernetes.io/ingress.class')
  const className = label && valueOf(label.value)
  return className === undefined || ['nginx', 'haproxy'].some(controller => className.includes(controller))
}

/**
 * True for names of one of several, which are no typos of each other: they differ by a number or by one short word.
 *
 * @example areVariants('kafka-0', 'kafka-1') // true
 * @example areVariants('shop', 'shop-b') // true
 * @example areVariants('shop-eu', 'shop-us') // true
 */
export function areVariants(one: string, other: string): boolean {
  const [short = [], long = []] = [one, other]
    .map(name => name.replace(/\d+/g, '#').split('-'))
    .sort((a, b) => a.length - b.length)
  const at = long.findIndex((word, index) => word !== short[index])
  if (at === -1) return true
  const isShort = (words: readonly string[]): boolean => (words[at]?.length ?? 0) <= 2
  if (long.length < 2 || !isShort(long) || (long.length === short.length && !isShort(short))) return false
  return long.slice(at + 1).join('-') === short.slice(long.length === short.length ? at + 1 : at).join('-')
}

/** The kinds whose port names the API server checks as it checks those of container ports. */
export function isPicky({ kind }: Resource): boolean {
  return kind === 'Ingress' || kind === 'NetworkPolicy'
}

/** Places that find only those ports that containers declare. */
export function isDeclarationNeeded({ site }: Reference): boolean {
  return site === 'servicemonitor-targetport' || site === 'podmonitor-port' || site.startsWith('linkerd-server')
}

/** True for a targetPort beside a `port`, which wins over it. */
export function isOverruled({ site, beside }: Reference): boolean {
  return site === 'servicemonitor-targetport' && (beside['port']?.kind ?? 'absent') !== 'absent'
}

/** True for a host in a free text, such as the value of an environment variable. */
export function isUrl({ site }: Reference): boolean {
  return siteOf(site).text?.form === 'urls'
}

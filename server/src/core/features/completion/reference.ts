import { distinctBy } from '../../base/distinct.ts'
import { type Known, valueOf } from '../../base/known.ts'
import { contains, sameSpan } from '../../base/span.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { isPortNumber, isProtocol, portNameProblem } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import { isHeadless, type Service, type ServicePort, targetOf } from '../../k8s/facts/service.ts'
import { fieldsBelow, keysBelow } from '../../k8s/sites/path.ts'
import { sitesOf } from '../../k8s/sites/references.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { isPicky, takesTargetPort, wantedInField } from '../../rules/support/references.ts'
import type { Choice } from './choice.ts'
import type { Mended } from './mend.ts'
import { distinct, portNames, portNumbers } from './podPorts.ts'
import { listenerNames, listenerPorts, targetNames } from './target.ts'

/** What may stand in the port or in the name of the target of a row of the table of sites. */
export interface ReferenceChoices {
  readonly choices: readonly Choice[]
  /** True where only a part of the text is meant: an item of a list, the port of a URL. */
  readonly inText: boolean
}

/** For the place that the stand-in is, if a row of the table knows it. */
export function referenceChoices(at: Mended): ReferenceChoices | undefined {
  for (const reference of at.resource.references) {
    const form = siteOf(reference.site).text?.form
    const inText = (form !== undefined && form !== 'number') || reference.site.startsWith('url-')
    if (stands(reference.port, at)) return { choices: portChoices(reference, at), inText }
    const section = reference.beside['sectionName']
    if (section && stands(section, at)) return { choices: listenerNames(reference, at), inText }
    const name = nameOf(reference)
    if (name && stands(name, at)) return { choices: targetNames(reference, at), inText }
  }
  return undefined
}

/** The keys of the mapping around the stand-in that a row of the table knows. */
export function referenceKeys({ resource, path }: Mended): readonly string[] {
  const above = path.slice(0, -1)
  const { own, ofPods } = sitesOf(resource)
  const keys = own.flatMap(site => keysBelow(site, above))
  if (resource.is !== 'workload') return [...new Set(keys)]
  // Rows about pods begin at the template, wherever that is.
  const starts = above.flatMap((part, index) => (part === 'template' ? [index + 1] : []))
  for (const start of resource.kind === 'Pod' ? [0] : starts)
    keys.push(...ofPods.flatMap(site => keysBelow(site, above.slice(start))))
  return [...new Set(keys)]
}

/** The same for fields in a mapping that the one around the stand-in may hold: `port: {number: 80}`. */
export function referenceFields({ resource, path, beside }: Mended): readonly (readonly [string, string])[] {
  const fields = sitesOf(resource).own.flatMap(site => fieldsBelow(site, path.slice(0, -1)))
  return distinctBy(fields, each => each.join('.')).filter(([outer]) => !beside.has(outer))
}

function stands(field: Known<string | number | boolean>, { standIn }: Mended): boolean {
  return field.kind === 'known' && contains(field.span, standIn) && isWhole(field, standIn)
}

/** In quotes the field is a little longer. */
function isWhole({ span }: { readonly span: Mended['standIn'] }, standIn: Mended['standIn']): boolean {
  return sameSpan(span, standIn) || span.end - span.start === standIn.end - standIn.start + 2
}

function nameOf({ target }: Reference): Known<string> | undefined {
  return 'name' in target ? target.name : target.is === 'host' ? target.host : undefined
}

function portChoices(reference: Reference, at: Mended): readonly Choice[] {
  if (reference.target.is === 'object') return listenerPorts(reference, at)
  const end = at.graph.follow(reference, at.resource)
  const numbersAreText = siteOf(reference.site).text !== undefined
  const asText = (choices: readonly Choice[]): readonly Choice[] =>
    numbersAreText ? choices.map(choice => ({ ...choice, text: true })) : choices
  const services = end.status === 'services' ? end.services : []
  const pods = end.status === 'pods' ? end.pods : services.flatMap(service => podsOf(service, at.graph))
  if (takesTargetPort(reference))
    return asText(distinct([...servicePortNames(services), ...portNumbers(pods, at.graph)]))
  const wanted = wantedInField(reference)
  if (!wanted) return []
  const meant = end.status === 'pods' && wanted.of === 'service' ? servicesOf(pods, at.graph) : services
  const names = wanted.of === 'service' ? servicePortNames(meant) : namesIn(pods, at)
  const numbers = wanted.of === 'service' ? servicePortNumbers(meant, reference, at.graph) : portNumbers(pods, at.graph)
  const valid = isPicky(at.resource) ? names.filter(({ value }) => portNameProblem(String(value)) === undefined) : names
  return asText(distinct([...(wanted.name ? valid : []), ...(wanted.number ? numbers : [])]))
}

/** A policy means ports of one protocol: TCP where it says nothing. */
function namesIn(pods: readonly SelectedPod[], { resource, beside }: Mended): readonly Choice[] {
  if (resource.is !== 'networkPolicy') return portNames(pods)
  const protocol = beside.get('protocol') ?? 'TCP'
  const fitting = isProtocol(protocol) ? portNames(pods, protocol) : []
  return distinct([...fitting, ...portNames(pods)])
}

function podsOf(service: Service, graph: Graph): readonly SelectedPod[] {
  const selection = graph.selection(service)
  return selection.status === 'selected' ? selection.pods : []
}

function servicesOf(pods: readonly SelectedPod[], graph: Graph): readonly Service[] {
  return [...new Set(pods.flatMap(({ pod }) => graph.servicesOf(pod)))]
}

export function servicePortNames(services: readonly Service[]): readonly Choice[] {
  return each(services, (service, port) => {
    const name = valueOf(port.name)
    const number = valueOf(port.port) ?? '?'
    return name === undefined ? undefined : { value: name, kind: 'port-name', detail: `${number} ${of(service)}` }
  })
}

/** Clients of a headless Service dial the pods themselves. */
function servicePortNumbers(services: readonly Service[], { target }: Reference, graph: Graph): readonly Choice[] {
  return each(services, (service, port) => {
    const name = valueOf(port.name)
    const detail = `${name === undefined ? '' : `${name} `}${of(service)}`
    const number = target.is === 'host' && isHeadless(service) ? numberInPods(service, port, graph) : valueOf(port.port)
    return isPortNumber(number) ? { value: number, kind: 'port-number', detail } : undefined
  })
}

function numberInPods(service: Service, port: ServicePort, graph: Graph): number | string | undefined {
  const [pod] = podsOf(service, graph)
  const resolution = pod && graph.resolve(port, pod)
  return resolution?.status === 'named' ? resolution.number : valueOf(targetOf(port))
}

function each(
  services: readonly Service[],
  choice: (service: Service, port: ServicePort) => Choice | undefined,
): readonly Choice[] {
  return distinct(services.flatMap(service => service.ports.items.flatMap(port => choice(service, port) ?? [])))
}

function of(service: Service): string {
  return `of Service ${valueOf(service.name) ?? '?'}`
}

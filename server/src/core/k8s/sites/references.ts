import { absent, type Known, type KnownValue, known, unknown, valueOf } from '../../base/known.ts'
import { type Span, shift } from '../../base/span.ts'
import type { PortNumberOrName } from '../port.ts'
import { field, isMap, itemsOf, readIntOrString, readString, type Slot, spanOfSlot } from '../read.ts'
import { type Found, placesAt, relative } from './path.ts'
import type { Reference } from './reference.ts'
import type { Condition, Site, SiteKind, TextForm } from './site.ts'
import { allSites } from './table.ts'
import { hostTarget, targetAt } from './targets.ts'
import { partsIn, type TextPiece } from './text.ts'
import { type FoundUrl, urlsIn } from './urls.ts'
import { writtenText } from './writtenText.ts'

/** The rows of a table, by what they are asked for. */
export interface SiteIndex {
  readonly byKind: ReadonlyMap<string, readonly Site[]>
  readonly ofPods: readonly Site[]
}

export function indexSites(sites: readonly Site[]): SiteIndex {
  const byKind = new Map<string, Site[]>()
  for (const site of sites) {
    for (const kind of site.kinds === 'pod' ? [] : site.kinds) {
      const key = kindKey(kind)
      byKind.set(key, [...(byKind.get(key) ?? []), site])
    }
  }
  return { byKind, ofPods: sites.filter(site => site.kinds === 'pod') }
}

export const siteIndex: SiteIndex = indexSites(allSites)

/** The rows of a kind, then those of every pod template. */
export function sitesOf(
  kind: SiteKind,
  { byKind, ofPods }: SiteIndex = siteIndex,
): {
  readonly own: readonly Site[]
  readonly ofPods: readonly Site[]
} {
  return { own: byKind.get(kindKey(kind)) ?? [], ofPods }
}

function kindKey({ group, kind }: SiteKind): string {
  return `${group}/${kind}`
}

/** What a text belongs to, for the URLs in it. */
export interface PodPart {
  /** `PodTemplate.id` */
  readonly id: string
  readonly template: Slot
}

/**
 * Everything in a resource that points at a port, in the order of the text. A kind without rows costs nearly nothing.
 *
 * @param text the document
 * @param pods the pod templates of the resource
 */
export function referencesIn(
  resource: Slot,
  kind: SiteKind,
  pods: readonly PodPart[],
  text: string,
  index: SiteIndex = siteIndex,
): readonly Reference[] {
  const references: Reference[] = []
  for (const site of index.byKind.get(kindKey(kind)) ?? []) references.push(...referencesAt(site, resource, text))
  for (const pod of pods) {
    for (const site of index.ofPods) references.push(...referencesAt(site, pod.template, text, pod.id))
    references.push(...urlsOfPod(pod.template, text))
  }
  references.push(...urlsOf('url-annotation', annotationsOf(resource), text))
  if (kind.kind === 'ConfigMap' && kind.group === '')
    references.push(...urlsOf('url-config', valuesOf(field(resource, 'data')), text))
  return references.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

function* referencesAt(site: Site, root: Slot, text: string, pod?: string): Generator<Reference> {
  for (const place of placesAt(root, site.at)) {
    if (place.slot.is === 'absent' || !holds(site.when, place)) continue
    if (site.text && site.text.form !== 'number') {
      yield* site.text.form === 'urls'
        ? urlsOf(site.id, [place.slot], text)
        : partsAt(site, site.text, place, text, pod)
      continue
    }
    const { port, field: path } = portAt(place, site)
    const reference = {
      site: site.id,
      target: targetAt(place, site.target, text, pod),
      defaultPort: site.defaultPort,
      beside: Object.fromEntries(
        Object.entries(site.beside ?? {}).map(([name, path]) => [name, readAny(relative(place, path))]),
      ),
      span: spanOfSlot(place.slot),
    }
    // Several fields of one place that say the same in two ways are several references.
    const endsRange = (reference.beside['endPort'] ?? port).kind !== 'absent'
    if (port.kind === 'absent' && site.defaultPort === undefined && isPortOnly(site) && !endsRange) continue
    if (site.every !== undefined && String(valueOf(port)) === site.every) continue
    yield { ...reference, port, field: path }
  }
}

/** Rows whose target is only of interest together with a port: a listener, a policy, a monitor. */
function isPortOnly({ target }: Site): boolean {
  return target.is !== 'service' && target.is !== 'host' && target.is !== 'object' && target.is !== 'workload'
}

function holds(when: Condition | undefined, place: Found): boolean {
  if (!when) return true
  const value = readString(relative(place, when.path))
  if (value.kind === 'absent') return when.required !== true
  const said = valueOf(value)
  return when.anyCase ? said?.toLowerCase() === when.value.toLowerCase() : said === when.value
}

/** Ports in a text of a form of its own. What comes by an alias stands somewhere else, where it is found, too. */
function* partsAt(
  site: Site,
  form: TextForm,
  { slot, ...place }: Found,
  text: string,
  pod?: string,
): Generator<Reference> {
  if (slot.is !== 'value' || slot.via || slot.node.kind !== 'scalar') return
  const inside = slot.node.span
  for (const part of partsIn(form, text.slice(inside.start, inside.end))) {
    const at = ({ text: written, span }: TextPiece) => known(written, shift(span, inside.start))
    const named = part.namespace && part.host
    yield {
      site: site.id,
      target: named
        ? { is: 'service', name: at(named), namespace: at(part.namespace) }
        : part.host
          ? hostTarget(at(part.host))
          : targetAt({ slot, ...place }, site.target, text, pod),
      port: part.port ? portIn(at(part.port)) : absent(inside),
      field: '',
      defaultPort: part.defaultPort,
      beside: {},
      span: part.port && !part.host ? shift(part.port.span, inside.start) : inside,
    }
  }
}

/** In a text a number is digits. */
function portIn(port: KnownValue<string>): Known<PortNumberOrName> {
  return /^\d+$/.test(port.value) ? { ...port, value: Number(port.value) } : port
}

function portAt(place: Found, site: Site): Pick<Reference, 'port' | 'field'> {
  for (const path of site.port) {
    const port = readIntOrString(relative(place, path))
    if (port.kind === 'absent') continue
    // Annotations are strings and keys are names, also where a number is meant.
    const isText = site.text?.form === 'number' || path === '{key}'
    const isNumber = port.kind === 'known' && isText && /^\s*\d+\s*$/.test(String(port.value))
    return { port: isNumber ? { ...port, value: Number(port.value) } : port, field: path }
  }
  return { port: absent(spanOfSlot(place.slot)), field: '' }
}

function readAny(slot: Slot): Known<string | number | boolean> {
  if (slot.is === 'absent') return absent(slot.near)
  if (slot.is === 'unknown') return unknown(slot.span, slot.why)
  const { node } = slot
  return node.kind === 'scalar' && node.value !== null
    ? known(node.value, node.span, slot.via)
    : unknown(node.span, 'type')
}

function* urlsOfPod(template: Slot, text: string): Generator<Reference> {
  const spec = field(template, 'spec')
  const containers = ['initContainers', 'containers'].flatMap(key => itemsOf(field(spec, key)))
  for (const container of containers) {
    const variables = itemsOf(field(container, 'env')).filter(each => !namesAnImage(each))
    yield* urlsOf(
      'url-env',
      variables.map(each => field(each, 'value')),
      text,
    )
    yield* urlsOf(
      'url-args',
      ['command', 'args'].flatMap(key => itemsOf(field(container, key))),
      text,
    )
  }
}

function namesAnImage(variable: Slot): boolean {
  return /IMAGE|_TAG$|VERSION/i.test(valueOf(readString(field(variable, 'name'))) ?? '')
}

/** Annotations in which tools keep copies of manifests and logs hold everything, and mean nothing. */
function annotationsOf(resource: Slot): readonly Slot[] {
  return valuesOf(field(resource, 'metadata', 'annotations'), key => !/last-applied|description|change-cause/.test(key))
}

function valuesOf(map: Slot, wanted: (key: string) => boolean = () => true): readonly Slot[] {
  if (!isMap(map)) return []
  return map.node.entries.flatMap(({ key }) =>
    !key.placeholder && wanted(String(key.value)) ? [field(map, String(key.value))] : [],
  )
}

/**
 * URLs in scalars, read without their quotes and escapes: after `\n` begins a new word. Spans are exact in every style; what a
 * placeholder stands for is left out by the form of a URL.
 */
function* urlsOf(site: string, slots: readonly Slot[], text: string): Generator<Reference> {
  for (const slot of slots) {
    const span =
      slot.is === 'value' && slot.node.kind === 'scalar'
        ? slot.node.span
        : slot.is === 'unknown'
          ? slot.span
          : undefined
    if (!span || (slot.is === 'value' && slot.via)) continue
    const written = text.slice(span.start, span.end)
    if (!written.includes(':')) continue
    const source = writtenText(written)
    for (const url of urlsIn(source.text)) {
      const reference = urlReference(site, url, range => shifted(source.place(range), span.start))
      if (reference) yield reference
    }
  }
}

function shifted(span: Span | undefined, by: number): Span | undefined {
  return span && shift(span, by)
}

/** @param at where a range of the text stands in the document, if it is written there as it is meant */
function urlReference(site: string, url: FoundUrl, at: (range: Span) => Span | undefined): Reference | undefined {
  const { service, namespace, surely, host, port, defaultPort } = url
  const hostAt = at(host.span)
  const portAt = port && at(port.span)
  if (!hostAt || (port && (!portAt || String(port.number) !== port.text))) return undefined
  return {
    site,
    target: { is: 'host', host: known(host.text, hostAt), service, namespace, surely },
    port: port && portAt ? known(port.number, portAt) : absent(hostAt),
    field: '',
    defaultPort,
    beside: {},
    span: { start: (at(url.span) ?? hostAt).start, end: (portAt ?? hostAt).end },
  }
}

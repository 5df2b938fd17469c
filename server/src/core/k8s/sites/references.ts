import { absent, type Known, type KnownValue, known, unknown, valueOf } from '../../base/known.ts'
import { shift } from '../../base/span.ts'
import type { PortNumberOrName } from '../facts/port.ts'
import type { Reference, Target } from '../facts/reference.ts'
import { readIntOrString, readString, type Slot, spanOfSlot } from '../read/slot.ts'
import { type Found, relative } from './path.ts'
import type { Condition, Site, SiteKind, TextForm } from './site.ts'
import { allSites } from './table.ts'
import { hostTarget, targetAt } from './targets.ts'
import { partsIn, type TextPiece } from './text.ts'
import { placesIn, type SiteTree, treeOf } from './tree.ts'
import { urlsOf, urlsOfObject, urlsOfPod } from './urlReferences.ts'
import { writtenText } from './writtenText.ts'

/** The rows of a table, by what they are asked for. */
export interface SiteIndex {
  readonly byKind: ReadonlyMap<string, SiteTree>
  readonly ofPods: SiteTree
}

export function indexSites(sites: readonly Site[]): SiteIndex {
  const byKind = new Map<string, Site[]>()
  for (const site of sites) {
    for (const kind of site.kinds === 'pod' ? [] : site.kinds) {
      const key = kindKey(kind)
      byKind.set(key, [...(byKind.get(key) ?? []), site])
    }
  }
  return {
    byKind: new Map([...byKind].map(([key, rows]) => [key, treeOf(rows)])),
    ofPods: treeOf(sites.filter(site => site.kinds === 'pod')),
  }
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
  return { own: byKind.get(kindKey(kind))?.sites ?? [], ofPods: ofPods.sites }
}

/** Under which `SiteIndex` holds the rows of a kind. */
export function kindKey({ group, kind }: SiteKind): string {
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
  const own = index.byKind.get(kindKey(kind))
  if (own) references.push(...referencesAt(own, resource, text))
  for (const pod of pods) {
    references.push(...referencesAt(index.ofPods, pod.template, text, pod.id))
    references.push(...urlsOfPod(pod.template, text))
  }
  references.push(...urlsOfObject(resource, kind, text))
  return references.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

function* referencesAt(tree: SiteTree, root: Slot, text: string, pod?: string): Generator<Reference> {
  const places = placesIn(tree, root)
  if (places.size === 0) return
  // In the order of the table, whatever way leads to the place.
  for (const site of tree.sites)
    for (const place of places.get(site) ?? []) yield* referencesFrom(site, place, text, pod)
}

function* referencesFrom(site: Site, place: Found, text: string, pod: string | undefined): Generator<Reference> {
  if (!holds(site.when, place)) return
  const key = site.keys === undefined ? undefined : keyOfForm(site.keys, place, text)
  if (site.keys !== undefined && !key) return
  if (site.text && site.text.form !== 'number') {
    yield* site.text.form === 'urls' ? urlsOf(site.id, [place.slot], text) : partsAt(site, site.text, place, text, pod)
    return
  }
  const { port, ...written } =
    key?.port && site.port.includes('{key}') ? { port: key.port, field: '{key}' } : portAt(place, site)
  const reference = {
    site: site.id,
    target: targetAt(place, site.target, text, pod),
    defaultPort: site.defaultPort,
    beside: Object.fromEntries(
      Object.entries(site.beside ?? {}).map(([name, path]) => [name, readAny(relative(place, path))]),
    ),
    span: spanOfSlot(place.slot),
  }
  // A backend of the other form of an Ingress has neither the name nor the port of this one.
  if (port.kind === 'absent' && namesNothing(reference.target)) return
  // Several fields of one place that say the same in two ways are several references.
  const endsRange = (reference.beside['endPort'] ?? port).kind !== 'absent'
  if (port.kind === 'absent' && site.defaultPort === undefined && isPortOnly(site) && !endsRange) return
  if (site.every !== undefined && String(valueOf(port)) === site.every) return
  yield { ...reference, port, ...written }
}

function namesNothing(target: Target): boolean {
  if (target.is === 'service' || target.is === 'object' || target.is === 'workload')
    return target.name.kind === 'absent'
  return false
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
function* partsAt(site: Site, form: TextForm, place: Found, text: string, pod?: string): Generator<Reference> {
  const { slot } = place
  if (slot.is !== 'value' || slot.via || slot.node.kind !== 'scalar') return
  const inside = slot.node.span
  for (const part of partsIn(form, text.slice(inside.start, inside.end))) {
    const at = ({ text: written, span }: TextPiece) => known(written, shift(span, inside.start))
    const named = part.namespace && part.host
    yield {
      site: site.id,
      target: part.service
        ? { is: 'service', name: at(part.service), namespace: absent(inside) }
        : named
          ? { is: 'service', name: at(named), namespace: at(part.namespace) }
          : part.host
            ? hostTarget(at(part.host))
            : targetAt(place, site.target, text, pod),
      port: part.port ? portIn(at(part.port)) : absent(inside),
      field: '',
      defaultPort: part.defaultPort,
      beside: {},
      span: part.port && !part.host && !part.service ? shift(part.port.span, inside.start) : inside,
    }
  }
}

/** In a text a number is digits. */
function portIn(port: KnownValue<string>): Known<PortNumberOrName> {
  return /^\d+$/.test(port.value) ? { ...port, value: Number(port.value) } : port
}

/** `undefined` for keys of other forms; else the digits in it, where the form has some. */
function keyOfForm(
  form: string,
  { key }: Found,
  text: string,
): { readonly port: KnownValue<number> | undefined } | undefined {
  if (key?.is !== 'value' || key.node.kind !== 'scalar') return undefined
  const { span } = key.node
  const source = writtenText(text.slice(span.start, span.end))
  const match = keyPattern(form).exec(source.text)
  if (!match) return undefined
  const at = match.indices?.groups?.['port']
  const place = at && source.place({ start: at[0], end: at[1] })
  return { port: place && at && known(Number(source.text.slice(at[0], at[1])), shift(place, span.start)) }
}

const keyPatterns = new Map<string, RegExp>()

function keyPattern(form: string): RegExp {
  const made = keyPatterns.get(form)
  if (made) return made
  const source = form.replace(/[.+?^$()[\]\\|/]/g, String.raw`\$&`).replace('{port}', String.raw`(?<port>\d{1,5})`)
  const pattern = new RegExp(`^${source.replaceAll('*', '.*')}$`, 'd')
  keyPatterns.set(form, pattern)
  return pattern
}

function portAt(place: Found, site: Site): Pick<Reference, 'port' | 'field' | 'unquoted'> {
  const read = (path: string) => ({ field: path, port: readIntOrString(relative(place, path)) })
  const written = site.port.map(read).find(({ port }) => port.kind !== 'absent')
  const isKnown = written?.port.kind === 'known'
  // Below a number there is nothing to be read: `port.number` of `port: 80` is unknown, not absent.
  const mistaken = isKnown ? undefined : site.mistaken?.map(read).find(({ port }) => port.kind === 'known')
  if (mistaken) return mistaken
  if (!written) return { port: absent(spanOfSlot(place.slot)), field: '' }
  const { port, field } = written
  // Annotations are strings and keys are names, also where a number is meant.
  const isText = site.text?.form === 'number' || field === '{key}'
  const isNumber = port.kind === 'known' && isText && /^\s*\d+\s*$/.test(String(port.value))
  return {
    port: isNumber ? { ...port, value: Number(port.value) } : port,
    field,
    ...(site.text?.form === 'number' && typeof valueOf(port) === 'number' ? { unquoted: true } : {}),
  }
}

function readAny(slot: Slot): Known<string | number | boolean> {
  if (slot.is === 'absent') return absent(slot.near)
  if (slot.is === 'unknown') return unknown(slot.span, slot.why)
  const { node } = slot
  return node.kind === 'scalar' && node.value !== null
    ? known(node.value, node.span, slot.via)
    : unknown(node.span, 'type')
}

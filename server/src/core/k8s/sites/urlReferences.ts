import { absent, known, valueOf } from '../../base/known.ts'
import { type Span, shift } from '../../base/span.ts'
import type { Reference } from '../facts/reference.ts'
import { field, isMap, itemsOf, readString, type Slot } from '../read/slot.ts'
import { fieldsSideBySide, mayBeOfPair, variablesSideBySide } from './hostPairs.ts'
import type { SiteKind } from './site.ts'
import { type FoundUrl, urlsIn } from './urls.ts'
import { writtenText } from './writtenText.ts'

/** URLs, `host:port`, and hosts with their port beside them, in what the containers of a pod are told. */
export function* urlsOfPod(template: Slot, text: string): Generator<Reference> {
  const spec = field(template, 'spec')
  const containers = ['initContainers', 'containers'].flatMap(key => itemsOf(field(spec, key)))
  for (const container of containers) {
    const variables = itemsOf(field(container, 'env')).filter(each => !namesAnImage(each))
    yield* urlsOf(
      'url-env',
      variables.map(each => field(each, 'value')),
      text,
    )
    yield* pairsOf(
      'host-port-env',
      variables.map(each => ({
        name: valueOf(readString(field(each, 'name'))) ?? '',
        slot: field(each, 'value'),
      })),
      text,
    )
    yield* urlsOf(
      'url-args',
      ['command', 'args'].flatMap(key => itemsOf(field(container, key))),
      text,
    )
  }
}

/** The same in annotations, in the data of a ConfigMap, and in the texts of a Secret. */
export function* urlsOfObject(resource: Slot, kind: SiteKind, text: string): Generator<Reference> {
  yield* urlsOf('url-annotation', annotationsOf(resource), text)
  if ((kind.kind !== 'ConfigMap' && kind.kind !== 'Secret') || kind.group !== '') return
  // The data of a Secret is encoded; what somebody writes by hand stands in stringData.
  const entries = entriesOf(field(resource, kind.kind === 'Secret' ? 'stringData' : 'data'))
  yield* urlsOf(
    kind.kind === 'Secret' ? 'url-secret' : 'url-config',
    entries.map(({ slot }) => slot),
    text,
  )
  yield* pairsOf('host-port-data', entries, text)
}

/**
 * URLs in scalars, read without their quotes and escapes: after `\n` begins a new word. Spans are exact in every style; what a
 * placeholder stands for is left out by the form of a URL.
 */
export function* urlsOf(site: string, slots: readonly Slot[], text: string): Generator<Reference> {
  for (const slot of slots) {
    const source = sourceOf(slot, text)
    if (!source) continue
    for (const url of urlsIn(source.text)) yield* urlReference(site, url, source.at)
    for (const pair of fieldsSideBySide(source.text)) {
      if (pair.sure || site === 'url-config' || site === 'url-secret')
        yield* urlReference(pair.sure ? site : 'host-port-fields', pair, source.at)
    }
  }
}

/** Hosts whose port stands in the variable or in the entry beside them. */
function* pairsOf(site: string, entries: readonly NamedSlot[], text: string): Generator<Reference> {
  const sources = entries
    .filter(({ name }) => mayBeOfPair(name))
    .flatMap(({ name, slot }) => {
      const source = sourceOf(slot, text)
      return source ? [{ name, ...source }] : []
    })
  for (const { host, port, pod, ...service } of variablesSideBySide(sources)) {
    const hostAt = host.at({ start: pod, end: host.text.length })
    const portAt = port.at({ start: 0, end: port.text.length })
    if (!hostAt || !portAt) continue
    yield {
      site,
      target: { is: 'host', host: known(host.text.slice(pod), hostAt), ...service },
      port: known(Number(port.text), portAt),
      field: '',
      defaultPort: undefined,
      beside: {},
      span: hostAt,
    }
  }
}

/** A text that is written in a document, without its quotes and escapes. */
interface Source {
  readonly text: string
  /** Where a range of the text stands in the document, if it is written there as it is meant. */
  readonly at: (range: Span) => Span | undefined
}

function sourceOf(slot: Slot, text: string): Source | undefined {
  const span =
    slot.is === 'value' && slot.node.kind === 'scalar' ? slot.node.span : slot.is === 'unknown' ? slot.span : undefined
  if (!span || (slot.is === 'value' && slot.via)) return undefined
  const source = writtenText(text.slice(span.start, span.end))
  return {
    text: source.text,
    at: range => {
      const place = source.place(range)
      return place && shift(place, span.start)
    },
  }
}

function urlReference(site: string, url: FoundUrl, at: Source['at']): readonly Reference[] {
  const { service, namespace, surely, ofPod, host, port, defaultPort } = url
  const hostAt = at(host.span)
  const portAt = port && at(port.span)
  if (!hostAt || (port && (!portAt || String(port.number) !== port.text))) return []
  return [
    {
      site,
      target: { is: 'host', host: known(host.text, hostAt), service, namespace, surely, ...(ofPod && { ofPod }) },
      port: port && portAt ? known(port.number, portAt) : absent(hostAt),
      field: '',
      defaultPort,
      beside: {},
      span: at(url.span) ?? hostAt,
    },
  ]
}

function namesAnImage(variable: Slot): boolean {
  return /IMAGE|_TAG$|VERSION/i.test(valueOf(readString(field(variable, 'name'))) ?? '')
}

/** Annotations in which tools keep copies of manifests and logs hold everything, and mean nothing. */
function annotationsOf(resource: Slot): readonly Slot[] {
  return entriesOf(field(resource, 'metadata', 'annotations'))
    .filter(({ name }) => !/last-applied|description|change-cause/.test(name))
    .map(({ slot }) => slot)
}

interface NamedSlot {
  readonly name: string
  readonly slot: Slot
}

function entriesOf(map: Slot): readonly NamedSlot[] {
  if (!isMap(map)) return []
  return map.node.entries.flatMap(({ key }) =>
    key.placeholder ? [] : [{ name: String(key.value), slot: field(map, String(key.value)) }],
  )
}

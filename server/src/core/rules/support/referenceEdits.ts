import { type Known, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import { contains, type Span, sameSpan } from '../../base/span.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { entryWithKeyAt } from '../../yaml/edit/find.ts'
import { endOfLine, lineBreakOf, textBefore } from '../../yaml/edit/lines.ts'
import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/node.ts'
import type { FixContext } from '../run/rule.ts'
import { addEntry, addItem, type MaybeEdit, renameKey, replaceScalar } from './edits.ts'
import { isInText } from './references.ts'

/**
 * Writes another port where the reference has one: in a field, in an annotation, or within a URL. Where the reference has
 * none, in a mapping, the port is added. What is text by nature, such as an annotation, gets the quotes that it needs.
 */
export function changePort(
  context: FixContext,
  document: DocumentId,
  reference: Reference,
  value: string | number,
): MaybeEdit {
  const { port, target, span } = reference
  if (port.kind === 'absent') {
    return target.is === 'host' ? undefined : addEntry(context, document, span, { key: 'port', value })
  }
  if (port.kind !== 'known' || port.via) return replaceScalar(context, document, port, value)
  const written = context.document(document).text.slice(port.span.start, port.span.end)
  if (reference.field === '{key}' && hasKey(context, document, port.span, String(value))) return undefined
  if (isPartOfText(context, document, port.span)) {
    return written === String(port.value) ? { document, span: port.span, newText: String(value) } : undefined
  }
  const asText = isInText(reference) || /^["']\d+["']$/.test(written)
  return replaceScalar(context, document, port, asText ? String(value) : value)
}

/** The same for `port: {number: …}` and `port: {name: …}`, where the other form needs the other key. */
export function changeNumberOrName(
  context: FixContext,
  document: DocumentId,
  reference: Reference,
  value: string | number,
): readonly MaybeEdit[] {
  const { port } = reference
  if (port.kind !== 'known' || typeof port.value === typeof value) {
    return [changePort(context, document, reference, value)]
  }
  const entry = entryWithValue(context.document(document).root, port.span)
  const key = entry?.key.value
  if (entry && (key === 'number' || key === 'name')) {
    const other = typeof value === 'number' ? 'number' : 'name'
    const written = replaceScalar(context, document, port, value)
    return [renameKey(context, document, entry.key.span, other), written]
  }
  return [changePort(context, document, reference, value)]
}

/** Renames the key under which a port stands: `portNumber` for `port`. */
export function changeKey(context: FixContext, document: DocumentId, port: Known<unknown>, key: string): MaybeEdit {
  if (port.kind !== 'known') return undefined
  const entry = entryWithValue(context.document(document).root, port.span)
  return entry && renameKey(context, document, entry.key.span, key)
}

/** Adds the port to a backend that has none: `port: {number: 80}` below the name for an Ingress, else `port: 80`. */
export function addBackendPort(
  context: FixContext,
  { document, kind }: Resource,
  { target, span, site }: Reference,
  number: number,
): MaybeEdit {
  if (target.is !== 'service') return undefined
  if (kind !== 'Ingress' || target.name.kind !== 'known') {
    return addEntry(context, document, span, { key: siteOf(site).port[0] ?? 'port', value: number }, { after: 'name' })
  }
  const entry = entryWithValue(context.document(document).root, target.name.span)
  return entry && addMapping(context, document, entry, 'port', [{ key: 'number', value: String(number) }])
}

/** Writes the name of another Service: a whole field, or the first label of a host name. */
export function changeService(
  context: FixContext,
  document: DocumentId,
  { target }: Reference,
  service: string,
): MaybeEdit {
  if (target.is === 'service') return replaceScalar(context, document, target.name, service)
  if (target.is !== 'host' || target.host.kind !== 'known' || target.host.via) return undefined
  const { start } = target.host.span
  const at = { start, end: start + target.host.value.length }
  const { text } = context.document(document)
  // In quotes the host begins after them.
  const from = /["']/.test(text[start] ?? '') ? start + 1 : start
  if (text.slice(from, from + target.service.length) !== target.service || from > at.end) return undefined
  return { document, span: { start: from, end: from + target.service.length }, newText: service }
}

/** Adds a port beside that of a reference which is an item of a list, for the same protocol. */
export function addPortBeside(
  context: FixContext,
  document: DocumentId,
  { span, beside }: Reference,
  port: number,
): MaybeEdit {
  const list = listWithItem(context.document(document).root, span)
  const protocol = beside['protocol'] && valueOf(beside['protocol'])
  return (
    list &&
    addItem(context, document, list, { port, ...(protocol === undefined ? {} : { protocol: String(protocol) }) })
  )
}

/** True where the mapping has the key already that this one would become. */
function hasKey(context: FixContext, id: DocumentId, part: Span, value: string): boolean {
  const { root, text } = context.document(id)
  const map = mapWithKey(root, part)
  const key = map?.entries.find(entry => !entry.via && contains(entry.key.span, part))?.key
  if (!map || !key) return false
  const { start } = key.span
  const written = text.slice(start, key.span.end)
  const changed = written.slice(0, part.start - start) + value + written.slice(part.end - start)
  return map.entries.some(entry => String(entry.key.value) === changed.replace(/^(["'])(.*)\1$/s, '$2'))
}

function mapWithKey(node: YamlNode | undefined, at: Span): YamlMap | undefined {
  if (!node || node.via || !contains(node.span, at)) return undefined
  if (node.kind === 'seq') return firstOf(node.items, ({ value }) => mapWithKey(value, at))
  if (node.kind !== 'map') return undefined
  return node.entries.some(({ key }) => contains(key.span, at))
    ? node
    : firstOf(node.entries, ({ value }) => mapWithKey(value, at))
}

/** The span of the list that has an item with exactly this span. */
function listWithItem(node: YamlNode | undefined, at: Span): Span | undefined {
  if (!node || node.via || !contains(node.span, at)) return undefined
  if (node.kind === 'seq') {
    if (node.items.some(({ value }) => value && sameSpan(value.span, at))) return node.span
    return firstOf(node.items, ({ value }) => listWithItem(value, at))
  }
  return node.kind === 'map' ? firstOf(node.entries, ({ value }) => listWithItem(value, at)) : undefined
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** Gives a Service labels, also where it has none yet. */
export function addLabels(
  context: FixContext,
  service: Service,
  labels: readonly { readonly key: string; readonly value: string }[],
): readonly MaybeEdit[] {
  const { span } = service.labels
  if (span) return labels.map(label => addEntry(context, service.document, span, label))
  if (service.name.kind !== 'known') return [undefined]
  const entry = entryWithValue(context.document(service.document).root, service.name.span)
  const written = labels.map(({ key, value }) => ({ key, value: isPlain(value) ? value : JSON.stringify(value) }))
  return [entry && addMapping(context, service.document, entry, 'labels', written)]
}

function isPlain(value: string): boolean {
  return /^[A-Za-z][-\w.]*$/.test(value) && !/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(value)
}

/** Adds a mapping to the one that holds `after`, below it. Block style only. */
export function addMapping(
  context: FixContext,
  id: DocumentId,
  after: YamlEntry,
  key: string,
  entries: readonly { readonly key: string; readonly value: string }[],
): MaybeEdit {
  const { text } = context.document(id)
  const before = textBefore(text, after.key.span.start)
  const line = text.slice(0, after.key.span.start)
  // A flow mapping may span lines; the brace that is open then stands before the key.
  if (!/^[\s-]*$/.test(before) || /[{,]\s*$/.test(line) || after.value?.kind !== 'scalar') return undefined
  const end = endOfLine(text, after.value.span.end)
  const lineBreak = lineBreakOf(text)
  const indent = ' '.repeat(before.length)
  const lines = [`${key}:`, ...entries.map(each => `  ${each.key}: ${each.value}`)]
  return { document: id, span: { start: end, end }, newText: lines.map(each => lineBreak + indent + each).join('') }
}

/** True within a longer text, such as a URL: there a port is replaced as it stands, without a thought of quotes. */
export function isPartOfText(context: FixContext, id: DocumentId, at: Span): boolean {
  const { root } = context.document(id)
  if (entryWithKeyAt(root, at)) return false
  return !someNode(root, at, node => node.kind === 'scalar' && sameSpan(node.span, at))
}

/** The entry that has the value at exactly this span, also one that an alias brings in: `entryWithValueAt` knows only what stands in place. */
export function entryWithValue(node: YamlNode | undefined, at: Span): YamlEntry | undefined {
  if (!node || !contains(node.span, at)) return undefined
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      if (entry.via || !entry.value) continue
      if (sameSpan(entry.value.span, at)) return entry
      const within = entryWithValue(entry.value, at)
      if (within) return within
    }
  }
  if (node.kind === 'seq') {
    for (const item of node.items) {
      const within = entryWithValue(item.value, at)
      if (within) return within
    }
  }
  return undefined
}

function someNode(node: YamlNode | undefined, at: Span, test: (node: YamlNode) => boolean): boolean {
  if (!node || node.via || !contains(node.span, at)) return false
  if (test(node)) return true
  if (node.kind === 'map') return node.entries.some(entry => someNode(entry.value, at, test))
  return node.kind === 'seq' && node.items.some(item => someNode(item.value, at, test))
}

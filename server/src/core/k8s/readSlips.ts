import { nearest } from '../base/similar.ts'
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/node.ts'
import { hollowHandlers, hollowsIn } from './hollow.ts'
import type { WorkloadKind } from './kinds.ts'
import { field, isMap, itemsOf, type Slot } from './read.ts'
import type { DoubledKey, Slip, StrayField } from './slip.ts'
import { aboutPorts, type Shape, shapes } from './slipTables.ts'

/** The slips in a Service. */
export function slipsInService(service: Slot, text: string): readonly Slip[] {
  const spec = field(service, 'spec')
  const selector = field(spec, 'selector')
  return [
    ...slipsInRoot(service, shapes.service, shapes.serviceMetadata, text),
    ...inMap(spec, shapes.serviceSpec, text),
    ...inList(spec, 'ports', 'port'),
    ...itemsOf(field(spec, 'ports')).flatMap(port => inMap(port, shapes.servicePort, text)),
    ...doubledIn(selector, text),
    ...nestedSelector(selector),
    ...hollowsIn(spec, 'selector', isLabel),
    ...blocksIn(selector, shapes.serviceSelector, text),
  ]
}

/** Whether a key that stands in the spec of a Service has no other business there. */
function isLabel(key: string): boolean {
  const { fields, strays } = shapes.serviceSpec
  return !fields.includes(key) && !strays.has(key)
}

/**
 * The slips in a workload.
 *
 * @param builtIn false for custom resources: only their pods have the fields that we know
 */
export function slipsInWorkload(
  workload: Slot,
  kind: WorkloadKind,
  templates: readonly Slot[],
  builtIn: boolean,
  text: string,
): readonly Slip[] {
  const isPod = kind.templates.some(path => path.length === 0)
  const hasSpec = kind.templates.some(path => path[0] === 'spec')
  const slips: Slip[] = []
  if (builtIn && (isPod || hasSpec))
    slips.push(...slipsInRoot(workload, isPod ? shapes.pod : shapes.workload, shapes.workloadMetadata, text))
  if (builtIn && hasSpec) {
    const spec = field(workload, 'spec')
    const selector = field(spec, 'selector')
    slips.push(...inMap(spec, shapes.workloadSpec, text))
    if (kind.selector === 'label-selector') slips.push(...flatSelector(selector), ...doubledIn(selector, text))
    if (kind.selector === 'map') slips.push(...nestedSelector(selector))
    const labels = field(selector, 'matchLabels')
    slips.push(...doubledIn(labels, text))
    slips.push(...blocksIn(selector, shapes.workloadSelector, text), ...blocksIn(labels, shapes.matchLabels, text))
  }
  for (const template of templates) {
    if (!isPod) {
      slips.push(
        ...inMap(template, shapes.template, text),
        ...inMap(field(template, 'metadata'), shapes.podMetadata, text),
        ...slipsInLabels(field(template, 'metadata'), text),
      )
    }
    slips.push(...slipsInPod(field(template, 'spec'), text))
  }
  return slips
}

function slipsInRoot(resource: Slot, root: Shape, metadata: Shape, text: string): readonly Slip[] {
  const metadataSlot = field(resource, 'metadata')
  const missing = missingMarker(resource)
  // A spec under metadata, where there is no other, is told as what it is by itself.
  const alone = field(resource, 'spec').is === 'absent'
  const inMetadata = inMap(metadataSlot, metadata, text).filter(
    slip => !(slip.is === 'stray' && slip.key === 'spec' && alone),
  )
  return [...(missing ? [missing] : inMap(resource, root, text)), ...inMetadata, ...slipsInLabels(metadataSlot, text)]
}

/** Labels and annotations are strings: a block among them has slipped in. */
function slipsInLabels(metadata: Slot, text: string): readonly Slip[] {
  return (['labels', 'annotations'] as const).flatMap(where => {
    const labels = field(metadata, where)
    const blocks = entriesOf(labels).filter(({ value }) => value?.kind === 'map' || value?.kind === 'seq')
    return [...doubledIn(labels, text), ...blocks.map(entry => strayLabel(entry, where))]
  })
}

function slipsInPod(spec: Slot, text: string): readonly Slip[] {
  return [
    ...inMap(spec, shapes.podSpec, text),
    ...containerLists.flatMap(key => [
      ...inList(spec, key, undefined),
      ...itemsOf(field(spec, key)).flatMap(container => slipsInContainer(container, text)),
    ]),
  ]
}

const containerLists = ['initContainers', 'containers'] as const
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const

function slipsInContainer(container: Slot, text: string): readonly Slip[] {
  return [
    ...inMap(container, shapes.container, text),
    ...inList(container, 'ports', 'containerPort'),
    ...itemsOf(field(container, 'ports')).flatMap(port => inMap(port, shapes.containerPort, text)),
    ...inMap(field(container, 'resources'), shapes.resources, text),
    ...itemsOf(field(container, 'env')).flatMap(variable => inMap(variable, shapes.envVar, text)),
    ...itemsOf(field(container, 'volumeMounts')).flatMap(mount => inMap(mount, shapes.volumeMount, text)),
    ...inMap(field(container, 'lifecycle'), shapes.lifecycle, text),
    ...probes.flatMap(key => {
      const probe = field(container, key)
      if (!isMap(probe)) return []
      const handlers = ['httpGet', 'tcpSocket', 'grpc'].map(handler => field(probe, handler))
      const inHandlers = handlers.flatMap(handler => inMap(handler, shapes.handler, text))
      return [...inMap(probe, shapes.probe, text), ...hollowHandlers(probe), ...inHandlers]
    }),
  ]
}

/** What was written in this place: not what an alias or a merge brings from another, where it is looked at anyway. */
function entriesOf(slot: Slot): readonly YamlEntry[] {
  if (!isMap(slot) || slot.via) return []
  const { entries } = slot.node
  return entries.every(isWritten) ? entries : entries.filter(isWritten)
}

function isWritten({ via, key }: YamlEntry): boolean {
  return !via && !key.placeholder
}

function inMap(slot: Slot, shape: Shape, text: string): readonly Slip[] {
  const slips: Slip[] = []
  const entries = entriesOf(slot)
  for (const entry of entries) {
    const stray = strayIn(entry, shape)
    if (stray) slips.push(stray)
  }
  for (const slip of doubled(entries, text)) if (aboutPorts.has(slip.key)) slips.push(slip)
  return slips
}

function strayIn(
  { key: { value: name, span: keySpan }, value, span }: YamlEntry,
  shape: Shape,
): StrayField | undefined {
  const key = String(name)
  const { fields, strays, where } = shape
  if (fields?.includes(key) || isNull(value)) return undefined
  const plural = value?.kind === 'seq' && fields?.includes(`${key}s`) ? `${key}s` : undefined
  const belongs = plural === undefined ? strays.get(key) : undefined
  const meant = plural ?? (belongs === undefined ? misspelled(key, shape) : undefined)
  if (belongs === undefined && meant === undefined) return undefined
  const above = shape.above?.includes(key) === true
  return { is: 'stray', key, keySpan, span, where, belongs, meant, above }
}

function misspelled(key: string, { fields, spelled }: Shape): string | undefined {
  const near = fields && nearest(key, fields)
  if (near !== undefined || !spelled || spelled.includes(key)) return near
  const lower = key.toLowerCase()
  return spelled.find(field => field.toLowerCase() === lower)
}

/** Blocks among labels, where only strings may be: what belongs beside the selector is indented too far. */
function blocksIn(selector: Slot, shape: Shape, text: string): readonly Slip[] {
  return inMap(selector, shape, text).filter(slip => {
    if (slip.is !== 'stray') return false
    const entry = entriesOf(selector).find(each => each.key.span.start === slip.keySpan.start)
    return entry?.value?.kind === 'map' || entry?.value?.kind === 'seq'
  })
}

function isNull(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null)
}

function doubledIn(slot: Slot, text: string): readonly Slip[] {
  return doubled(entriesOf(slot), text)
}

/** A line that is there twice with one value does no harm. */
function doubled(entries: readonly YamlEntry[], text: string): readonly DoubledKey[] {
  if (!holdsTwice(entries)) return []
  const last = new Map(entries.map(entry => [entry.key.value, entry]))
  return entries.flatMap((entry): readonly DoubledKey[] => {
    const kept = last.get(entry.key.value)
    if (!kept || kept === entry || isUncertain(entry.value) || isUncertain(kept.value)) return []
    if (textOf(entry, text) === textOf(kept, text)) return []
    return [doubledKey(entry, kept, false)]
  })
}

function holdsTwice(entries: readonly YamlEntry[]): boolean {
  const keys = new Set<unknown>()
  for (const { key } of entries) keys.add(key.value)
  return keys.size < entries.length
}

function isUncertain(node: YamlNode | undefined): boolean {
  return node?.kind === 'unknown' || (node?.kind === 'scalar' && node.placeholder) || isNull(node)
}

function textOf({ span }: YamlEntry, text: string): string {
  return text.slice(span.start, span.end).trim()
}

/** Two resources without `---` between: the keys that every resource has are there twice. */
function missingMarker(resource: Slot): Slip | undefined {
  const entries = entriesOf(resource)
  if (!holdsTwice(entries)) return undefined
  const pairs = ['apiVersion', 'kind'].map(key => entries.filter(entry => entry.key.value === key))
  const [first, second] = [pairs.map(([entry]) => entry), pairs.map(([, entry]) => entry)]
  const starts = second.filter(entry => entry !== undefined).sort((a, b) => a.span.start - b.span.start)
  const [kept] = starts
  const lost = first.find(entry => entry !== undefined)
  if (!kept || !lost || starts.length < 2) return undefined
  return doubledKey(lost, kept, true)
}

function doubledKey(lost: YamlEntry, kept: YamlEntry, resource: boolean): DoubledKey {
  return {
    is: 'doubled',
    key: String(kept.key.value),
    lostKey: lost.key.span,
    keptKey: kept.key.span,
    keptValue: kept.value?.span ?? kept.key.span,
    resource,
  }
}

/** A list field that is none, and items that are no mappings. */
function inList(parent: Slot, key: string, itemField: string | undefined): readonly Slip[] {
  const slot = field(parent, key)
  if (slot.is !== 'value' || slot.via || !isMap(parent)) return []
  const { node } = slot
  const base = { is: 'form', key, keySpan: slot.key, itemField } as const
  if (node.kind === 'map') {
    const found = isEntry(node, itemField) ? 'entry' : 'mapping'
    return [{ ...base, span: node.span, found, number: undefined }]
  }
  if (node.kind === 'scalar') return [{ ...base, span: node.span, found: 'value', number: numberIn(node) }]
  return node.items.flatMap(({ value }): readonly Slip[] =>
    value?.kind === 'scalar' && value.value !== null && !value.placeholder && !value.via
      ? [{ ...base, span: value.span, found: 'item', number: numberIn(value) }]
      : [],
  )
}

/** One entry of the list, without its dash: the field that its entries have stands there, and nothing twice. */
function isEntry({ entries }: YamlMap, itemField: string | undefined): boolean {
  const keys = new Set(entries.map(entry => entry.key.value))
  const marks = itemField === undefined ? ['image'] : [itemField]
  return (
    keys.size === entries.length &&
    entries.some(entry => marks.includes(String(entry.key.value)) && entry.value?.kind === 'scalar')
  )
}

function numberIn(node: YamlNode): number | undefined {
  return node.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value)
    ? node.value
    : undefined
}

/** `selector: {app: web}` in a Deployment. */
export function flatSelector(selector: Slot): readonly StrayField[] {
  const label = entriesOf(selector).find(({ value }) => value?.kind === 'scalar' && !isNull(value))
  return label ? [strayLabel(label, 'flat')] : []
}

/** `selector: {matchLabels: {app: web}}` in a Service. */
function nestedSelector(selector: Slot): readonly Slip[] {
  return entriesOf(selector).flatMap((entry): readonly Slip[] =>
    (entry.key.value === 'matchLabels' && entry.value?.kind === 'map') ||
    (entry.key.value === 'matchExpressions' && entry.value?.kind === 'seq')
      ? [strayLabel(entry, 'nested')]
      : [],
  )
}

function strayLabel({ key, span }: YamlEntry, how: 'flat' | 'nested' | 'labels' | 'annotations'): StrayField {
  const inSelector = how === 'flat' || how === 'nested'
  return {
    is: 'stray',
    key: String(key.value),
    keySpan: key.span,
    span,
    where: inSelector ? 'selector' : how,
    belongs: how === 'flat' ? 'matchLabels' : undefined,
    meant: undefined,
    above: !inSelector && (key.value === 'labels' || key.value === 'annotations'),
    ...(inSelector ? { selector: how } : {}),
  }
}

/** Whether a block that Kubernetes looks for elsewhere holds what this resource seems to lack. */
export function holdsLost(slips: readonly Slip[], ...keys: readonly string[]): boolean {
  return slips.some(
    slip =>
      slip.is !== 'doubled' && (keys.includes(slip.key) || (slip.is === 'stray' && keys.includes(slip.meant ?? ''))),
  )
}

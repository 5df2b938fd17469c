import type { Mistake } from '../facts/mistake.ts'
import type { WorkloadKind } from '../kinds.ts'
import { field, isMap, itemsOf, type Slot } from '../read/slot.ts'
import { duplicatesIn, missingMarker } from './duplicate.ts'
import { emptyHandlers, emptyIn } from './empty.ts'
import { flatSelector, mistakesInLabels, nestedSelector } from './labels.ts'
import { blocksIn, inMap } from './misplaced.ts'
import { type Shape, shapes } from './tables.ts'
import { inList } from './wrongType.ts'

/** The mistakes in a Service. */
export function mistakesInService(service: Slot, text: string): readonly Mistake[] {
  const spec = field(service, 'spec')
  const selector = field(spec, 'selector')
  return [
    ...mistakesInRoot(service, shapes.service, shapes.serviceMetadata, text),
    ...inMap(spec, shapes.serviceSpec, text),
    ...inList(spec, 'ports', 'port'),
    ...itemsOf(field(spec, 'ports')).flatMap(port => inMap(port, shapes.servicePort, text)),
    ...duplicatesIn(selector, text),
    ...nestedSelector(selector),
    ...emptyIn(spec, 'selector', isLabel),
    ...blocksIn(selector, shapes.serviceSelector),
  ]
}

/** Whether a key that stands in the spec of a Service has no other business there. */
function isLabel(key: string): boolean {
  const { fields, misplaced } = shapes.serviceSpec
  return !fields.includes(key) && !misplaced.has(key)
}

/**
 * The mistakes in a workload.
 *
 * @param builtIn false for custom resources: only their pods have the fields that we know
 */
export function mistakesInWorkload(
  workload: Slot,
  kind: WorkloadKind,
  templates: readonly Slot[],
  builtIn: boolean,
  text: string,
): readonly Mistake[] {
  const isPod = kind.templates.some(path => path.length === 0)
  const hasSpec = kind.templates.some(path => path[0] === 'spec')
  const mistakes: Mistake[] = []
  if (builtIn && (isPod || hasSpec))
    mistakes.push(...mistakesInRoot(workload, isPod ? shapes.pod : shapes.workload, shapes.workloadMetadata, text))
  if (builtIn && hasSpec) {
    const spec = field(workload, 'spec')
    const selector = field(spec, 'selector')
    mistakes.push(...inMap(spec, shapes.workloadSpec, text))
    if (kind.selector === 'label-selector') mistakes.push(...flatSelector(selector), ...duplicatesIn(selector, text))
    if (kind.selector === 'map') mistakes.push(...nestedSelector(selector))
    const labels = field(selector, 'matchLabels')
    mistakes.push(...duplicatesIn(labels, text))
    mistakes.push(...blocksIn(selector, shapes.workloadSelector), ...blocksIn(labels, shapes.matchLabels))
  }
  for (const template of templates) {
    if (!isPod) {
      mistakes.push(
        ...inMap(template, shapes.template, text),
        ...inMap(field(template, 'metadata'), shapes.podMetadata, text),
        ...mistakesInLabels(field(template, 'metadata'), text),
      )
    }
    mistakes.push(...mistakesInPod(field(template, 'spec'), text))
  }
  return mistakes
}

function mistakesInRoot(resource: Slot, root: Shape, metadata: Shape, text: string): readonly Mistake[] {
  const metadataSlot = field(resource, 'metadata')
  const missing = missingMarker(resource)
  // A spec under metadata, where there is no other, is told as what it is by itself.
  const alone = field(resource, 'spec').is === 'absent'
  const inMetadata = inMap(metadataSlot, metadata, text).filter(
    mistake => !(mistake.is === 'misplaced' && mistake.key === 'spec' && alone),
  )
  return [
    ...(missing ? [missing] : inMap(resource, root, text)),
    ...inMetadata,
    ...mistakesInLabels(metadataSlot, text),
  ]
}

function mistakesInPod(spec: Slot, text: string): readonly Mistake[] {
  return [
    ...inMap(spec, shapes.podSpec, text),
    ...containerLists.flatMap(key => [
      ...inList(spec, key, undefined),
      ...itemsOf(field(spec, key)).flatMap(container => mistakesInContainer(container, text)),
    ]),
  ]
}

const containerLists = ['initContainers', 'containers'] as const
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const

function mistakesInContainer(container: Slot, text: string): readonly Mistake[] {
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
      return [...inMap(probe, shapes.probe, text), ...emptyHandlers(probe), ...inHandlers]
    }),
  ]
}

/** Whether a block that Kubernetes looks for elsewhere holds what this resource seems to lack. */
export function holdsMisplaced(mistakes: readonly Mistake[], ...keys: readonly string[]): boolean {
  return mistakes.some(
    mistake =>
      mistake.is !== 'duplicate' &&
      (keys.includes(mistake.key) || (mistake.is === 'misplaced' && keys.includes(mistake.meant ?? ''))),
  )
}

import type { WorkloadKind } from '../kinds.ts'
import { field, isMap, itemsOf, type Slot } from '../read.ts'
import { doubledIn, missingMarker } from './doubled.ts'
import { inList } from './form.ts'
import { hollowHandlers, hollowsIn } from './hollow.ts'
import { flatSelector, nestedSelector, slipsInLabels } from './labels.ts'
import type { Slip } from './slip.ts'
import { blocksIn, inMap } from './stray.ts'
import { type Shape, shapes } from './tables.ts'

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
    ...blocksIn(selector, shapes.serviceSelector),
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
    slips.push(...blocksIn(selector, shapes.workloadSelector), ...blocksIn(labels, shapes.matchLabels))
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

/** Whether a block that Kubernetes looks for elsewhere holds what this resource seems to lack. */
export function holdsLost(slips: readonly Slip[], ...keys: readonly string[]): boolean {
  return slips.some(
    slip =>
      slip.is !== 'doubled' && (keys.includes(slip.key) || (slip.is === 'stray' && keys.includes(slip.meant ?? ''))),
  )
}

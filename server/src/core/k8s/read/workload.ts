import { absent } from '../../base/known.ts'
import type { ResourceBase } from '../facts/base.ts'
import type { Mistake } from '../facts/mistake.ts'
import type { PodTemplate, Workload } from '../facts/workload.ts'
import type { WorkloadKind } from '../kinds.ts'
import { holdsMisplaced, mistakesInWorkload } from '../mistakes/mistakes.ts'
import { readLabelSelector, readMapSelector } from './labels.ts'
import { isPodFragment, patchableSlots, readPod } from './pod.ts'
import {
  type FilledSlot,
  field,
  isPatch,
  itemsOf,
  readInteger,
  readIntOrString,
  readString,
  type Slot,
  spanOfSlot,
} from './slot.ts'

/** A workload of a kind in the table. */
export function readWorkload(base: ResourceBase, resource: Slot, kind: WorkloadKind, text: string): Workload {
  const spec = field(resource, 'spec')
  const selector = field(spec, 'selector')
  const templates = templateSlots(resource, kind)
  const pods = templates.map((template, index) => readPod(base, resource, template, index, text))
  const workloadRef = readWorkloadRef(kind, spec)
  const mistakes = mistakesInWorkload(resource, kind, templates, builtInGroups.has(base.group), text)
  const incomplete =
    (pods.length === 0 && !workloadRef) ||
    pods.some(isPodFragment) ||
    (requiresSelector(kind, base.version) && selector.is === 'absent' && !workloadRef)
  const misplaced =
    base.misplacedSpec !== undefined ||
    holdsMisplaced(mistakes, 'spec', 'template', 'selector', 'matchLabels', 'containers')
  const fragment =
    base.fragment || (incomplete && !misplaced) || isPatch(resource, spec, ...templates.flatMap(patchableSlots))
  return {
    ...base,
    is: 'workload',
    fragment,
    mistakes: mistakes,
    byShape: false,
    selector: readSelector(kind, selector, text),
    replicas: kind.replicas ? readInteger(field(spec, 'replicas')) : absent(spanOfSlot(spec)),
    strategy: readStrategy(spec),
    serviceName: kind.kind === 'StatefulSet' ? readString(field(spec, 'serviceName')) : absent(spanOfSlot(spec)),
    workloadRef,
    pods: (fragment || kind.extended ? pods.map(pod => ({ ...pod, complete: false })) : pods).map(pod =>
      withoutLost(pod, mistakes),
    ),
  }
}

const builtInGroups: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'extensions'])

/** What stands in the wrong place is somewhere all the same: ports and labels may be among it. */
function withoutLost(pod: PodTemplate, mistakes: readonly Mistake[]): PodTemplate {
  const whole = ['spec', 'template', 'metadata'] as const
  const lostPorts = holdsMisplaced(mistakes, 'ports', 'containerPort', 'containers', 'initContainers', ...whole)
  const lostLabels =
    holdsMisplaced(mistakes, 'labels', ...whole) ||
    mistakes.some(mistake => mistake.is === 'misplaced' && mistake.belongs === 'labels')
  if (!lostPorts && !lostLabels) return pod
  const containers = lostPorts
    ? pod.containers.map(container => ({ ...container, ports: { ...container.ports, complete: false } }))
    : pod.containers
  const labels = lostLabels ? { ...pod.labels, complete: false } : pod.labels
  return { ...pod, containers, labels, complete: pod.complete && !lostPorts }
}

/**
 * A custom resource that holds pod templates by shape. Its controller is unknown and may add containers and ports, so
 * no pod of it is complete.
 */
export function readCustomWorkload(
  base: ResourceBase,
  resource: Slot,
  templates: readonly FilledSlot[],
  text: string,
): Workload {
  const pods = templates.map((template, index) => readPod(base, resource, template, index, text))
  const nothing = absent(spanOfSlot(resource))
  return {
    ...base,
    is: 'workload',
    fragment: base.fragment || pods.some(isPodFragment),
    byShape: true,
    selector: undefined,
    replicas: nothing,
    strategy: { type: nothing, maxSurge: nothing, maxUnavailable: nothing },
    serviceName: nothing,
    workloadRef: undefined,
    pods: pods.map(pod => ({ ...pod, complete: false })),
  }
}

/** Where the pods of a resource are described. */
export function templateSlots(resource: Slot, kind: WorkloadKind): readonly Slot[] {
  return kind.templates.flatMap(path => slotsAt(resource, path))
}

function slotsAt(slot: Slot, path: readonly string[]): readonly Slot[] {
  const [key, ...rest] = path
  if (key === undefined) return slot.is === 'absent' ? [] : [slot]
  if (key === '*') return itemsOf(slot).flatMap(item => slotsAt(item, rest))
  return slotsAt(field(slot, key), rest)
}

function readSelector(kind: WorkloadKind, slot: Slot, text: string): Workload['selector'] {
  switch (kind.selector) {
    case 'label-selector':
      return readLabelSelector(slot, text)
    case 'map':
      return readMapSelector(slot, text)
    case 'none':
      return undefined
  }
}

/**
 * Without a selector the API server refuses these kinds, so something completes them: a Kustomize base whose labels come
 * from the kustomization, or a patch. The versions before `apps/v1beta2` take the template's labels instead.
 */
function requiresSelector(kind: WorkloadKind, version: string): boolean {
  return kind.needsSelector === true && version !== 'v1beta1'
}

function readStrategy(spec: Slot): Workload['strategy'] {
  const deployment = field(spec, 'strategy')
  const strategy = deployment.is === 'absent' ? field(spec, 'updateStrategy') : deployment
  return {
    type: readString(field(strategy, 'type')),
    maxSurge: readIntOrString(field(strategy, 'rollingUpdate', 'maxSurge')),
    maxUnavailable: readIntOrString(field(strategy, 'rollingUpdate', 'maxUnavailable')),
  }
}

function readWorkloadRef(kind: WorkloadKind, spec: Slot): Workload['workloadRef'] {
  const reference = field(spec, 'workloadRef')
  if (kind.kind !== 'Rollout' || reference.is === 'absent') return undefined
  return { kind: readString(field(reference, 'kind')), name: readString(field(reference, 'name')) }
}

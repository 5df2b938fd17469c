import { valueOf } from '../base/known.ts'
import { ancestorsOf, folderOf } from '../base/uri.ts'
import { type Home, inOneUnit } from '../deploy/unit.ts'
import type { Labels } from '../k8s/facts/labels.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import { type FollowContext, follow } from './follow.ts'
import type { IncomingReference } from './graph.ts'
import { lookUp } from './lookup.ts'
import { textOf } from './match.ts'
import { anyLabels, type PointingEntry, pairKey } from './resourceIndex.ts'

/** Everything that points at a Service, at the pods of a workload, or at another object by its name, sorted by place. */
export function referencesTo(resource: Resource, home: Home, context: FollowContext): readonly IncomingReference[] {
  const found = new Map<PointingEntry['reference'], IncomingReference>()
  for (const key of keysOf(resource)) {
    for (const entry of pointersInReach(key, home, context)) {
      if (!found.has(entry.reference) && leadsTo(resource, entry, context))
        found.set(entry.reference, { reference: entry.reference, from: entry.resource })
    }
  }
  return [...found.values()].sort(
    (a, b) => context.compare(a.from, b.from) || a.reference.span.start - b.reference.span.start,
  )
}

/**
 * A pointer reaches what stands in its folder and in the folder above, with all below, and what is built with it. Of a crowd
 * only those are looked at: hundreds of teams may have a Service of this name.
 */
function* pointersInReach(key: string, home: Home, { index: { pointing } }: FollowContext): Generator<PointingEntry> {
  if (!pointing.isCrowded(key)) {
    yield* pointing.read(key)
    return
  }
  if (home.unit !== undefined) yield* pointing.readOwn(key, home.unit)
  for (const folder of ancestorsOf(folderOf(home.uri)))
    for (const entry of pointing.readSiblings(key, folder)) if (!inOneUnit(entry, home)) yield entry
}

function leadsTo(resource: Resource, entry: PointingEntry, context: FollowContext): boolean {
  const { reference, resource: from } = entry
  const { target } = reference
  if (target.is === 'object') {
    const requester = { resource: from, home: entry, namespace: valueOf(target.namespace) }
    const found = lookUp(target.kind, valueOf(target.name) ?? '', requester, context)
    return found.status === 'found' && found.found.some(({ id }) => id === resource.id)
  }
  const end = follow(reference, from, entry, context)
  if (end.status === 'services') return end.services.some(service => service.id === resource.id)
  return end.status === 'pods' && end.pods.some(({ workload }) => workload.id === resource.id)
}

function* keysOf(resource: Resource): Generator<string> {
  const name = valueOf(resource.name)
  if (resource.is === 'service') {
    if (name !== undefined) yield pointingKey('service', name)
    for (const key of labelKeys('services', resource.labels)) yield key
    return
  }
  if (name !== undefined) yield pointingKey(resource.kind, name)
  if (resource.is === 'workload') for (const pod of resource.pods) yield* labelKeys('pods', pod.labels)
}

function* labelKeys(what: 'services' | 'pods', labels: Labels): Generator<string> {
  for (const label of labels.pairs) yield pointingKey(what, pairKey(label.key, textOf(label) ?? ''))
  yield pointingKey(what, anyLabels)
}

function pointingKey(what: string, name: string): string {
  return `${what}/${name}`
}

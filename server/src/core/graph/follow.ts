import { valueOf } from '../base/known.ts'
import type { Home } from '../deploy/unit.ts'
import { type LabelSelector, type Labels, labelValue } from '../k8s/facts/labels.ts'
import type { Namespaces, Reference } from '../k8s/facts/reference.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import { isHeadless, type Service } from '../k8s/facts/service.ts'
import type { Workload } from '../k8s/facts/workload.ts'
import type { GraphContext } from './context.ts'
import { distance, fromNearToFar, maxDistance } from './distance.ts'
import type { Destination, SelectedPod } from './graph.ts'
import { inFolder, isInReach, lookUp, mayBeUnseen, type Requester, sameUnit, unitOf } from './lookup.ts'
import { type Match, matchesExpression, selectsTemplate, textOf } from './match.ts'
import { selectedPod } from './patched.ts'
import { type NamedEntry, pairKey } from './resourceIndex.ts'
import { isMoved, transformationsOf } from './transformations.ts'

/** What following a reference needs beside the index. */
export interface FollowContext extends GraphContext {
  selectedBy(service: Service): readonly SelectedPod[] | undefined
}

/** Where a reference leads, from what is in view. */
export function follow(reference: Reference, from: Resource, home: Home, context: FollowContext): Destination {
  const { target } = reference
  switch (target.is) {
    case 'service': {
      const name = valueOf(target.name)
      if (name === undefined || target.namespace.kind === 'unknown') return { status: 'unknown' }
      return toService(name, { resource: from, home, namespace: valueOf(target.namespace) }, context)
    }
    case 'host': {
      const found = toService(target.service, { resource: from, home, namespace: target.namespace }, context)
      if (target.ofPod) {
        const { status } = found
        return status === 'services' && found.services.every(isHeadless) ? found : { status: 'unknown' }
      }
      // A name that no Service in view has may be anything; one typo away from one it most likely means that.
      const isTypo =
        found.status === 'missing' &&
        (found.near !== undefined || found.elsewhere !== undefined) &&
        (target.namespace === undefined || target.surely)
      return found.status === 'missing' && !isTypo ? { status: 'unknown' } : found
    }
    case 'services':
      return toServices(target.selector, target.namespaces, { resource: from, home, namespace: undefined }, context)
    case 'pods':
      return toPods(target.selector, target.namespaces, { resource: from, home, namespace: undefined }, context)
    case 'own-pods': {
      const pod = from.is === 'workload' ? from.pods.find(each => each.id === target.pod) : undefined
      const entry = context.find(from.id)
      if (!pod || from.is !== 'workload' || !entry) return { status: 'unknown' }
      return { status: 'pods', pods: [selectedPod({ ...entry, pod, workload: from }, context)] }
    }
    case 'own-service-pods': {
      const pods = from.is === 'service' ? context.selectedBy(from) : undefined
      return pods ? { status: 'pods', pods } : { status: 'unknown' }
    }
    case 'own-service':
      return from.is === 'service' ? { status: 'services', services: [from] } : { status: 'unknown' }
    case 'workload': {
      const kind = valueOf(target.kind)
      const name = valueOf(target.name)
      if (kind === undefined || name === undefined) return { status: 'unknown' }
      return toWorkload(kind, name, { resource: from, home, namespace: valueOf(target.namespace) }, context)
    }
    case 'listener':
    case 'object':
      return { status: 'unasked' }
  }
}

function toService(name: string, requester: Requester, context: GraphContext): Destination {
  const found = lookUp('Service', name, requester, context)
  if (found.status === 'found') return { status: 'services', services: found.found.filter(isService) }
  if (found.status === 'unknown') return found
  return {
    status: 'missing',
    near: found.near && isService(found.near) ? found.near : undefined,
    ...(found.elsewhere && isService(found.elsewhere) ? { elsewhere: found.elsewhere } : {}),
  }
}

function toWorkload(kind: string, name: string, requester: Requester, context: GraphContext): Destination {
  const found = lookUp(kind, name, requester, context)
  if (found.status === 'unknown') return found
  if (found.status === 'missing')
    return { status: 'missing', near: found.near?.is === 'workload' ? found.near : undefined }
  const workloads = found.found.filter(each => each.is === 'workload')
  return { status: 'pods', pods: workloads.flatMap(workload => podsOf(workload, context)) }
}

function podsOf(workload: Workload, context: GraphContext): readonly SelectedPod[] {
  const entry = context.find(workload.id)
  return entry ? workload.pods.map(pod => selectedPod({ ...entry, pod, workload }, context)) : []
}

/** Services whose own labels match: what a ServiceMonitor asks for. */
function toServices(
  selector: LabelSelector | undefined,
  namespaces: Namespaces,
  requester: Requester,
  context: GraphContext,
): Destination {
  if (!selector || !isReadable(selector)) return { status: 'unknown' }
  const { index } = context
  const matching = (service: Service): boolean => matchesLabels(selector, service.labels) === 'yes'
  const reaches = (entry: Home & { readonly service: Service }): boolean =>
    isMeant({ ...entry, resource: entry.service }, namespaces, requester, context)
  const [pair] = selector.matchLabels.pairs
  const portions = pair
    ? fromNearToFar(index.servicesByLabel, pairKey(pair.key, textOf(pair) ?? ''), requester.home)
    : [
        sameUnit('Service', requester, context).flatMap(({ resource, uri, unit }) =>
          isService(resource) ? [{ service: resource, uri, unit }] : [],
        ),
      ]
  for (const entries of portions) {
    const found = entries.filter(entry => matching(entry.service) && reaches(entry))
    const closest = Math.min(...found.map(entry => distance(requester.home, entry)))
    // What another build or chart makes may be meant, or made for another cluster.
    if (found.length > 0 && closest === Infinity) return { status: 'unknown' }
    if (closest >= maxDistance) continue
    const services = found.filter(entry => distance(requester.home, entry) === closest).map(({ service }) => service)
    return { status: 'services', services: services.toSorted(context.compare) }
  }
  if (mayBeUnseen(requester.home, context) || setsLabels(selector, requester.home, context))
    return { status: 'unknown' }
  return { status: 'missing', near: nearService(selector, namespaces, requester, context) }
}

/** What applies the Services may give them the labels that the selector wants. */
function setsLabels(selector: LabelSelector, home: Home, context: GraphContext): boolean {
  const keys = new Set([...transformationsOf(home, context)].flatMap(({ ownLabels }) => ownLabels))
  return selector.matchLabels.pairs.some(pair => keys.has(pair.key))
}

/** The Service of the unit whose selector, not its labels, is what the monitor asks for; or one with a label in common. */
function nearService(
  selector: LabelSelector,
  namespaces: Namespaces,
  requester: Requester,
  context: GraphContext,
): Service | undefined {
  const wanted = selector.matchLabels.pairs
  const inUnit = unitOf('Service', requester.home, context)
  const within = inUnit.filter(entry => isMeant(entry, namespaces, requester, context))
  const [services = [], all = []] = [within, inUnit].map(entries =>
    entries.flatMap(({ resource }) => (isService(resource) ? [resource] : [])).toSorted(context.compare),
  )
  const satisfied = (labels: Labels): boolean =>
    wanted.length > 0 && wanted.every(pair => sameText(labelValue(labels, pair.key), pair))
  const values = new Set(wanted.flatMap(pair => textOf(pair) ?? []))
  return (
    services.find(service => satisfied(service.selector)) ??
    // The right labels in a namespace that the monitor does not look into.
    (isMoved(requester.home, context) ? undefined : all.find(service => satisfied(service.labels))) ??
    services.find(service =>
      [...service.labels.pairs, ...service.selector.pairs].some(label => values.has(textOf(label) ?? ' ')),
    )
  )
}

function sameText(label: Labels['pairs'][number] | undefined, wanted: Labels['pairs'][number]): boolean {
  return label !== undefined && textOf(label) === textOf(wanted)
}

/** Pods by a label selector: policies and PodMonitors. No selector, or an empty one, means all pods of the unit. */
function toPods(
  selector: LabelSelector | undefined,
  namespaces: Namespaces,
  requester: Requester,
  context: GraphContext,
): Destination {
  const { index } = context
  if (selector && !isReadable(selector)) return { status: 'unknown' }
  const [pair] = selector?.matchLabels.pairs ?? []
  const portions = pair
    ? fromNearToFar(index.podsByLabel, pairKey(pair.key, textOf(pair) ?? ''), requester.home)
    : [[...inFolder(index.podsByFolder, requester.home)]]
  for (const entries of portions) {
    const found = entries.filter(
      entry =>
        (!selector || selectsTemplate(selector, entry.pod, entry.workload) === 'yes') &&
        isMeant({ ...entry, resource: entry.workload }, namespaces, requester, context),
    )
    const closest = Math.min(...found.map(entry => distance(requester.home, entry)))
    if (closest >= maxDistance) continue
    const near = found.filter(entry => distance(requester.home, entry) === closest)
    const pods = near
      .toSorted((a, b) => context.compare(a.workload, b.workload))
      .map(entry => selectedPod(entry, context))
    return { status: 'pods', pods }
  }
  return { status: 'unknown' }
}

function isMeant(entry: NamedEntry, namespaces: Namespaces, requester: Requester, context: GraphContext): boolean {
  if (namespaces === 'any') return true
  if (namespaces === 'own') return isInReach(entry, requester, context)
  const own = valueOf(entry.resource.namespace)
  return own === undefined || namespaces.some(each => each.kind !== 'known' || each.value === own)
}

function isReadable(selector: LabelSelector): boolean {
  return selector.matchLabels.complete && selector.matchLabels.pairs.every(pair => textOf(pair) !== undefined)
}

function matchesLabels(selector: LabelSelector, labels: Labels): Match {
  for (const pair of selector.matchLabels.pairs) {
    const label = labelValue(labels, pair.key)
    if (!label) return labels.complete ? 'no' : 'unknown'
    if (textOf(label) === undefined || textOf(pair) === undefined) return 'unknown'
    if (textOf(label) !== textOf(pair)) return 'no'
  }
  const results = selector.matchExpressions.map(expression => matchesExpression(expression, labels))
  return results.find(each => each !== 'yes') ?? 'yes'
}

function isService(resource: Resource): resource is Service {
  return resource.is === 'service'
}

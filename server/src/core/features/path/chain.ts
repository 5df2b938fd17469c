import { valueOf } from '../../base/known.ts'
import { touches } from '../../base/span.ts'
import type { Facts } from '../../documents/facts.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { servicePortsAt } from '../hover/reference.ts'
import { referenceAt } from '../hover/target.ts'
import { type ServiceUser, servicesAt } from '../hover/users.ts'
import type { View } from '../hover/view.ts'

/** The traffic that a place in a manifest is about. */
export interface Chain {
  /** The resource that holds the place. */
  readonly resource: Resource
  /** Service ports that the traffic goes through. */
  readonly legs: readonly ServiceUser[]
  /** The container port at the place, when it is in a workload. */
  readonly inside: Inside | undefined
}

export interface Inside {
  readonly workload: Workload
  readonly pod: PodTemplate
  readonly container: Container
  readonly port: ContainerPort | undefined
}

/**
 * The traffic at an offset of a document, from the narrowest thing there: a Service port, a container port or the probe of one,
 * a pointer; else all ports of the Service, the workload, the Ingress. `undefined` where nothing is about ports.
 */
export function chainAt(view: View, facts: Facts, offset: number): Chain | undefined {
  const pointer = referenceAt(facts, offset)
  if (pointer) {
    const legs = servicePortsAt(view, pointer.reference, pointer.from)
    if (legs.length > 0) return { resource: pointer.from, legs, inside: undefined }
  }
  const resource = facts.resources.find(({ span }) => touches(span, offset))
  if (!resource) return undefined
  if (resource.is === 'service') {
    const port = resource.ports.items.find(({ span }) => touches(span, offset))
    const legs = (port ? [port] : resource.ports.items).map(each => ({ service: resource, port: each }))
    return { resource, legs, inside: undefined }
  }
  if (resource.is === 'workload') return inWorkload(view, resource, offset)
  const near = resource.references.filter(({ span }) => touches(span, offset))
  const legs = distinct((near.length > 0 ? near : resource.references).flatMap(legsOf(view, resource)))
  return legs.length > 0 ? { resource, legs, inside: undefined } : undefined
}

function legsOf(view: View, from: Resource): (reference: Reference) => readonly ServiceUser[] {
  return reference => servicePortsAt(view, reference, from)
}

function inWorkload(view: View, workload: Workload, offset: number): Chain | undefined {
  const pod = workload.pods.find(({ span }) => touches(span, offset)) ?? workload.pods[0]
  const container =
    pod?.containers.find(({ span }) => touches(span, offset)) ?? pod?.containers.find(({ role }) => role === 'main')
  if (!pod || !container) return undefined
  const port = portAt(container, offset)
  const legs = distinct((port ? [port] : container.ports.items).flatMap(each => servicesAt(view, pod, each)))
  return { resource: workload, legs, inside: { workload, pod, container, port: port ?? container.ports.items[0] } }
}

/** The container port at an offset, or the one that a probe there asks. */
function portAt({ ports, probes }: Container, offset: number): ContainerPort | undefined {
  const here = ports.items.find(({ span }) => touches(span, offset))
  if (here) return here
  const handler = probes.find(({ span }) => touches(span, offset))?.handlers[0]
  const wanted = handler && valueOf(handler.port)
  if (wanted === undefined) return undefined
  return ports.items.find(each => valueOf(each.name) === wanted || valueOf(each.containerPort) === wanted)
}

function distinct(legs: readonly ServiceUser[]): readonly ServiceUser[] {
  return [...new Map(legs.map(leg => [`${leg.service.id}:${leg.port.index}`, leg])).values()]
}

import { valueOf } from '../../base/known.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { servicePortsText } from '../../rules/support/servicePorts.ts'
import { resourceText } from '../../rules/support/text.ts'
import { listenersNamed } from '../symbol/listeners.ts'
import type { Choice } from './choice.ts'
import { around, type Mended } from './mend.ts'
import { distinct } from './podPorts.ts'

/** What is around that the target of a reference may be: Services with what they serve, workloads, Gateways. */
export function targetNames(reference: Reference, at: Mended): readonly Choice[] {
  const { target } = reference
  switch (target.is) {
    case 'service':
      return serviceChoices(havingPortFirst(around(at, 'service', valueOf(target.namespace)), reference))
    case 'host':
      return serviceChoices(havingPortFirst(around(at, 'service', target.namespace), reference))
    case 'workload':
      return named(around(at, 'workload', valueOf(target.namespace)).filter(each => each.kind === valueOf(target.kind)))
    case 'object': {
      const { kind, group, namespace } = target
      const others = around(at, 'other', valueOf(namespace))
      return named(others.filter(each => each.kind === kind && each.group === group))
    }
    default:
      return []
  }
}

/** Those first that have the port that stands beside the name, or that counts where none is given. */
function havingPortFirst(services: readonly Service[], { port, defaultPort }: Reference): readonly Service[] {
  const wanted = port.kind === 'absent' ? defaultPort : valueOf(port)
  if (wanted === undefined) return services
  const hasIt = ({ ports }: Service): boolean =>
    ports.items.some(each => (typeof wanted === 'number' ? valueOf(each.port) : valueOf(each.name)) === wanted)
  return [...services.filter(hasIt), ...services.filter(service => !hasIt(service))]
}

export function serviceChoices(services: readonly Service[]): readonly Choice[] {
  return named(services, service => servicePortsText(service.ports.items))
}

function named<T extends Resource>(
  resources: readonly T[],
  detail: (resource: T) => string = resourceText,
): readonly Choice[] {
  return distinct(
    resources.flatMap((resource): Choice[] => {
      const name = valueOf(resource.name)
      return name === undefined ? [] : [{ value: name, kind: 'service', detail: detail(resource) || resource.kind }]
    }),
  )
}

/** The names of the listeners of the Gateway that a route is attached to. */
export function listenerNames({ target }: Reference, { resource, graph }: Mended): readonly Choice[] {
  return listenersNamed(target, resource, graph).flatMap(({ listener: { port, beside } }): Choice[] => {
    const name = beside['name'] && valueOf(beside['name'])
    return typeof name === 'string'
      ? [{ value: name, kind: 'port-name', detail: `listener on ${valueOf(port) ?? '?'}` }]
      : []
  })
}

export function listenerPorts({ target }: Reference, { resource, graph }: Mended): readonly Choice[] {
  const found = listenersNamed(target, resource, graph).flatMap(({ listener: { port, beside } }): Choice[] => {
    const number = valueOf(port)
    const name = beside['name'] && valueOf(beside['name'])
    return typeof number === 'number'
      ? [{ value: number, kind: 'port-number', detail: `listener ${name ?? ''}`.trim() }]
      : []
  })
  return distinct(found)
}

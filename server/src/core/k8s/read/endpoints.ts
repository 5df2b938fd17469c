import { absent, type Known } from '../../base/known.ts'
import type { ResourceBase } from '../facts/base.ts'
import type { EndpointPort, Endpoints } from '../facts/endpoints.ts'
import { labelValue } from '../facts/labels.ts'
import type { List } from '../facts/port.ts'
import { type FilledSlot, field, itemsOf, readMaps, readPortNumber, readString, type Slot } from './slot.ts'

/** An EndpointSlice: its label says whose it is. */
export function readEndpointSlice(base: ResourceBase, resource: Slot): Endpoints {
  const owner: Known<string> = labelValue(base.labels, 'kubernetes.io/service-name')?.value ?? absent(base.kindSpan)
  return { ...base, is: 'endpoints', serviceName: owner, ports: readMaps(field(resource, 'ports'), readPort) }
}

/** Endpoints belong to the Service of the same name. */
export function readEndpoints(base: ResourceBase, resource: Slot): Endpoints {
  const subsets = field(resource, 'subsets')
  const lists = itemsOf(subsets).map(subset => readMaps(field(subset, 'ports'), readPort))
  const ports: List<EndpointPort> = {
    items: lists.flatMap(list => list.items),
    complete: lists.every(list => list.complete) && subsets.is !== 'unknown',
    span: lists[0]?.span,
    near: subsets.key,
  }
  return { ...base, is: 'endpoints', serviceName: base.name, ports }
}

function readPort(item: FilledSlot): EndpointPort {
  return {
    name: readString(field(item, 'name')),
    port: readPortNumber(field(item, 'port')),
    protocol: readString(field(item, 'protocol')),
    span: item.node.span,
  }
}

import { valueOf } from '../../base/known.ts'
import type { ResourceBase } from '../facts/base.ts'
import type { NetworkPolicy } from '../facts/networkPolicy.ts'
import { readLabelSelector } from './labels.ts'
import { field, isPatch, readMaps, readTexts, type Slot } from './slot.ts'

export function readNetworkPolicy(base: ResourceBase, resource: Slot, text: string): NetworkPolicy {
  const spec = field(resource, 'spec')
  const typeList = field(spec, 'policyTypes')
  const types = readTexts(typeList)
  const rules = readMaps(field(spec, 'ingress'), rule => {
    const ports = readMaps(field(rule, 'ports'), isForEveryPort)
    return ports.items.length === 0 || !ports.complete || ports.items.includes(true)
  })
  return {
    ...base,
    is: 'networkPolicy',
    fragment: base.fragment || isPatch(resource, spec),
    selector: readLabelSelector(field(spec, 'podSelector'), text),
    limitsIngress: types.length === 0 || types.some(type => (valueOf(type) ?? 'Ingress') === 'Ingress'),
    opensEveryPort:
      !rules.complete ||
      rules.items.includes(true) ||
      typeList.is === 'unknown' ||
      types.some(type => type.kind !== 'known'),
  }
}

/** A protocol without a port means all of its ports. */
function isForEveryPort(item: Slot): boolean {
  return field(item, 'port').is === 'absent'
}

import type { Known } from '../../base/known.ts'
import type { ResourceBase } from '../facts/base.ts'
import type { ReferenceGrant } from '../facts/referenceGrant.ts'
import { field, isPatch, readMaps, readString, type Slot } from './slot.ts'

export function readReferenceGrant(base: ResourceBase, resource: Slot): ReferenceGrant {
  const spec = field(resource, 'spec')
  const text = (item: Slot, key: string): Known<string> => readString(field(item, key))
  const from = readMaps(field(spec, 'from'), item => ({
    group: text(item, 'group'),
    kind: text(item, 'kind'),
    namespace: text(item, 'namespace'),
  }))
  const to = readMaps(field(spec, 'to'), item => ({
    group: text(item, 'group'),
    kind: text(item, 'kind'),
    name: text(item, 'name'),
  }))
  return {
    ...base,
    is: 'referenceGrant',
    fragment: base.fragment || isPatch(resource, spec),
    from: from.items,
    to: to.items,
    complete: from.complete && to.complete,
  }
}

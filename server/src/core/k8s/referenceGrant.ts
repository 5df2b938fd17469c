import type { Known } from '../base/known.ts'
import { isPatch } from './patch.ts'
import { field, readMaps, readString, type Slot } from './read.ts'
import type { ResourceBase } from './resource.ts'

/**
 * Lets routes of other namespaces point at Services of its own: every one of `from` at every one of `to`.
 *
 * @see Gateway API apis/v1 referencegrant_types.go: ReferenceGrantSpec
 */
export interface ReferenceGrant extends ResourceBase {
  readonly is: 'referenceGrant'
  readonly from: readonly GrantedFrom[]
  readonly to: readonly GrantedTo[]
  /** False where there may be more in one of the lists. */
  readonly complete: boolean
}

export interface GrantedFrom {
  readonly group: Known<string>
  readonly kind: Known<string>
  readonly namespace: Known<string>
}

export interface GrantedTo {
  readonly group: Known<string>
  readonly kind: Known<string>
  /** `absent`: every object of the kind. */
  readonly name: Known<string>
}

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

import type { Known } from '../../base/known.ts'
import type { ResourceBase } from './base.ts'

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

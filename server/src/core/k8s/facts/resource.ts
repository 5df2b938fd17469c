import type { ResourceBase } from './base.ts'
import type { ConfigMap } from './configMap.ts'
import type { Endpoints } from './endpoints.ts'
import type { Labels } from './labels.ts'
import type { NetworkPolicy } from './networkPolicy.ts'
import type { ReferenceGrant } from './referenceGrant.ts'
import type { Service } from './service.ts'
import type { Workload } from './workload.ts'

/**
 * Facts: what Portolan keeps of a manifest. Small immutable records, each field with its span; the tree they came from
 * is dropped. Nothing here points into another document.
 */
export type Resource = Service | Workload | ConfigMap | Endpoints | NetworkPolicy | ReferenceGrant | OtherResource

/** A resource that is none of ours but whose existence or name may matter. */
export interface OtherResource extends ResourceBase {
  readonly is: 'other'
  /** `spec.podMetadata.labels`: what the operator of a Prometheus and its like is asked to put on the pods that it makes. */
  readonly podLabels: Labels
}

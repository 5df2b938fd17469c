import type { Known } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import type { Labels } from './labels.ts'
import type { Mistake } from './mistake.ts'
import type { Reference } from './reference.ts'

/** `document/index`, where the index counts the resources of one document (more than one in a `kind: List`). */
export type ResourceId = string & { readonly __resource: never }

export interface ResourceBase {
  readonly id: ResourceId
  readonly document: DocumentId
  /** API group, `''` for core. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: Known<string>
  readonly namespace: Known<string>
  readonly labels: Labels
  readonly annotations: Labels
  /** Who made it, by `metadata.ownerReferences`: written in what is read out of a cluster, hardly ever by hand. */
  readonly owners: readonly Owner[]
  /** Everything in the resource that points at a port, in the order of the text; Services' and probes' own fields are not among it. */
  readonly references: readonly Reference[]
  /** The whole resource. */
  readonly span: Span
  /** The value of `kind`, where a finding about the resource as a whole belongs. */
  readonly kindSpan: Span
  /**
   * True for a part that something else completes: a file listed as a Kustomize patch, a container without an image, a
   * Service without ports and selector. Fragments are shown in hovers and never judged.
   */
  readonly fragment: boolean
  /**
   * The key `spec` where it stands under `metadata`, of a resource that has no `spec` of its own. The API server ignores it
   * there (or refuses it under strict validation), so the resource has no ports, pods or selector.
   */
  readonly misplacedSpec: Span | undefined
  /**
   * Fields in the wrong place, missing dashes and doubled keys of Services and workloads; of other kinds, empty keys above
   * what belongs in them. In no order.
   */
  readonly mistakes: readonly Mistake[]
}

/** One of `metadata.ownerReferences`, in the namespace of what it owns. @example { kind: 'ReplicaSet', name: 'web-6c9fd49f75' } */
export interface Owner {
  readonly kind: string
  readonly name: string
}

/** The API group of an `apiVersion`, `''` for core. @example groupOf('apps/v1') // 'apps' */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

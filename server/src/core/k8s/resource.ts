import type { Known } from '../base/known.ts'
import type { DocumentId } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { ConfigMap } from './configMap.ts'
import type { Container } from './container.ts'
import type { Endpoints } from './endpoints.ts'
import type { Fields } from './fields.ts'
import type { LabelSelector, Labels } from './labels.ts'
import type { NetworkPolicy } from './networkPolicy.ts'
import type { ReferenceGrant } from './referenceGrant.ts'
import type { Service } from './service.ts'
import type { Reference } from './sites/reference.ts'
import type { Slip } from './slips/slip.ts'

/**
 * Facts: what Portolan keeps of a manifest. Small immutable records, each field with its span; the tree they came from
 * is dropped. Nothing here points into another document.
 */
export type Resource = Service | Workload | ConfigMap | Endpoints | NetworkPolicy | ReferenceGrant | OtherResource

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
  readonly slips: readonly Slip[]
}

/** One of `metadata.ownerReferences`, in the namespace of what it owns. @example { kind: 'ReplicaSet', name: 'web-6c9fd49f75' } */
export interface Owner {
  readonly kind: string
  readonly name: string
}

/** Anything that makes pods. */
export interface Workload extends ResourceBase {
  readonly is: 'workload'
  /**
   * True for a custom resource of a kind that no table knows, found by the pod templates in it. Its controller may add
   * labels, containers and ports; none of its pods is `complete`.
   */
  readonly byShape: boolean
  /** What `spec.selector` says, for the kinds that have one. */
  readonly selector: LabelSelector | undefined
  /** `absent` means 1 (for a Deployment and its like). */
  readonly replicas: Known<number>
  /** `spec.strategy` (Deployment, Rollout) or `spec.updateStrategy` (DaemonSet, StatefulSet), as written. */
  readonly strategy: {
    readonly type: Known<string>
    readonly maxSurge: Known<number | string>
    readonly maxUnavailable: Known<number | string>
  }
  /** StatefulSet `spec.serviceName`. */
  readonly serviceName: Known<string>
  /** Argo Rollout `spec.workloadRef`: the pods are described by another workload. */
  readonly workloadRef: { readonly kind: Known<string>; readonly name: Known<string> } | undefined
  /** One for most kinds; none for a Rollout with a workloadRef; several for some custom resources. */
  readonly pods: readonly PodTemplate[]
}

/** A pod as somebody will create it: the resource itself for a Pod, `spec.template` for the rest. */
export interface PodTemplate {
  readonly owner: ResourceId
  readonly document: DocumentId
  /** `owner#n`. */
  readonly id: string
  /** The labels that Services look at: those of the template, never those of the workload. */
  readonly labels: Labels
  readonly annotations: Labels
  readonly hostNetwork: Known<boolean>
  readonly securityContext: SecurityContext
  readonly sysctls: readonly Sysctl[]
  /** The list of sysctls, where there is one. */
  readonly sysctlList: Span | undefined
  /** Every field of the pod's `spec` that is written: `enableServiceLinks`, `subdomain`, `dnsPolicy`, … */
  readonly fields: Fields
  /** The `topologyKey`s by which the scheduler spreads the pods or keeps them apart. */
  readonly spreadOver: readonly Known<string>[]
  /** Volumes that hold ConfigMaps, projected ones included. */
  readonly configVolumes: readonly ConfigVolume[]
  /** In the order of the manifest: init containers and sidecars, containers, ephemeral containers. */
  readonly containers: readonly Container[]
  /** False when there may be more containers: template text, a fragment, a controller that adds its own. */
  readonly complete: boolean
  /**
   * Every whole number from 1 to 65535 that args, command, env, probes, hooks and annotations of the pod mention, in
   * URLs and `host:port` too. A number found here explains a port that no container declares (corpus-lessons.md).
   */
  readonly mentions: ReadonlySet<number>
  /** The same without what only probes and hooks mention. */
  readonly mentionsBesideProbes: ReadonlySet<number>
  /** True when args, command or env hold text that cannot be known, which may mention any number. */
  readonly mentionsUnknown: boolean
  /** ConfigMaps and Secrets read or mounted: the app's ports may be set there. */
  readonly configuredElsewhere: boolean
  readonly span: Span
}

/** One of `securityContext.sysctls`. */
export interface Sysctl {
  readonly name: Known<string>
  readonly value: Known<string>
  readonly span: Span
}

/** A ConfigMap that containers of the pod may mount. */
export interface ConfigVolume {
  readonly volume: Known<string>
  readonly configMap: Known<string>
}

export interface SecurityContext {
  readonly runAsNonRoot: Known<boolean>
  readonly runAsUser: Known<number>
  readonly addedCapabilities: readonly string[]
  readonly droppedCapabilities: readonly string[]
}

/** A resource that is none of ours but whose existence or name may matter. */
export interface OtherResource extends ResourceBase {
  readonly is: 'other'
}

/** The API group of an `apiVersion`, `''` for core. @example groupOf('apps/v1') // 'apps' */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

import type { Known } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import type { ResourceBase, ResourceId } from './base.ts'
import type { Container, SecurityContext } from './container.ts'
import type { Fields } from './fields.ts'
import type { LabelSelector, Labels } from './labels.ts'

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

import type { Place } from '../base/place.ts'
import type { Container, ContainerPort } from '../k8s/container.ts'
import type { PodTemplate, Resource, ResourceId, Workload } from '../k8s/resource.ts'
import type { Service, ServicePort } from '../k8s/service.ts'

/** Questions about how resources are wired. Every answer is computed from facts in view; nothing is guessed. */
export interface Graph {
  resource(id: ResourceId): Resource | undefined
  /** The pods that a Service's selector picks, in its nearest unit that has any. */
  selection(service: Service): Selection
  /** The Services that pick this pod template; where many ask for its labels, the nearest of them. */
  servicesOf(pod: PodTemplate): readonly Service[]
  /** Where one Service port leads in one pod, as Kubernetes' FindPort sees it. */
  resolve(port: ServicePort, pod: SelectedPod): PortResolution
  /** Service ports of other Services with this nodePort that can meet in one cluster with the given Service. */
  nodePortRivals(service: Service, nodePort: number): readonly NodePortRival[]
  /** Whether the selector of a workload is satisfied by its own template; `undefined` when unknown. */
  selectsOwnPods(workload: Workload, pod: PodTemplate): boolean | undefined
  /** The pod with what the graph knows of it, as `selection` would give it. */
  podOf(pod: PodTemplate): SelectedPod | undefined
  /** True when a Kustomize patch may change the resource's ports, containers, labels or selector. */
  mayBePatched(resource: Resource): boolean
  /** True for what something else completes: fragments, and everything in a file that a kustomization lists as a patch. */
  isPart(resource: Resource): boolean
  /** What hovers call a file: its path relative to the workspace folder, without a line. Not for findings: folders may change. */
  describe(place: Place): string
}

export interface SelectedPod {
  readonly pod: PodTemplate
  readonly workload: Workload
  /** True when all ports of the pod are in view: nothing templated, nothing that a Kustomize patch may add. */
  readonly complete: boolean
}

export interface NodePortRival {
  readonly service: Service
  readonly port: ServicePort
  /** True in the same file or the same Kustomize build: they are applied together. False: same folder only. */
  readonly together: boolean
}

export type Selection =
  /** Selectorless or ExternalName: endpoints are managed by hand, or there are none. */
  | { readonly status: 'unasked' }
  /** Templated, or decided by labels that only a controller or a Kustomize transformer sets. */
  | { readonly status: 'unknown' }
  | {
      readonly status: 'selected'
      readonly pods: readonly SelectedPod[]
      /** Pods that match too, outside the unit that `pods` is from, in any order; of a crowd those in the same folder. */
      readonly elsewhere: () => readonly SelectedPod[]
    }
  | { readonly status: 'nothing'; readonly nearMiss: NearMiss | undefined }

/** The workload that a selector most likely meant. */
export interface NearMiss {
  readonly pod: SelectedPod
  /** `namespace`: the labels match, in another namespace. `label`: same folder, and a name or a label value in common. */
  readonly how: 'namespace' | 'label'
  /** The selector pairs that the pod does not satisfy, with what its label of that key says, if it has one. */
  readonly differences: readonly LabelDifference[]
  /** Pairs that would select the pod: the selector with its differences mended. */
  readonly suggestion: readonly { readonly key: string; readonly value: string }[]
}

export interface LabelDifference {
  readonly key: string
  readonly wanted: string
  readonly found: string | undefined
}

export type PortResolution =
  /** A number is used as it is; `declared` says which container port documents it, if any. */
  | { readonly status: 'number'; readonly number: number; readonly declared: DeclaredPort | undefined }
  | { readonly status: 'named'; readonly number: number | undefined; readonly declared: DeclaredPort }
  /** No long-lived container has a port of that name and protocol. */
  | {
      readonly status: 'missing'
      readonly otherProtocol: DeclaredPort | undefined
      readonly initOnly: DeclaredPort | undefined
    }
  | { readonly status: 'unknown' }

export interface DeclaredPort {
  readonly container: Container
  readonly port: ContainerPort
}

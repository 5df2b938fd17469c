import type { Place } from '../base/place.ts'
import type { Home, UnitId } from '../deploy/unit.ts'
import type { ResourceId } from '../k8s/facts/base.ts'
import type { ConfigEntry, ConfigMap } from '../k8s/facts/configMap.ts'
import type { Container, ContainerPort } from '../k8s/facts/container.ts'
import type { Endpoints } from '../k8s/facts/endpoints.ts'
import type { ListenAddress } from '../k8s/facts/listenAddress.ts'
import type { NetworkPolicy } from '../k8s/facts/networkPolicy.ts'
import type { Protocol } from '../k8s/facts/port.ts'
import type { Reference } from '../k8s/facts/reference.ts'
import type { ReferenceGrant } from '../k8s/facts/referenceGrant.ts'
import type { OtherResource, Resource } from '../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../k8s/facts/workload.ts'

/** Questions about how resources are wired. Every answer is computed from facts in view; nothing is guessed. */
export interface Graph {
  resource(id: ResourceId): Resource | undefined
  /** The pods that a Service's selector picks, in its nearest unit that has any. */
  selection(service: Service): Selection
  /** The Services that pick this pod template; where many ask for its labels, the nearest of them. */
  servicesOf(pod: PodTemplate): readonly Service[]
  /** Where one Service port leads in one pod, as Kubernetes' FindPort sees it. */
  resolve(port: ServicePort, pod: SelectedPod): PortResolution
  /**
   * The Services, ConfigMaps, workloads or other objects that a name written in `from` means: those of the nearest unit
   * that has any.
   *
   * @param namespace absent: that of `from`
   */
  named<K extends NameableKind>(kind: K, name: string, from: Resource, namespace?: string): Lookup<Nameable[K]>
  /** EndpointSlices and Endpoints written for a Service. */
  endpointsOf(service: Service): readonly Endpoints[]
  /** What the container listens on by its own words and by those of ConfigMaps in view that it reads or mounts. */
  listensOf(container: Container, pod: PodTemplate): readonly ListenEvidence[]
  /** The entries of ConfigMaps in view that the containers of the pod take variables from, or may mount as files. */
  configurationOf(pod: PodTemplate): readonly ConfigEntry[]
  /** Containers of other pods that take this port of a node, in the same unit. */
  hostPortRivals(pod: PodTemplate, hostPort: number, protocol: Protocol): readonly HostPortRival[]
  /** The NetworkPolicies that select a pod, sorted by place; `undefined` where there may be more of them. */
  policiesOf(pod: PodTemplate): readonly NetworkPolicy[] | undefined
  /**
   * The ReferenceGrants of a namespace, and those that do not say theirs, sorted by place; `undefined` where there may be more of
   * them, and where a build puts things into another namespace.
   */
  grantsIn(namespace: string, from: Resource): readonly ReferenceGrant[] | undefined
  /** Where a reference leads. */
  follow(reference: Reference, from: Resource): Destination
  /** Everything that points at a Service, at the pods of a workload, or at another object by its name, in the nearest unit. */
  referencesTo(resource: Resource): readonly IncomingReference[]
  /** Service ports of other Services with this nodePort that can meet in one cluster with the given Service. */
  nodePortRivals(service: Service, nodePort: number): readonly NodePortRival[]
  /** True where a resource was made for one of the others, by its ownerReferences: a Pod for a DaemonSet, a ReplicaSet for a Deployment. */
  isMadeForOneOf(resource: Resource, others: readonly Resource[]): boolean
  /**
   * What stands beside a resource and may make Services and pods that nobody sees: releases of charts, Applications, the custom
   * resources of operators. `unknown` where a build holds a chart or something remote.
   */
  makersBeside(resource: Resource): readonly Resource[] | 'unknown'
  /** Node ports that no Service in view has, nor a patch, from the lowest: those of the band for hand-picked numbers come first. */
  freeNodePorts(): Iterable<number>
  /**
   * Everything of a kind that a resource may mean, sorted by place: of the same unit, else of the nearest folder with any in it
   * or below. For lists to choose from; names and selectors are looked up by `named` and `selection`.
   *
   * @param namespace absent: any
   */
  candidates<K extends ListedKind>(kind: K, home: Home, namespace?: string): readonly Nameable[K][]
  /** The graph as it would be if a file said this, for words that are being typed. Who points at these resources is not asked. */
  asIf(resources: readonly Resource[], home: Home): Graph
  /** Whether the selector of a workload is satisfied by its own template; `undefined` when unknown. */
  selectsOwnPods(workload: Workload, pod: PodTemplate): boolean | undefined
  /** The pod with what the graph knows of it, as `selection` would give it. */
  podOf(pod: PodTemplate): SelectedPod | undefined
  /** True when a patch of Flux or Argo CD may change the resource's ports, containers, labels or selector. */
  mayBePatched(resource: Resource): boolean
  /** True when a patch of Flux or Argo CD may give the Service another type or cluster IP, or delete it. */
  mayBeRetyped(service: Service): boolean
  /** The build or chart that made a resource; `undefined` for what is deployed as it is written. */
  unitOf(resource: Resource): UnitId | undefined
  /** True for what a build made with a patch: its parts are named in more than one file. */
  isPatched(resource: Resource): boolean
  /**
   * The settings of kustomizations, patches included, that wrote or changed what stands at a place of a made document, the one
   * that wrote it first.
   */
  settingsAt(place: Place): readonly BuildSetting[]
  /**
   * The Services of the same unit that were written with this name and have another one there: Kustomize changes the references
   * that it knows, and no others.
   */
  renamedFrom(name: string, from: Resource): readonly Service[]
  /** True for what something else completes: fragments, and everything in a file that a kustomization lists as a patch. */
  isPart(resource: Resource): boolean
  /** What hovers call a file: its path relative to the workspace folder, without a line. Not for findings: folders may change. */
  describe(place: Place): string
}

/** An entry of a kustomization, or a part of a patch. */
export interface BuildSetting {
  /** The field of the kustomization: `commonLabels`, `namePrefix`; `patches` for any patch, wherever it is written. */
  readonly field: string
  /** The part of it that counts: the value of a prefix, one label. */
  readonly at: Place
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
  /** True in the same file or the same unit: they are applied together. False: same folder only. */
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

/** Kinds that are looked up by name. Workloads and others: by `kind` and name in one (`Deployment/web`, `Gateway/edge`). */
export interface Nameable {
  readonly service: Service
  readonly configMap: ConfigMap
  readonly workload: Workload
  readonly other: OtherResource
}

export type NameableKind = keyof Nameable

/** Kinds of which those around a file can be listed. */
export type ListedKind = 'service' | 'workload' | 'other'

export type Lookup<T> =
  /** More than one where files in the nearest unit repeat the name, such as two variants. */
  | { readonly status: 'found'; readonly found: readonly T[] }
  /**
   * Nothing of that name; `near`: one whose name is a likely misspelling away, in the same unit. `elsewhere`: one of just that
   * name in the unit, in another namespace.
   */
  | { readonly status: 'missing'; readonly near: T | undefined; readonly elsewhere?: T }
  /** It may be there and unseen: a name prefix, a generator, a document that nobody can read, an external name. */
  | { readonly status: 'unknown' }

export interface ListenEvidence extends ListenAddress {
  /** Where it is said. */
  readonly at: Place
}

export interface HostPortRival {
  readonly workload: Workload
  readonly pod: PodTemplate
  readonly container: Container
  readonly port: ContainerPort
}

/** Where a reference leads, as far as it can be told. */
export type Destination =
  /** Nothing to follow: a listener of its own, an object that is no Service or pod. */
  | { readonly status: 'unasked' }
  | { readonly status: 'unknown' }
  /** No such Service, pod or object; `near`: what was most likely meant; `elsewhere`: one of that name in another namespace. */
  | { readonly status: 'missing'; readonly near: Service | Workload | undefined; readonly elsewhere?: Service }
  | { readonly status: 'services'; readonly services: readonly Service[] }
  | { readonly status: 'pods'; readonly pods: readonly SelectedPod[] }

export interface IncomingReference {
  readonly reference: Reference
  readonly from: Resource
}

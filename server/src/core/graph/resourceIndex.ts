import { valueOf } from '../base/known.ts'
import { folderOf } from '../base/uri.ts'
import type { Home } from '../deploy/unit.ts'
import type { Facts } from '../documents/facts.ts'
import type { ResourceId } from '../k8s/facts/base.ts'
import { type Container, type ContainerPort, portOnNode } from '../k8s/facts/container.ts'
import type { Endpoints } from '../k8s/facts/endpoints.ts'
import type { LabelSelector } from '../k8s/facts/labels.ts'
import type { NetworkPolicy } from '../k8s/facts/networkPolicy.ts'
import type { Reference } from '../k8s/facts/reference.ts'
import type { ReferenceGrant } from '../k8s/facts/referenceGrant.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../k8s/facts/workload.ts'
import { isMaker } from '../k8s/knowledge/makers.ts'
import { type BucketEntry, Buckets, entryOf, type ReadLog } from './buckets.ts'
import { GitOpsSources } from './gitOpsSources.ts'
import { textOf } from './match.ts'
import { isAnyRuntimeLabel } from './runtimeLabels.ts'

export interface ResourceEntry extends Home {
  readonly resource: Resource
  /** False for fragments and in documents that no parser reads: more may be added while somebody types. */
  readonly whole: boolean
}

export interface PodEntry extends Omit<ResourceEntry, 'resource'> {
  readonly pod: PodTemplate
  readonly workload: Workload
}

export interface ServiceEntry extends Home {
  readonly service: Service
}

/** A resource under its name. */
export interface NamedEntry extends Home {
  readonly resource: Resource
}

/** A reference with who makes it. */
export interface PointingEntry extends NamedEntry {
  readonly reference: Reference
}

export interface HostPortEntry extends NamedEntry {
  readonly workload: Workload
  readonly pod: PodTemplate
  readonly container: Container
  readonly port: ContainerPort
}

export interface NodePortEntry extends ServiceEntry {
  readonly port: ServicePort
}

/** What the facts of one document put where. */
interface Added {
  readonly filed: readonly BucketEntry[]
  readonly undo: readonly (() => void)[]
}

/** Names and labels of everything in view. Updated by difference; remembers what it added so that it can take it back. */
export class ResourceIndex {
  readonly log: ReadLog
  readonly podsByLabel: Buckets<PodEntry>
  readonly podsByFolder: Buckets<PodEntry>
  /** Pods whose labels cannot all be read, by folder. */
  readonly unsurePods: Buckets<PodEntry>
  /** Documents that no parser reads, by folder: anything may be in them. */
  readonly brokenDocuments: Buckets<Home>
  readonly servicesByPair: Buckets<ServiceEntry>
  readonly nodePorts: Buckets<NodePortEntry>
  /** Numbers of nodes that any Service has, in patches and as healthCheckNodePort, too: they are all from one pool. */
  readonly usedNodePorts: Buckets<Home>
  readonly hostPorts: Buckets<HostPortEntry>
  /** Services by their own labels: what monitors ask for. */
  readonly servicesByLabel: Buckets<ServiceEntry>
  /** Everything that has a name, by kind and name. */
  readonly byName: Buckets<NamedEntry>
  /** The same by kind and folder, to find names that are nearly right. */
  readonly byFolder: Buckets<NamedEntry>
  /** Services, workloads and others, to list those around a file. */
  readonly byRole: Buckets<NamedEntry>
  /** What may make Services and pods that nobody sees, by folder. */
  readonly makers: Buckets<NamedEntry>
  /** References by what they ask for: a name, a label, or anything. */
  readonly pointing: Buckets<PointingEntry>
  /** EndpointSlices and Endpoints by the name of their Service. */
  readonly endpoints: Buckets<Home & { readonly endpoints: Endpoints }>
  /** NetworkPolicies by one of the labels that they select, or `*`. */
  readonly policies: Buckets<Home & { readonly policy: NetworkPolicy }>
  /** ReferenceGrants by their namespace, or `*` where they do not say it. */
  readonly grants: Buckets<Home & { readonly grant: ReferenceGrant }>
  /** What Flux and Argo CD are told to change. Says itself what is different, when everything is settled. */
  readonly gitOpsSources: GitOpsSources
  readonly #byId = new Map<ResourceId, ResourceEntry>()
  /** How many Services ask for a pair: each is filed under its rarest one, so that common pairs stay cheap. */
  readonly #demand = new Map<string, number>()
  readonly #added = new Map<Facts, Added>()

  constructor(log: ReadLog) {
    this.log = log
    this.podsByLabel = new Buckets('label', log)
    this.podsByFolder = new Buckets('folder', log)
    this.unsurePods = new Buckets('unsure', log)
    this.brokenDocuments = new Buckets('broken', log)
    this.servicesByPair = new Buckets('selector', log)
    this.nodePorts = new Buckets('nodePort', log)
    this.usedNodePorts = new Buckets('usedNodePort', log)
    this.hostPorts = new Buckets('hostPort', log)
    this.servicesByLabel = new Buckets('serviceLabel', log)
    this.byName = new Buckets('name', log)
    this.byFolder = new Buckets('kind', log)
    this.byRole = new Buckets('role', log)
    this.makers = new Buckets('maker', log)
    this.pointing = new Buckets('pointing', log)
    this.endpoints = new Buckets('endpoints', log)
    this.policies = new Buckets('policy', log)
    this.grants = new Buckets('grant', log)
    this.gitOpsSources = new GitOpsSources(log)
  }

  find(id: ResourceId): ResourceEntry | undefined {
    return this.#byId.get(id)
  }

  /**
   * Adds the facts of one document. Pods count even where something is missing, since they may become whole: a
   * half-typed image must not leave the Service beside it with nothing to select. Half-typed Services ask for nothing.
   *
   * @param wired false for what is not deployed as it is written: it can be asked for by id, but takes no part in selection.
   * @returns the names of the buckets that changed
   */
  add(facts: Facts, { uri, unit }: Home, wired: boolean): ReadonlySet<string> {
    const changed = new Set<string>()
    const filed: BucketEntry[] = []
    const undo: (() => void)[] = []
    const home: Home = { uri, unit }
    const put = <T extends Home>(buckets: Buckets<T>, key: string, item: T, ownKey = key): void => {
      buckets.add(key, item, changed, ownKey)
      filed.push(entryOf(buckets, key, ownKey, item))
    }
    const folder = folderOf(uri)
    for (const source of facts.gitOpsSources) {
      this.gitOpsSources.add(source)
      undo.push(() => this.gitOpsSources.remove(source))
    }
    if (facts.status === 'broken' && mayHideAnything(facts)) put(this.brokenDocuments, folder, home, wholeUnit)
    for (const resource of facts.resources) {
      const whole = facts.status === 'ok' && !resource.fragment
      this.#byId.set(resource.id, { resource, ...home, whole })
      undo.push(() => this.#byId.delete(resource.id))
      if (resource.is === 'service')
        for (const number of nodePortsOf(resource)) put(this.usedNodePorts, String(number), home)
      if (!wired) continue
      for (const reference of resource.references)
        put(this.pointing, pointingKey(reference), { reference, resource, ...home })
      const name = valueOf(resource.name)
      if (name !== undefined && whole) {
        put(this.byName, nameKey(kindOf(resource), name), { resource, ...home })
        put(
          this.byFolder,
          nameKey(kindOf(resource), folder),
          { resource, ...home },
          nameKey(kindOf(resource), wholeUnit),
        )
      }
      if (whole && (resource.is === 'service' || resource.is === 'workload' || resource.is === 'other'))
        put(this.byRole, resource.is, { resource, ...home })
      if (isMaker(resource)) put(this.makers, folder, { resource, ...home }, wholeUnit)
      if (resource.is === 'endpoints' && resource.serviceName.kind === 'known')
        put(this.endpoints, resource.serviceName.value, { endpoints: resource, ...home })
      if (resource.is === 'referenceGrant')
        put(this.grants, valueOf(resource.namespace) ?? anyNamespace, { grant: resource, ...home })
      if (resource.is === 'networkPolicy' && whole)
        put(this.policies, selectorKey(resource.selector), { policy: resource, ...home })
      if (resource.is === 'workload') {
        for (const pod of resource.pods) {
          const entry: PodEntry = { pod, workload: resource, ...home, whole }
          put(this.podsByFolder, folder, entry, wholeUnit)
          if (!showsAllLabels(pod)) put(this.unsurePods, folder, entry, wholeUnit)
          for (const container of pod.containers) {
            for (const port of container.ports.items) {
              const number = valueOf(portOnNode(port, pod))
              if (typeof number === 'number')
                put(this.hostPorts, String(number), { resource, workload: resource, pod, container, port, ...home })
            }
          }
          for (const label of pod.labels.pairs) {
            const text = textOf(label)
            if (text !== undefined) put(this.podsByLabel, pairKey(label.key, text), entry)
          }
        }
      } else if (resource.is === 'service' && whole) {
        const key = this.#file(resource, undo)
        if (key !== undefined) put(this.servicesByPair, key, { service: resource, ...home })
        for (const label of resource.labels.pairs)
          put(this.servicesByLabel, pairKey(label.key, textOf(label) ?? ''), { service: resource, ...home })
        for (const port of resource.ports.items) {
          const number = valueOf(port.nodePort)
          if (typeof number === 'number' && number !== 0)
            put(this.nodePorts, String(number), { service: resource, port, ...home })
        }
      }
    }
    this.#added.set(facts, { filed, undo })
    return changed
  }

  /** Takes back what `add` did. @returns the names of the buckets that changed */
  remove(facts: Facts): ReadonlySet<string> {
    const added = this.#added.get(facts)
    this.#added.delete(facts)
    for (const step of added?.undo ?? []) step()
    const changed = new Set<string>()
    for (const each of added?.filed ?? []) each.remove(changed)
    return changed
  }

  /** The names of the buckets that hold something of these facts. */
  bucketsOf(facts: Facts): ReadonlySet<string> {
    const names = new Set<string>()
    for (const each of this.#added.get(facts)?.filed ?? []) each.names(names)
    return names
  }

  /** The pair under which a Service is filed: any that templates can show would be right, since all of them must match. */
  #file(service: Service, undo: (() => void)[]): string | undefined {
    let best: string | undefined
    let bestDemand = Infinity
    for (const pair of service.selector.pairs) {
      const text = textOf(pair)
      if (text === undefined || isAnyRuntimeLabel(pair.key)) continue
      const key = pairKey(pair.key, text)
      const demand = this.#demand.get(key) ?? 0
      if (demand <= bestDemand) {
        best = key
        bestDemand = demand
      }
      this.#demand.set(key, demand + 1)
      undo.push(() => {
        const left = (this.#demand.get(key) ?? 1) - 1
        if (left > 0) this.#demand.set(key, left)
        else this.#demand.delete(key)
      })
    }
    return best
  }
}

function nodePortsOf({ healthCheckNodePort, ports }: Service): readonly number[] {
  const numbers = [healthCheckNodePort, ...ports.items.map(port => port.nodePort)].map(valueOf)
  return numbers.flatMap(number => (typeof number === 'number' && number !== 0 ? [number] : []))
}

/** A broken document that shows what it is, and is neither Service nor workload, hides none of them. */
function mayHideAnything({ resources }: Facts): boolean {
  return resources.length === 0 || resources.some(({ is }) => is === 'service' || is === 'workload')
}

function showsAllLabels(pod: PodTemplate): boolean {
  return pod.labels.complete && pod.labels.pairs.every(label => label.value.kind !== 'unknown')
}

export function pairKey(key: string, value: string): string {
  return `${key}=${value}`
}

/** The bucket of a name, or of a folder, within a kind. */
export function nameKey(kind: string, name: string): string {
  return `${kind}/${name}`
}

/** Knative's Service and Istio's Gateway share their kinds with others: theirs are called with their group. */
export function kindOf({ kind, group, is }: Resource): string {
  if (kind === 'Service') return is === 'service' ? kind : `${kind}.${group}`
  return kind
}

/** What stands for the folder where something is filed in its unit: units are not looked through folder by folder. */
export const wholeUnit = '*'

/** What stands for a namespace that is not said. */
export const anyNamespace = '*'

/** What stands for a selector without pairs. */
export const anyLabels = '*'

/** One of the labels that a selector wants, or any. */
function selectorKey(selector: LabelSelector | undefined): string {
  const [pair] = selector?.matchLabels.pairs ?? []
  return pair ? pairKey(pair.key, textOf(pair) ?? '') : anyLabels
}

/** What a reference asks for: the name of a Service or workload, one of the labels that it wants, or any. */
function pointingKey({ target }: Reference): string {
  switch (target.is) {
    case 'service':
      return `service/${valueOf(target.name) ?? ''}`
    case 'host':
      return `service/${target.service}`
    case 'workload':
      return `${valueOf(target.kind) ?? ''}/${valueOf(target.name) ?? ''}`
    case 'services':
    case 'pods': {
      return `${target.is}/${selectorKey(target.selector)}`
    }
    case 'own-pods':
    case 'own-service-pods':
    case 'own-service':
    case 'listener':
      return target.is
    case 'object':
      return `${target.kind}/${valueOf(target.name) ?? ''}`
  }
}

import { valueOf } from '../base/known.ts'
import type { Place } from '../base/place.ts'
import { type Home, inOneUnit, type UnitId } from '../deploy/unit.ts'
import type { ResourceId } from '../k8s/facts/base.ts'
import type { ConfigEntry } from '../k8s/facts/configMap.ts'
import type { Container } from '../k8s/facts/container.ts'
import type { Endpoints } from '../k8s/facts/endpoints.ts'
import type { NetworkPolicy } from '../k8s/facts/networkPolicy.ts'
import type { Protocol } from '../k8s/facts/port.ts'
import type { Reference } from '../k8s/facts/reference.ts'
import type { ReferenceGrant } from '../k8s/facts/referenceGrant.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../k8s/facts/workload.ts'
import { nodePorts } from '../k8s/knowledge/nodePorts.ts'
import type { Gathered } from './buckets.ts'
import { type GraphContext, maySharePodNamespace } from './context.ts'
import { distance, far, fromNearToFar } from './distance.ts'
import { type FollowContext, follow } from './follow.ts'
import type {
  BuildSetting,
  Destination,
  Graph,
  HostPortRival,
  IncomingReference,
  ListedKind,
  ListenEvidence,
  Lookup,
  Nameable,
  NameableKind,
  NodePortRival,
  PortResolution,
  SelectedPod,
  Selection,
} from './graph.ts'
import { referencesTo } from './incoming.ts'
import { configurationOf, listensOf } from './listening.ts'
import { lookUp, mayBeUnseen, unitAround } from './lookup.ts'
import { isOpen, makersAround } from './makers.ts'
import { selectsTemplate, textOf } from './match.ts'
import { isMadeForOneOf } from './owners.ts'
import { mayBePatched, mayBeRetyped, selectedPod } from './patched.ts'
import { policiesOf } from './policies.ts'
import { renamedFrom } from './renamed.ts'
import { resolvePort } from './resolve.ts'
import { anyNamespace, pairKey } from './resourceIndex.ts'
import { hostPortRivals, nodePortRivals } from './rivals.ts'
import { selectPods } from './selection.ts'
import { isMoved, replacedLabels } from './transformations.ts'

/** Where many Services ask for one label, so many folders up they are looked for: farther ones have pods of their own. */
const near = 2

export interface WorkspaceGraphContext extends GraphContext {
  describe(place: Place): string
}

/** A selection with what it rests on. */
interface KeptSelection extends Gathered<Selection> {
  /** Ids of the selected pods: asked for once per Service and pod, which is often. */
  readonly pods: ReadonlySet<string>
}

/** The graph over an index. Holds no state of its own but what was asked for often in one revision. */
export class WorkspaceGraph implements Graph {
  readonly #context: WorkspaceGraphContext
  readonly #following: FollowContext
  #selections = new Map<ResourceId, KeptSelection>()
  #patched = new Map<Resource, boolean>()

  constructor(options: WorkspaceGraphContext) {
    this.#context = options
    this.#following = {
      ...options,
      selectedBy: service => {
        const selection = this.selection(service)
        return selection.status === 'selected' ? selection.pods : undefined
      },
    }
  }

  /** Forgets what was computed. To be called after every change. */
  forget(): void {
    this.#selections = new Map()
    this.#patched = new Map()
  }

  asIf(resources: readonly Resource[], { uri, unit }: Home): Graph {
    const own = new Map(resources.map(resource => [resource.id, { resource, uri, unit, whole: true }]))
    return new WorkspaceGraph({ ...this.#context, find: id => own.get(id) ?? this.#context.find(id) })
  }

  candidates<K extends ListedKind>(kind: K, home: Home, namespace?: string): readonly Nameable[K][] {
    const isWanted = (resource: Resource): resource is Nameable[K] => resource.is === kind
    return unitAround(kind, home, namespace, this.#context).filter(isWanted).sort(this.#context.compare)
  }

  resource(id: ResourceId): Resource | undefined {
    return this.#context.find(id)?.resource
  }

  selection(service: Service): Selection {
    return this.#kept(service).value
  }

  servicesOf(pod: PodTemplate): readonly Service[] {
    const { index, compare } = this.#context
    const home = this.#context.find(pod.owner)
    if (!home) return []
    const found = new Set<Service>()
    for (const label of pod.labels.pairs) {
      const text = textOf(label)
      if (text === undefined) continue
      const key = pairKey(label.key, text)
      for (const entries of fromNearToFar(index.servicesByPair, key, home, near)) {
        const picking = entries.filter(({ service }) => this.#kept(service).pods.has(pod.id))
        for (const { service } of picking) found.add(service)
        if (picking.length > 0) break
      }
    }
    return [...found].sort(compare)
  }

  named<K extends NameableKind>(kind: K, name: string, from: Resource, namespace?: string): Lookup<Nameable[K]> {
    const home = this.#context.find(from.id)
    if (!home) return { status: 'unknown' }
    const [group, bare] =
      kind === 'service' ? ['Service', name] : kind === 'configMap' ? ['ConfigMap', name] : cut(name)
    const found = lookUp(group, bare, { resource: from, home, namespace }, this.#context)
    if (found.status === 'unknown') return found
    const isWanted = (resource: Resource): resource is Nameable[K] => resource.is === kind
    if (found.status === 'missing')
      return { status: 'missing', near: found.near && isWanted(found.near) ? found.near : undefined }
    return { status: 'found', found: found.found.filter(isWanted) }
  }

  endpointsOf(service: Service): readonly Endpoints[] {
    const home = this.#context.find(service.id)
    const name = valueOf(service.name)
    if (!home || name === undefined) return []
    const { index, compare } = this.#context
    for (const entries of fromNearToFar(index.endpoints, name, home, near)) {
      const meant = entries.filter(entry => maySharePodNamespace(service, home, entry.endpoints, entry, this.#context))
      const closest = Math.min(...meant.map(entry => distance(home, entry)))
      if (closest >= far) continue
      return meant
        .filter(entry => distance(home, entry) === closest)
        .map(({ endpoints }) => endpoints)
        .sort(compare)
    }
    return []
  }

  listensOf(container: Container, pod: PodTemplate): readonly ListenEvidence[] {
    const owner = this.#context.find(pod.owner)
    return owner ? listensOf(container, pod, owner.resource, owner, this.#context) : []
  }

  configurationOf(pod: PodTemplate): readonly ConfigEntry[] {
    const owner = this.#context.find(pod.owner)
    return owner ? configurationOf(pod, owner.resource, owner, this.#context) : []
  }

  hostPortRivals(pod: PodTemplate, hostPort: number, protocol: Protocol): readonly HostPortRival[] {
    const owner = this.#context.find(pod.owner)
    return owner ? hostPortRivals(owner, hostPort, protocol, this.#context) : []
  }

  policiesOf(pod: PodTemplate): readonly NetworkPolicy[] | undefined {
    const owner = this.#context.find(pod.owner)
    return owner?.resource.is === 'workload' ? policiesOf(pod, owner.resource, owner, this.#context) : undefined
  }

  grantsIn(namespace: string, from: Resource): readonly ReferenceGrant[] | undefined {
    const home = this.#context.find(from.id)
    if (!home || mayBeUnseen(home, this.#context) || isMoved(home, this.#context)) return undefined
    const { index, compare } = this.#context
    return [namespace, anyNamespace]
      .flatMap(key => [...index.grants.read(key)])
      .filter(entry => entry.unit === undefined || home.unit === undefined || inOneUnit(entry, home))
      .map(({ grant }) => grant)
      .sort(compare)
  }

  follow(reference: Reference, from: Resource): Destination {
    const home = this.#context.find(from.id)
    return home ? follow(reference, from, home, this.#following) : { status: 'unknown' }
  }

  referencesTo(resource: Resource): readonly IncomingReference[] {
    const home = this.#context.find(resource.id)
    return home ? referencesTo(resource, home, this.#following) : []
  }

  resolve(port: ServicePort, pod: SelectedPod): PortResolution {
    return resolvePort(port, pod)
  }

  nodePortRivals(service: Service, nodePort: number): readonly NodePortRival[] {
    const home = this.#context.find(service.id)
    return home ? nodePortRivals({ ...home, service }, nodePort, this.#context) : []
  }

  isMadeForOneOf(resource: Resource, others: readonly Resource[]): boolean {
    const home = this.#context.find(resource.id)
    return home !== undefined && isMadeForOneOf({ ...home, resource }, others, this.#context)
  }

  makersBeside(resource: Resource): readonly Resource[] | 'unknown' {
    const home = this.#context.find(resource.id)
    if (!home) return []
    return isOpen(home, this.#context) ? 'unknown' : makersAround(home, this.#context)
  }

  *freeNodePorts(): Generator<number> {
    const { usedNodePorts } = this.#context.index
    // Asked for by fixes and completion only, which are computed anew each time: nothing depends on the answer.
    for (let number = nodePorts.first; number <= nodePorts.last; number++)
      if (usedNodePorts.sizeOf(String(number)) === 0) yield number
  }

  selectsOwnPods(workload: Workload, pod: PodTemplate): boolean | undefined {
    const { selector } = workload
    if (!selector) return undefined
    const home = this.#context.find(workload.id)
    // What applies it writes these labels into the selector and the template alike.
    const replaced = home ? replacedLabels(home, this.#context) : new Set<string>()
    const pairs = selector.matchLabels.pairs.filter(pair => !replaced.has(pair.key))
    const match = selectsTemplate({ ...selector, matchLabels: { ...selector.matchLabels, pairs } }, pod, workload)
    return match === 'unknown' || (match === 'no' && this.mayBePatched(workload)) ? undefined : match === 'yes'
  }

  podOf(pod: PodTemplate): SelectedPod | undefined {
    const owner = this.#context.find(pod.owner)
    if (owner?.resource.is !== 'workload') return undefined
    return selectedPod({ ...owner, pod, workload: owner.resource }, this.#context)
  }

  mayBePatched(resource: Resource): boolean {
    const kept = this.#patched.get(resource)
    if (kept !== undefined) return kept
    const home = this.#context.find(resource.id)
    const patched = home !== undefined && mayBePatched(resource, home, this.#context)
    this.#patched.set(resource, patched)
    return patched
  }

  mayBeRetyped(service: Service): boolean {
    const home = this.#context.find(service.id)
    return home !== undefined && mayBeRetyped(service, home, this.#context)
  }

  unitOf({ id }: Resource): UnitId | undefined {
    return this.#context.find(id)?.unit
  }

  isPatched({ document }: Resource): boolean {
    return this.#context.isPatched(document)
  }

  settingsAt(place: Place): readonly BuildSetting[] {
    return this.#context.settingsAt(place)
  }

  renamedFrom(name: string, from: Resource): readonly Service[] {
    const home = this.#context.find(from.id)
    return home ? renamedFrom(name, { resource: from, home, namespace: undefined }, this.#context) : []
  }

  isPart(resource: Resource): boolean {
    if (resource.fragment) return true
    const home = this.#context.find(resource.id)
    return home !== undefined && home.unit === undefined && this.#context.isPatchFile(home.uri)
  }

  describe(place: Place): string {
    return this.#context.describe(place)
  }

  #kept(service: Service): KeptSelection {
    const { log } = this.#context.index
    const kept = this.#selections.get(service.id)
    if (kept) {
      for (const bucket of kept.reads) log.onRead(bucket)
      return kept
    }
    const home = this.#context.find(service.id)
    const gathered = log.gather<Selection>(() =>
      home ? selectPods(service, home, this.#context) : { status: 'unknown' },
    )
    const pods = gathered.value.status === 'selected' ? gathered.value.pods.map(({ pod }) => pod.id) : []
    const selection = { ...gathered, pods: new Set(pods) }
    this.#selections.set(service.id, selection)
    return selection
  }
}

/** `Deployment/web` as kind and name. */
function cut(name: string): readonly [kind: string, name: string] {
  const slash = name.indexOf('/')
  return [name.slice(0, slash), name.slice(slash + 1)]
}

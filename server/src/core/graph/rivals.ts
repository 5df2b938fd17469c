import { folderOf } from '../base/uri.ts'
import { inOneUnit } from '../deploy/unit.ts'
import type { Protocol } from '../k8s/facts/port.ts'
import { protocolOf } from '../k8s/facts/service.ts'
import { type GraphContext, maySharePodNamespace } from './context.ts'
import type { HostPortRival, NodePortRival } from './graph.ts'
import { areKin } from './owners.ts'
import type { NamedEntry, ResourceEntry, ServiceEntry } from './resourceIndex.ts'

/** Containers of other pods that take a port of a node, where both are applied to one cluster. */
export function hostPortRivals(
  owner: ResourceEntry,
  hostPort: number,
  protocol: Protocol,
  context: GraphContext,
): readonly HostPortRival[] {
  const rivals: HostPortRival[] = []
  for (const entry of context.index.hostPorts.read(String(hostPort))) {
    const { workload, pod, container, port } = entry
    if (pod.owner === owner.resource.id || protocolOf(port) !== protocol) continue
    if (meetingOf(owner, entry, context)) rivals.push({ workload, pod, container, port })
  }
  return rivals.sort((a, b) => context.compare(a.workload, b.workload))
}

/** Service ports of other Services with a nodePort, where both are applied to one cluster. */
export function nodePortRivals(own: ServiceEntry, nodePort: number, context: GraphContext): readonly NodePortRival[] {
  const rivals: NodePortRival[] = []
  for (const entry of context.index.nodePorts.read(String(nodePort))) {
    if (entry.service.id === own.service.id) continue
    const meeting = meetingOf({ ...own, resource: own.service }, { ...entry, resource: entry.service }, context)
    if (meeting) rivals.push({ service: entry.service, port: entry.port, together: meeting === 'together' })
  }
  return rivals.sort((a, b) => context.compare(a.service, b.service) || a.port.index - b.port.index)
}

/**
 * Whether two resources are in one cluster and after the same thing: surely (`together`), as far as their folder tells, or not
 * as far as we know. One that was made for the other is no rival of it.
 */
function meetingOf(a: NamedEntry, b: NamedEntry, context: GraphContext): 'together' | 'folder' | undefined {
  if (isSameObject(a, b, context) || areKin(a, b, context)) return undefined
  if (inOneUnit(a, b)) return 'together'
  if (a.unit !== undefined || b.unit !== undefined) return undefined
  return a.uri === b.uri ? 'together' : folderOf(a.uri) === folderOf(b.uri) ? 'folder' : undefined
}

/** The same object written down twice (two variants of one file): only one of them is ever applied. */
function isSameObject(a: NamedEntry, b: NamedEntry, context: GraphContext): boolean {
  const [one, other] = [a.resource.name, b.resource.name]
  if (one.kind !== 'known' || other.kind !== 'known' || one.value !== other.value) return false
  return maySharePodNamespace(a.resource, a, b.resource, b, context)
}

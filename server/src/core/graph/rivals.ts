import type { Uri } from '../base/place.ts'
import { folderOf } from '../base/uri.ts'
import type { Protocol } from '../k8s/port.ts'
import type { Resource } from '../k8s/resource.ts'
import { protocolOf } from '../k8s/service.ts'
import type { HostPortRival, NodePortRival } from './graph.ts'
import { areKin } from './owners.ts'
import type { ResourceEntry, ServiceEntry } from './resourceIndex.ts'
import { maySharePodNamespace, type Surroundings } from './surroundings.ts'

/** Containers of other pods that take a port of a node, where both are applied to one cluster. */
export function hostPortRivals(
  owner: ResourceEntry,
  hostPort: number,
  protocol: Protocol,
  around: Surroundings,
): readonly HostPortRival[] {
  const rivals: HostPortRival[] = []
  for (const { workload, pod, container, port, uri } of around.index.hostPorts.read(String(hostPort))) {
    if (pod.owner === owner.resource.id || protocolOf(port) !== protocol) continue
    if (meetingOf(owner, { resource: workload, uri }, around)) rivals.push({ workload, pod, container, port })
  }
  return rivals.sort((a, b) => around.compare(a.workload, b.workload))
}

/** Service ports of other Services with a nodePort, where both are applied to one cluster. */
export function nodePortRivals(
  { service, uri }: ServiceEntry,
  nodePort: number,
  around: Surroundings,
): readonly NodePortRival[] {
  const rivals: NodePortRival[] = []
  for (const entry of around.index.nodePorts.read(String(nodePort))) {
    if (entry.service.id === service.id) continue
    const meeting = meetingOf({ resource: service, uri }, { resource: entry.service, uri: entry.uri }, around)
    if (meeting) rivals.push({ service: entry.service, port: entry.port, together: meeting === 'together' })
  }
  return rivals.sort((a, b) => around.compare(a.service, b.service) || a.port.index - b.port.index)
}

interface InFile {
  readonly resource: Resource
  readonly uri: Uri
}

/**
 * Whether two resources are in one cluster and after the same thing: surely (`together`), as far as their folder tells, or not
 * as far as we know. One that was made for the other is no rival of it.
 */
function meetingOf(a: InFile, b: InFile, around: Surroundings): 'together' | 'folder' | undefined {
  if (isSameObject(a, b, around) || areKin(a, b, around)) return undefined
  const builds = around.builds()
  if (a.uri === b.uri || builds.shared(a.uri, b.uri) !== undefined) return 'together'
  const builtApart = builds.of(a.uri).length > 0 || builds.of(b.uri).length > 0
  return !builtApart && folderOf(a.uri) === folderOf(b.uri) ? 'folder' : undefined
}

/** The same object written down twice (two variants of one file): only one of them is ever applied. */
function isSameObject(
  { resource: a, uri: uriA }: InFile,
  { resource: b, uri: uriB }: InFile,
  around: Surroundings,
): boolean {
  if (a.name.kind !== 'known' || b.name.kind !== 'known' || a.name.value !== b.name.value) return false
  return maySharePodNamespace(a, uriA, b, uriB, around)
}

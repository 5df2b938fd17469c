import { isPortNumber } from '../../k8s/facts/port.ts'
import { isIn, nodePorts, staticNodePorts } from '../../k8s/knowledge/nodePorts.ts'
import { code } from './render.ts'
import { say, sentence } from './sentence.ts'
import { usualService } from './services.ts'
import * as source from './sources.ts'

/**
 * What a number is to the one who must use it. `service`: nothing binds it. `process`: a program in the pod binds it.
 * `node`: a program binds it on the node. `other`: whoever binds it is not our business.
 */
export type NumberRole = 'service' | 'process' | 'node' | 'node-port' | 'other'

/** Range, usual service and what follows for this role: lines of Markdown, none for what is no number. */
export function numberLines(value: unknown, role: NumberRole): readonly string[] {
  if (!isPortNumber(value)) return []
  if (role === 'node-port') return [nodePortLine(value)]
  const usual = usualService(value)
  const range = say(rangeFacts[ianaRange(value)], { number: code(value), usual: usual ? `, usually ${usual}` : '' })
  if (role === 'other') return [range]
  if (role === 'service') return [value < 1024 ? `${range} ${say(rangeFacts.servicePortNeedsNothing)}` : range]
  if (value < 1024) return [`${range} ${say(role === 'node' ? rangeFacts.privilegedNode : rangeFacts.privileged)}`]
  if (!isEphemeral(value)) return [range]
  return [range, say(role === 'node' ? rangeFacts.ephemeralNode : rangeFacts.ephemeral), say(rangeFacts.exhaustion)]
}

function nodePortLine(value: number): string {
  const number = code(value)
  if (!isIn(nodePorts, value)) return say(rangeFacts.nodePortOutside, { number })
  return say(isIn(staticNodePorts, value) ? rangeFacts.nodePortStatic : rangeFacts.nodePortDynamic, { number })
}

function ianaRange(value: number): 'wellKnown' | 'registered' | 'dynamic' {
  return value < 1024 ? 'wellKnown' : value < 49152 ? 'registered' : 'dynamic'
}

/** Linux' default for source ports of outgoing connections, both ends included. */
function isEphemeral(value: number): boolean {
  return value >= 32768 && value <= 60999
}

export const rangeFacts = {
  wellKnown: sentence('{number} is well-known (0-1023){usual}.', source.ianaRanges),
  registered: sentence('{number} is registered (1024-49151){usual}.', source.ianaRanges),
  dynamic: sentence('{number} is dynamic (49152-65535), assigned to nobody{usual}.', source.ianaRanges),
  servicePortNeedsNothing: sentence('Needs no privilege: nothing binds a Service port.', source.proxier),
  privileged: sentence(
    'To bind it, a process that is not root needs a file capability, or `net.ipv4.ip_unprivileged_port_start` lowered: by the pod (a safe sysctl), or by containerd 2 or Docker 20.10 and later.',
    source.unprivilegedPorts,
  ),
  privilegedNode: sentence(
    'With hostNetwork the process binds it on the node, where numbers below 1024 need root or a file capability (CAP_NET_BIND_SERVICE).',
    source.unprivilegedPorts,
  ),
  ephemeral: sentence(
    "It lies in Linux' range for outgoing connections (32768-60999): one of the pod's own may hold it when the process starts (EADDRINUSE). The safe sysctl `net.ipv4.ip_local_reserved_ports` keeps it free.",
    source.localPortRange,
  ),
  ephemeralNode: sentence(
    "It lies in Linux' range for outgoing connections (32768-60999): one of the node's own may hold it when the process starts (EADDRINUSE), unless `net.ipv4.ip_local_reserved_ports` of the node lists it.",
    source.localPortRange,
  ),
  exhaustion: sentence(
    'A client has 28,232 source ports (32768-60999) for one destination and keeps each for 60 s after closing first (TIME_WAIT). With none left, connect fails with EADDRNOTAVAIL: reuse connections (keep-alive, pools).',
    source.timeWait,
  ),
  nodePortStatic: sentence(
    '{number} lies in 30000-30085, kept for numbers chosen by hand: the cluster assigns from 30086-32767 first.',
    source.allocatorBands,
  ),
  nodePortDynamic: sentence(
    '{number} lies in 30086-32767, where nodePorts are assigned automatically: another Service may hold it already. 30000-30085 is kept for numbers chosen by hand.',
    source.allocatorBands,
  ),
  nodePortOutside: sentence(
    "{number} is outside 30000-32767: the API server refuses it unless the cluster's `--service-node-port-range` was changed.",
    source.allocator,
  ),
} as const

import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** Kernel settings of a pod that are about ports and connections. */
export const sysctlFacts = {
  range: sentence(
    'Outgoing connections of the pod get a local port from {low} to {high}: {count} numbers.',
    source.localPortRange,
  ),
  rate: sentence(
    'The limit is per destination (address and port): a side that closes first keeps its number in TIME_WAIT for 60 s, so {count} numbers last for about {rate} new connections a second to one destination.',
    source.timeWait,
  ),
  exhausted: sentence(
    'When they run out, `connect` fails with EADDRNOTAVAIL ("cannot assign requested address"), and no counter of the kernel tells of it.',
    source.timeWait,
  ),
  remedy: sentence(
    'What helps for good is reusing connections (keep-alive, a pool); a wider range only moves the limit.',
    source.timeWait,
  ),
  taken: sentence(
    'The pod itself listens on {ports} of this range: an outgoing connection can take it first, unless `net.ipv4.ip_local_reserved_ports` names it.',
    source.localPortRange,
  ),
  reserved: sentence(
    'The kernel gives these ports to no outgoing connection by itself: {ports}. A program can still listen on them.',
    source.localPortRange,
  ),
  unprivileged: sentence(
    'Every process of the pod may listen from port {start} on, without being root and without a capability.',
    source.unprivilegedPorts,
  ),
  finTimeout: sentence(
    'How many seconds a connection waits in FIN_WAIT_2 for the other side to close. It does not shorten TIME_WAIT, which lasts 60 s by the source of the kernel.',
    source.timeWait,
  ),
  timeWaitReuse: sentence(
    'Whether outgoing connections may take over a number in TIME_WAIT: 0 never, 1 always, 2 (the default) on the loopback only. It needs TCP timestamps.',
    source.tcpSysctls,
  ),
  keepAliveTime: sentence(
    'After how many seconds of silence the kernel asks whether the other side is still there, on connections that ask for keep-alive (7200 by default).',
    source.tcpSysctls,
  ),
  keepAliveInterval: sentence('How many seconds lie between two such questions (75 by default).', source.tcpSysctls),
  keepAliveProbes: sentence(
    'How many such questions may stay without an answer until the connection is given up (9 by default).',
    source.tcpSysctls,
  ),
  synCookies: sentence(
    'Whether a full queue of half-open connections is answered with SYN cookies instead of dropping new ones.',
    source.tcpSysctls,
  ),
  backlog: sentence(
    'The longest queue of connections that wait to be accepted; a program asks for its own length within it.',
    source.tcpSysctls,
  ),
  other: sentence('A setting of the kernel (sysctl) for this pod.', source.sysctls),

  alwaysSafe: sentence('Safe in every version: a pod may set it without anybody being asked.', source.safeSysctls),
  safeSince: sentence(
    'Safe since Kubernetes {version}: from there on a pod may set it without anybody being asked.',
    source.safeSysctls,
  ),
  unsafe: sentence(
    'Not on the list of safe ones: the pod is scheduled and then fails on the node (SysctlForbidden), unless the kubelet there allows it.',
    source.safeSysctls,
  ),
  onHost: sentence(
    'The pod is on the host network, where the API server refuses `net.*` sysctls: they would change the node.',
    source.sysctls,
  ),
} as const

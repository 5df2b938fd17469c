import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** Kernel parameters of a pod, and the arithmetic of source ports. */
export const sysctlFacts = {
  range: sentence(
    'Outgoing connections of {workload} take their source port from {range}: {count} numbers for each destination (address and port).',
    source.localPortRange,
  ),
  rangeRate: sentence(
    'The side that closes first keeps the port for 60 s (TIME_WAIT): {count} / 60 = about {rate} new connections a second to one destination. Then connect fails with EADDRNOTAVAIL.',
    source.timeWait,
  ),
  rangeUsual: sentence(
    'Without it the range is 32768-60999: 28,232 ports, about 470 connections a second.',
    source.localPortRange,
  ),
  rangeHolds: sentence(
    '{port} of container {container} ({link}) lies in it: an outgoing connection may hold it when the process starts (EADDRINUSE). `net.ipv4.ip_local_reserved_ports` keeps it free.',
    source.localPortRange,
  ),
  rangeStart: sentence(
    'The first number must not be below `net.ipv4.ip_unprivileged_port_start`.',
    source.localPortRange,
  ),
  reuse: sentence(
    'What helps for good is to reuse connections (HTTP keep-alive, pools): one then carries thousands of requests, and nothing piles up in TIME_WAIT. More ports only move the limit.',
    source.timeWait,
  ),
  uncounted: sentence(
    'No counter of the kernel tells of missing ports. `TcpExtTCPTimeWaitOverflow` counts connections that found no room in TIME_WAIT, which frees their ports early.',
    source.timeWait,
  ),

  reserved: sentence(
    'Ports that are assigned automatically to connections of {workload} leave out {value}. A process that asks for one of them still gets it.',
    source.localPortRange,
  ),
  reservedKeeps: sentence('Containers here declare {ports}, which it keeps free.', source.localPortRange),
  reservedUse: sentence(
    'For a server whose port lies in the range of outgoing connections, which may hold it when the server starts (EADDRINUSE).',
    source.localPortRange,
  ),

  startAll: sentence(
    'Every process of {workload} may listen on every port, also below 1024, as any user and without capabilities.',
    source.unprivilegedPorts,
  ),
  start: sentence(
    'Processes of {workload} may listen on ports from {value} on as any user; below, root or a file capability is needed (CAP_NET_BIND_SERVICE).',
    source.unprivilegedPorts,
  ),
  startUsual: sentence(
    "Linux' default is 1024. Docker from 20.10 and containerd from 2.0 set 0 for pods, CRI-O does not; what the pod says wins.",
    source.unprivilegedPorts,
  ),
  startCapability: sentence(
    'Adding the capability NET_BIND_SERVICE does not help a plain program that is not root: it loses it when it is started.',
    source.ambientCapabilities,
  ),

  reuseWait: sentence(
    'Whether a new outgoing connection may take over a port in TIME_WAIT: {value} means {meaning}.',
    source.timeWaitReuse,
  ),
  reuseWaitUsual: sentence(
    'The default is 2, loopback only (since Linux 4.19). It needs TCP timestamps on both ends, and does nothing for connections that come in.',
    source.timeWaitReuse,
  ),
  recycle: sentence(
    'Linux 4.12 removed it: it broke clients behind NAT. Nothing can be set any more.',
    source.timeWaitReuse,
  ),
  finTimeout: sentence(
    'A connection of {workload} that has closed its end waits {value} for the other end to close (FIN_WAIT_2).',
    source.finTimeout,
  ),
  finTimeoutNot: sentence(
    'It does not shorten TIME_WAIT: its 60 s are fixed in the kernel, so source ports do not come back sooner.',
    source.timeWait,
  ),
  waitBuckets: sentence(
    'At most {value} connections may be in TIME_WAIT. One more is closed at once, which counts in `TcpExtTCPTimeWaitOverflow` and frees its port early.',
    source.timeWait,
  ),
  keepaliveTime: sentence(
    'A connection without traffic is asked for a sign of life after {value}; the default is 7200 s.',
    source.keepalive,
  ),
  keepaliveInterval: sentence(
    'A question that nobody answers is asked again after {value}; the default is 75 s.',
    source.keepalive,
  ),
  keepaliveProbes: sentence(
    'After {value} questions without an answer the connection is given up; the default is 9.',
    source.keepalive,
  ),
  keepaliveSum: sentence(
    'Here a dead peer is noticed after {time} + {probes} × {interval} = {sum} without traffic.',
    source.keepalive,
  ),
  keepaliveAsked: sentence('Only for sockets on which the program has set SO_KEEPALIVE.', source.keepalive),
  synCookies: sentence(
    'Whether a full queue of half-open connections is answered with SYN cookies instead of dropping new ones: {value}.',
    source.tcpSysctls,
  ),
  backlog: sentence(
    'The longest queue of connections that wait to be accepted: {value}. A program asks for its own length within it.',
    source.tcpSysctls,
  ),
  other: sentence('Sets {name} to {value} for {workload}.', source.safeSysctls),
  invalid: sentence('The kernel takes {wanted} here and refuses {value}.', source.localPortRange),

  safe: sentence('Every kubelet allows it: it is on the list of safe sysctls.', source.safeSysctls),
  safeSince: sentence(
    'On the list of safe sysctls since Kubernetes {since}; an older kubelet refuses the pod.',
    source.safeSysctls,
  ),
  unsafe: sentence(
    'Not on the list of safe sysctls: the API server takes it, and the node refuses the pod (SysctlForbidden) unless its kubelet allows it.',
    source.safeSysctls,
  ),
  refused: sentence(
    'The API server refuses {name} together with `hostNetwork: true`: it would change the network of the node.',
    source.sysctls,
  ),
} as const

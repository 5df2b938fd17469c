import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** What each field of a container port is, and what it is required to match. */
export const containerPortFacts = {
  containerPort: sentence(
    'Says that container {container} of {workload} listens on {number}{name}. Saying so opens nothing in the pod: the process does.',
    source.containerReferences,
  ),
  containerPortInvalid: sentence(
    'The API server takes a number from 1 to 65535 here and refuses {value}.',
    source.containerValidation,
  ),
  containerPortUsed: sentence('Traffic comes through {services}.', source.findPort),
  containerPortUnused: sentence('No Service in view leads here.', source.findPort),
  containerPortMatch: sentence('the number the process listens on; nothing checks it.', source.containerReferences),
  containerPortNeeded: sentence(
    'Undeclared ports work too, except for what reads the declaration: named targetPorts and probes, hostPort, named NetworkPolicy ports, PodMonitors, targetPort of ServiceMonitors, Linkerd Servers.',
    source.containerReferences,
  ),
  initContainer: sentence(
    'Services never lead to an init container, unless it has `restartPolicy: Always` (a sidecar).',
    source.findPort,
  ),
  connections: sentence(
    'One listener takes as many connections as memory and file descriptors allow: protocol, both addresses and both ports tell them apart (the 5-tuple).',
    source.established,
  ),
  addressInUseOther: sentence('EADDRINUSE at the start: another socket {where} has the number.', source.podNetwork),
  addressInUse: sentence(
    'EADDRINUSE at the start: another listener {where} has the number, or connections of an earlier one are in TIME_WAIT and SO_REUSEADDR is not set.',
    `${source.podNetwork}; ${source.reuseAddress}`,
  ),
  sharedNumber: sentence(
    'Container {other} declares {number} too ({link}): containers of a pod share their ports, so the second to listen gets EADDRINUSE (without SO_REUSEPORT).',
    source.podNetwork,
  ),

  hostPort: sentence(
    'The node that runs a pod of {workload} passes what arrives at {address} on to port {port} of container {container}.',
    source.portMap,
  ),
  hostPortAny: sentence('its own port {hostPort}', source.portMap),
  hostPortInit: sentence(
    'Opens nothing: the kubelet has only the ports of `containers` mapped to the node, not those of init containers, sidecars included.',
    source.portMappings,
  ),
  hostPortSidecar: sentence(
    'The scheduler counts it for a sidecar all the same: it picks a node where {hostPort} is free.',
    source.portMappings,
  ),
  hostPortHostNetwork: sentence(
    'With hostNetwork the process itself listens on the node: hostPort only reserves {hostPort} for the scheduler.',
    source.hostNetwork,
  ),
  hostPortZero: sentence('0 means: no port on the node.', source.containerValidation),
  hostPortMatch: sentence('what clients of the node dial.', source.portMap),
  hostPortMatchHostNetwork: sentence(
    'containerPort, exactly: the API server refuses another number under hostNetwork.',
    source.hostNetwork,
  ),
  hostPortOne: sentence(
    'One pod a node for each protocol and hostIP: where every node has it taken, the next pod stays Pending ("didn\'t have free ports").',
    source.hostPortScheduling,
  ),
  hostPortPlugin: sentence(
    'The network plugin does it, as a rule portmap, not kube-proxy. Pod Security level baseline forbids it.',
    `${source.portMap}; ${source.podSecurity}`,
  ),
  hostPortAddress: sentence(
    'Only what is sent to {hostIP} counts, as hostIP says; an address of the node itself, never that of the pod.',
    source.portMap,
  ),

  protocol: sentence('Says that {number} of container {container} takes {protocol}.', source.containerValidation),
  protocolInvalid: sentence(
    'The API server knows `TCP` (the default), `UDP` and `SCTP`, in capitals; it refuses {value}.',
    source.containerValidation,
  ),
  protocolMatch: sentence(
    'the protocol of Service ports whose targetPort is {name}: another protocol leaves the pod out. Numbers and probes do not compare it.',
    `${source.findPort}; ${source.probePorts}`,
  ),
  protocolMatchNumber: sentence(
    'what the process speaks; Services that use the number do not compare it.',
    source.findPort,
  ),
  protocolTwice: sentence('A port for both TCP and UDP is two entries with two names.', source.containerValidation),

  name: sentence(
    '{name} is the name of port {number} of container {container}: targetPorts, probes of this container and NetworkPolicies may use it.',
    source.containerReferences,
  ),
  nameInit: sentence(
    '{name} is the name of port {number} of init container {container}: no targetPort finds it there.',
    source.findPort,
  ),
  nameInvalid: sentence('The API server refuses it: {name} {problem}.', source.portNames),
  nameMatch: sentence(
    'every targetPort, probe, NetworkPolicy and PodMonitor that uses it; renaming it alone cuts them off without an error.',
    source.containerReferences,
  ),
  nameRule: sentence(
    'At most 15 of `a-z`, `0-9`, `-`, with a letter; unique in the container.',
    `${source.portNames}; ${source.containerValidation}`,
  ),
  nameProbes: sentence('Used by {probes}.', source.probePorts),
} as const

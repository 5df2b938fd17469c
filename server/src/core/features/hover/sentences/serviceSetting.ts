import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** The fields of a Service's spec that tune how traffic reaches the pods. */
export const serviceSettingFacts = {
  healthCheck: sentence(
    'Load balancers ask {port} of each node by HTTP, any path: 200 while the node has a ready endpoint of {service} and kube-proxy is healthy, else 503.',
    source.serviceHealth,
  ),
  healthCheckUnset: sentence('0 means: not chosen. The cluster assigns one where it is needed.', source.allocator),
  healthCheckRefused: sentence(
    'The API server refuses it here: it is for type LoadBalancer with externalTrafficPolicy `Local` only.',
    source.serviceValidation,
  ),
  healthCheckMatch: sentence(
    'what the load balancer and firewalls ask. It is from the numbers of nodePorts: no other Service of the cluster may have it, and it cannot be changed while it is needed.',
    `${source.allocator}; ${source.serviceValidation}`,
  ),

  internalCluster: sentence(
    'Clients in the cluster reach {ready}pods of {service} on any node (the default).',
    source.virtualIps,
  ),
  internalLocal: sentence(
    'Clients in the cluster reach only pods of {service} on their own node. Without one there packets are dropped (a timeout), also while other nodes have pods.',
    source.virtualIps,
  ),
  internalMatch: sentence(
    'with `Local`, where clients and pods run: every node with clients needs {one}, as a DaemonSet gives.',
    source.virtualIps,
  ),
  internalOutside: sentence('For traffic from outside there is externalTrafficPolicy.', source.virtualIps),

  affinityNone: sentence('Each new connection may go to another {ready}pod (the default).', source.serviceDefaults),
  affinityClient: sentence(
    'New connections from one client address go to the pod of {service} that the last one went to. Each node remembers that by itself, for each Service port, until the client has opened none for {time}.',
    source.affinity,
  ),
  affinityOther: sentence(
    'The API server knows `None` (the default) and `ClientIP`; this says {value}.',
    source.serviceValidation,
  ),
  affinityShared: sentence(
    'What counts is the source address that arrives at the node, before any SNAT. Clients look like one behind what has replaced their address before: a proxy, a NAT gateway, a load balancer that opens connections of its own.',
    source.affinity,
  ),
  affinityTimeout: sentence(
    'Each node remembers which pod of {service} a client address went to, until the client has opened no connection for {time}. 1 to 86400 seconds; 10800 (3 hours) when left out.',
    source.affinity,
  ),
  affinityRefused: sentence(
    'The API server takes 1 to 86400 seconds here and refuses {value}.',
    source.serviceValidation,
  ),
  affinityDropped: sentence(
    'Has no effect: sessionAffinity is not `ClientIP`, so the API server drops it without a word.',
    source.serviceDefaults,
  ),

  ranges: sentence(
    'Only clients with an address in these ranges may use the load balancer of {service}, where its implementation supports that.',
    source.loadBalancers,
  ),
  rangesForm: sentence(
    'CIDRs such as `10.0.0.0/8`. Clusters from 1.36 on are strict about new ones: no leading zeros, no host bits.',
    source.serviceValidation,
  ),
  rangesAddress: sentence(
    'It compares the address that arrives: behind another proxy that is the address of the proxy.',
    source.loadBalancers,
  ),
  balancerOnly: sentence('The API server refuses it here: it is for type LoadBalancer only.', source.serviceValidation),
  balancerClass: sentence(
    'Which implementation makes the load balancer of {service}: {value}. All others ignore the Service, that of the cloud too.',
    source.loadBalancers,
  ),
  balancerClassFixed: sentence('It cannot be changed while the type is LoadBalancer.', source.serviceValidation),
  nodePortsOn: sentence(
    'Each port of {service} gets a nodePort, as the load balancer may need one (the default).',
    source.serviceDefaults,
  ),
  nodePortsOff: sentence(
    'No nodePorts are assigned to {service}: its load balancer must do without, by sending to the pods itself or by handing packets to the nodes with the Service port in them. Those that are written are kept.',
    source.loadBalancers,
  ),
  nodePortsInstance: sentence(
    "AWS' Load Balancer Controller cannot do without them in instance mode; in ip mode it can.",
    source.loadBalancers,
  ),

  sameZone: sentence(
    'Clients are sent to {ready}pods of {service} in their own zone while there are any, else to all.',
    source.trafficDistribution,
  ),
  sameNode: sentence(
    'Clients are sent to {ready}pods of {service} on their own node while there are any, else to those in their own zone, else to all.',
    source.trafficDistribution,
  ),
  preferClose: sentence(
    '`PreferClose` is the old name of `PreferSameZone`: clients are sent to {ready}pods of {service} in their own zone while there are any.',
    source.trafficDistribution,
  ),
  distributionOther: sentence(
    'The API server knows `PreferSameZone`, `PreferSameNode` and the older `PreferClose`; this says {value}.',
    source.serviceValidation,
  ),
  distributionSoft: sentence(
    'A preference, not a limit. A traffic policy `Local` goes before it, and so does the annotation `service.kubernetes.io/topology-mode: Auto`.',
    source.virtualIps,
  ),
  distributionLocal: sentence(
    'Has no effect for clients in the cluster: internalTrafficPolicy is `Local`, so they reach only pods on their own node.',
    source.virtualIps,
  ),
  distributionSince: sentence(
    '`PreferSameZone` and `PreferSameNode` are there by default from 1.34 on.',
    source.trafficDistribution,
  ),

  notReady: sentence(
    'Pods of {service} count as ready as soon as they have an address: DNS lists them and traffic reaches them whatever their readinessProbe says.',
    source.notReady,
  ),
  notReadyOff: sentence(
    'Only pods of {service} that are ready get traffic and stand in DNS (the default).',
    source.notReady,
  ),
  notReadyUse: sentence(
    'Made for peers that must find each other before they can be ready, as in a StatefulSet behind a headless Service.',
    source.notReady,
  ),

  externalIps: sentence(
    'Nodes take what is sent to these addresses at a Service port of {service}, and pass it to its pods. Something outside of Kubernetes must bring the addresses to the nodes.',
    source.virtualIps,
  ),
  externalIpsOld: sentence('Deprecated from 1.36 on; a cluster can have it switched off.', source.serviceWarnings),
  ignoredHeadless: sentence(
    'Has no effect: {service} is headless, so nothing stands between clients and pods.',
    source.serviceWarnings,
  ),
  ignoredExternalName: sentence('Has no effect: {service} is a DNS alias and has no endpoints.', source.externalName),
  externalNameIgnored: sentence('Has no effect: the type is not ExternalName.', source.serviceWarnings),

  familySingle: sentence('{service} gets one address: {family}.', source.ipFamilies),
  familyPrefer: sentence(
    '{service} gets an IPv4 and an IPv6 address where the cluster has both, else one.',
    source.ipFamilies,
  ),
  familyRequire: sentence(
    '{service} gets an IPv4 and an IPv6 address; a cluster with one family only refuses it.',
    source.ipFamilies,
  ),
  familySingleHeadless: sentence('DNS answers {service} with addresses of one family: {family}.', source.ipFamilies),
  familyBothHeadless: sentence(
    'DNS answers {service} with the IPv4 and the IPv6 addresses of its pods, where the cluster has both.',
    source.ipFamilies,
  ),
  familyOther: sentence(
    'The API server knows `SingleStack` (the default), `PreferDualStack` and `RequireDualStack`; this says {value}.',
    source.ipFamilies,
  ),
  familyRefused: sentence(
    'The API server refuses it here: an ExternalName Service has no address.',
    source.serviceValidation,
  ),
  familyTwo: sentence('Two families need ipFamilyPolicy `PreferDualStack` or `RequireDualStack`.', source.ipFamilies),
  familyFirst: sentence('The first one is the family of clusterIP, and cannot be changed later.', source.ipFamilies),
  familyFirstNamed: sentence('that of ipFamilies', source.ipFamilies),
  familyFirstUsual: sentence("the cluster's first family", source.ipFamilies),
  familyPods: sentence(
    'Each family has EndpointSlices of its own. A process that listens on `0.0.0.0` is not reached by IPv6; `::` is as a rule both.',
    `${source.ipFamilies}; Linux man-pages ipv6(7)`,
  ),
  unknown: sentence('The value is not known here: {value} is filled in elsewhere.', source.serviceValidation),
} as const

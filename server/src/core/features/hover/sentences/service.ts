import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** The Service's own fields. */
export const serviceFacts = {
  clusterIp: sentence(
    '{service} has {address} inside the cluster only; clients outside need an Ingress, a Gateway or another type.',
    source.virtualIps,
  ),
  externalIps: sentence(
    '{service} has {address} inside the cluster, and takes traffic from outside for its externalIPs.',
    source.virtualIps,
  ),
  nodePort: sentence(
    '{service} is reached inside the cluster by its own address, and from outside through a nodePort on the nodes.',
    source.virtualIps,
  ),
  loadBalancer: sentence(
    '{service} is reached inside the cluster by its own address, and from outside through a load balancer that the environment provides.',
    source.loadBalancers,
  ),
  externalName: sentence(
    '{service} is a DNS alias (CNAME) for {host}: no address, no endpoints, no port mapping.',
    source.externalName,
  ),
  headless: sentence(
    '{service} is headless: DNS answers with the addresses of the pods, and nothing between client and pod translates ports.',
    source.dns,
  ),
  headlessRefused: sentence(
    'The API server refuses `clusterIP: None` together with type {type}.',
    source.serviceValidation,
  ),
  address: sentence('an address', source.virtualIps),
  addressBoth: sentence('an IPv4 and an IPv6 address', source.ipFamilies),
  addressPreferBoth: sentence('an address (IPv4 and IPv6 where the cluster has both)', source.ipFamilies),
  clusterIpGiven: sentence('{service} gets this address inside the cluster: {value}.', source.virtualIps),
  typeInvalid: sentence(
    'The API server knows ClusterIP, NodePort, LoadBalancer and ExternalName; it refuses {value}.',
    source.serviceValidation,
  ),
  typeUnknown: sentence('The type is not known here: {value} is filled in elsewhere.', source.serviceValidation),
  balancerDirect: sentence(
    'Some load balancers target pods directly and need no nodePort; `allocateLoadBalancerNodePorts: false` does without any.',
    source.loadBalancers,
  ),
  sourceKept: sentence(
    'kube-proxy keeps the source address of a client pod. It replaces it (SNAT) when a pod reaches itself through the Service, for clients that are no pods (processes of a node, hosts outside), and with `masqueradeAll`.',
    source.proxier,
  ),

  policyCluster: sentence(
    "Packets that reach a node from outside may go on to a pod on any node; the pod sees a node's address instead of the client's (SNAT).",
    source.proxier,
  ),
  policyClusterPods: sentence(
    "A pod that dials {outside} comes with a node's address, too; one that dials the Service's own address keeps its own.",
    source.proxier,
  ),
  policyLocal: sentence(
    'Packets from outside go only to pods on the node they arrive at; the pod sees the address that arrives there (no SNAT).',
    source.proxier,
  ),
  policyAddress: sentence(
    "That is the client's own address, unless something in front of the node has replaced it: a load balancer that is a proxy, a NAT gateway.",
    source.sourceAddress,
  ),
  policyDirect: sentence(
    'A load balancer that sends to the pods itself goes past the nodes, and past this setting.',
    source.loadBalancers,
  ),
  policyOther: sentence(
    'The API server knows `Cluster` (the default) and `Local`; this says {value}.',
    source.serviceValidation,
  ),
  policyRefused: sentence(
    'The API server refuses it here: only NodePort, LoadBalancer and Services with externalIPs take traffic from outside.',
    source.serviceValidation,
  ),
  policyMatch: sentence('with `Local`, where the pods run: every node that gets traffic needs {one}.', source.proxier),
  policyInside: sentence(
    "Pods that use the Service's own address or the load balancer's are not limited by it.",
    source.proxier,
  ),
  policyTerminating: sentence('Terminating pods get traffic only when no ready one is left.', source.virtualIps),

  selector: sentence('{service} picks every pod in its namespace with {pairs}: {pods}.', source.selection),
  picks: sentence('Its selector picks {pods}.', source.selection),
  selectorNothing: sentence(
    '{service} picks every pod in its namespace with {pairs}; none is in view.',
    source.selection,
  ),
  selectorWrong: sentence(
    '{service} picks every pod in its namespace with {pairs}. No pod has {wrong}; {instead}',
    source.selection,
  ),
  selectorUnknown: sentence(
    '{service} picks every pod in its namespace with {pairs}; which ones is not known here.',
    source.selection,
  ),
  selectorIgnored: sentence(
    'Has no effect: an ExternalName Service is a DNS alias and has no endpoints.',
    source.serviceValidation,
  ),
  selectorNear: sentence('Nearest: {workload} ({link}), whose pods have {found}.', source.selection),
  selectorMatch: sentence(
    "the labels of the pods (`spec.template.metadata.labels`), all pairs. The workload's own labels and selector do not count.",
    source.selection,
  ),
  selectorRefused: sentence('While no pod is ready, connections are refused at once.', source.proxier),
  selectorRefusedNone: sentence('While there is no such pod, connections are refused at once.', source.proxier),
  selectorEmpty: sentence(
    '{service} has no selector: its EndpointSlices are written by hand or by another controller.',
    source.selectorless,
  ),
} as const

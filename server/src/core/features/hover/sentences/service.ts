import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** The Service's own fields. */
export const serviceFacts = {
  clusterIp: sentence(
    '{service} has an address inside the cluster only; clients outside need an Ingress, a Gateway or another type.',
    source.virtualIps,
  ),
  externalIps: sentence(
    '{service} has an address inside the cluster, and takes traffic from outside for its externalIPs.',
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
  hairpin: sentence(
    'Inside the cluster the source address stays, except when a pod reaches itself through the Service.',
    source.proxier,
  ),

  policyCluster: sentence(
    "Packets from outside may go on to a pod on any node; the pod sees a node's address instead of the client's (SNAT).",
    source.proxier,
  ),
  policyLocal: sentence(
    "Packets from outside go only to pods on the node they arrive at; the pod sees the client's own address (no SNAT).",
    source.proxier,
  ),
  policyOther: sentence(
    'The API server knows `Cluster` (the default) and `Local`; this says {value}.',
    source.serviceValidation,
  ),
  policyRefused: sentence(
    'The API server refuses it here: only NodePort, LoadBalancer and Services with externalIPs take traffic from outside.',
    source.serviceValidation,
  ),
  policyMatch: sentence(
    'with `Local`, where the pods run: every node that gets traffic needs a ready one.',
    source.proxier,
  ),
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
} as const

import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** Fields of a pod that change what its ports mean. */
export const podFacts = {
  hostNetwork: sentence(
    'The containers of {workload} listen on the node itself: their ports are taken there, and two pods with the same ports cannot run on one node.',
    source.hostNetwork,
  ),
  hostNetworkPorts: sentence('Taken on the node: {ports}.', source.hostNetwork),
  hostNetworkHostPort: sentence(
    'A hostPort must be the same number as the containerPort; a Pod gets it by itself, a template does not.',
    source.hostNetwork,
  ),
  hostNetworkProbes: sentence('Probes go to the address of the node.', source.probeResults),
  hostNetworkDns: sentence(
    'dnsPolicy is {policy}, which on the host network means the DNS of the node: as a rule it does not know the names of Services. `ClusterFirstWithHostNet` asks the DNS of the cluster.',
    source.podDns,
  ),
  hostNetworkDnsCluster: sentence(
    'Names of Services are resolved: dnsPolicy is `ClusterFirstWithHostNet`.',
    source.podDns,
  ),
  hostNetworkDnsNone: sentence(
    'dnsPolicy is `None`: the nameservers of dnsConfig decide whether names of Services are resolved.',
    source.podDns,
  ),
  hostNetworkOff: sentence(
    'Each pod of {workload} has a network of its own: its containers share one address and one set of ports.',
    source.podNetwork,
  ),

  linksOn: sentence(
    'For every Service of the namespace that has an address, containers get variables when they start: Service `redis` gives `REDIS_SERVICE_PORT=6379`, and `REDIS_PORT=tcp://10.0.0.1:6379`, which is no number (the default).',
    source.serviceLinks,
  ),
  linksOff: sentence(
    'Containers get no variables about Services but `KUBERNETES_*`; programs find Services by DNS.',
    source.serviceLinks,
  ),
  linksClash: sentence(
    'A program that reads `X_PORT` as a number fails beside a Service called `x`, unless the container sets the variable itself. A bare `PORT` is never touched.',
    source.serviceLinks,
  ),
  linksNumber: sentence('The numbers are Service ports, never targetPorts.', source.serviceLinks),
} as const

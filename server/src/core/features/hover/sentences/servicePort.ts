import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** What each field of a Service port is, and what it is required to match. */
export const servicePortFacts = {
  port: sentence('Clients in the cluster connect to {address}; traffic goes {destination}.', source.findPort),
  part: sentence('This is a part of {service}; what it leaves out stands elsewhere.', source.patches),
  portInvalid: sentence(
    'The API server takes a number from 1 to 65535 here and refuses {value}.',
    source.serviceValidation,
  ),
  portIsTarget: sentence('targetPort is left out, so it is the same number.', source.serviceDefaults),
  portUnknownType: sentence(
    'Unless its type (not known here) is ExternalName, clients in the cluster connect to {address}; traffic goes {destination}.',
    source.findPort,
  ),
  portHeadless: sentence(
    'Headless: DNS answers {service} with the addresses of the pods, and clients themselves connect {destination}; nothing translates {port}.',
    source.dns,
  ),
  portHeadlessDiffers: sentence('A client that dials {port} reaches {port} of a pod, not {target}.', source.dns),
  portExternal: sentence(
    '{service} is a DNS alias (CNAME) for {host}: clients reach that host on the port they dial themselves, so {field} {value} has no effect.',
    source.externalName,
  ),
  portSelectorless: sentence(
    'Clients in the cluster connect to {address}; there is no selector, so traffic goes to the port called {name} ({protocol}) in EndpointSlices, which are written by hand or by another controller.',
    source.selectorless,
  ),
  portMatch: sentence(
    'what clients dial: URLs, Ingress and HTTPRoute backends, webhooks. It may differ from every number in the pods.',
    source.serviceReferences,
  ),
  portMatchHeadless: sentence('the number the pods listen on, as nothing translates it.', source.dns),
  sliceMatch: sentence(
    'name ({name}) and protocol of the port in EndpointSlices labeled `kubernetes.io/service-name: {service}`; their number counts.',
    source.selectorless,
  ),

  targetPort: sentence('Traffic for {address} goes {destination}.', source.findPort),
  targetPortHeadless: sentence('Headless: {records} of {service} lead {destination}.', source.dns),
  recordsNamed: sentence('EndpointSlices and SRV records', source.dns),
  recordsUnnamed: sentence('EndpointSlices', source.dns),
  targetPortEmpty: sentence('Empty or 0 means the same number as the Service port.', source.serviceDefaults),
  targetPortSelectorless: sentence(
    'Has no effect: {service} has no selector, so the number comes from EndpointSlices, which are written by hand or by another controller.',
    source.selectorless,
  ),
  targetPortQuoted: sentence(
    '{value} in quotes is a port name, and a name needs a letter: the API server refuses it. The number is written without quotes.',
    source.portNames,
  ),
  targetNumberMatch: sentence(
    'the number the process listens on, else connections are refused. Declaring it is optional.',
    source.findPort,
  ),
  targetNameMatch: sentence(
    'name and protocol ({protocol}) of a container port in every selected pod: containers first, then sidecars, never other init containers.',
    source.findPort,
  ),
  targetInvalid: sentence(
    'The API server takes a number from 1 to 65535 or a port name here and refuses {value}.',
    source.serviceValidation,
  ),
  targetUnknownMatch: sentence(
    'if it is a number, what the process listens on; if a name, a container port of that name and protocol in every selected pod.',
    source.findPort,
  ),
  undeclared: sentence(
    'No container of {workloads} declares {number}: allowed, a number is used as it is.',
    source.findPort,
  ),
  missingAll: sentence(
    'Pods without the named port get no traffic of this Service port; where no pod has it, connections are refused at once.',
    `${source.findPort}; ${source.proxier}`,
  ),
  missingAllHeadless: sentence(
    'For pods without the named port, EndpointSlices and SRV records lack this port; their addresses stay in DNS.',
    `${source.findPort}; ${source.dns}`,
  ),
  missingSome: sentence(
    '{pods} get nothing of this port: no container there declares a {protocol} port named {name}.',
    source.findPort,
  ),
  otherProtocol: sentence(
    '{name} is there, for {other} ({link}): a named targetPort needs the same protocol.',
    source.findPort,
  ),
  initOnly: sentence('{name} is declared by an init container ({link}), which never counts.', source.findPort),
  differs: sentence('Each pod is looked at by itself: one name may stand for different numbers.', source.findPort),

  nodePort: sentence(
    'Clients outside the cluster connect to {nodePort} on the nodes; traffic goes {destination}.',
    source.proxier,
  ),
  nodePortBalancer: sentence(
    'Load balancers that go through the nodes pass Service port {port} on to {nodePort} there; traffic goes {destination}.',
    source.loadBalancers,
  ),
  nodePortUnknownType: sentence(
    'The type is not known here: with NodePort or LoadBalancer, clients outside the cluster connect to {nodePort} on the nodes, and traffic goes {destination}.',
    source.proxier,
  ),
  nodePortSelectorless: sentence(
    'Clients outside the cluster connect to {nodePort} on the nodes; traffic goes to endpoints that are written by hand or by another controller.',
    source.proxier,
  ),
  nodePortRefused: sentence(
    'The API server refuses a nodePort while the type is ClusterIP, which it is when `type` is left out.',
    source.serviceValidation,
  ),
  nodePortIgnored: sentence(
    'Has no effect: an ExternalName Service is a DNS alias and gets no nodePort.',
    source.serviceValidation,
  ),
  nodePortZero: sentence('0 means: not chosen. The cluster assigns one where the type needs it.', source.allocator),
  nodePortMatch: sentence(
    'what outside clients and firewalls use. One number belongs to one Service in the whole cluster, whatever namespace or protocol.',
    source.allocator,
  ),
  nodePortTaken: sentence('{service} uses {nodePort} too ({link}).', source.allocator),
  nodePortNoSocket: sentence(
    'Packet rules catch it, no socket: `ss` on a node shows nothing. kube-proxy answers on all local addresses in iptables mode, on the primary ones in nftables mode, unless its `--nodeport-addresses` says otherwise.',
    `${source.proxySockets}; ${source.virtualIps}`,
  ),
  nodePortBypassed: sentence(
    'Not every load balancer uses it: some target pods directly, others hand packets to the nodes with the Service port in them.',
    `${source.loadBalancers}; ${source.virtualIps}`,
  ),

  protocol: sentence('{address} takes {protocol} only; traffic goes {destination}.', source.serviceValidation),
  protocolHeadless: sentence(
    'Headless: {records} of {service} say {protocol}; clients themselves connect {destination}.',
    source.dns,
  ),
  protocolExternal: sentence(
    'Has no effect: {service} is a DNS alias for {host}, whatever protocol a client speaks.',
    source.externalName,
  ),
  protocolInvalid: sentence(
    'The API server knows `TCP` (the default), `UDP` and `SCTP`, in capitals; it refuses {value}.',
    source.serviceValidation,
  ),
  protocolNameMatch: sentence(
    'the protocol of the container port named {name}, else the pod is left out. A number would need no match.',
    source.findPort,
  ),
  protocolNumberMatch: sentence(
    'what the process speaks. Nothing compares it with the container port, as targetPort is a number.',
    source.findPort,
  ),
  protocolUnknownMatch: sentence(
    'the protocol of the container port, if targetPort turns out to be a name; a number needs no match.',
    source.findPort,
  ),
  protocolTwice: sentence(
    'One number may serve TCP and UDP as two entries, which then need names.',
    source.serviceValidation,
  ),
  protocolMixed: sentence(
    'Whether one load balancer takes both protocols depends on its implementation.',
    source.mixedProtocols,
  ),

  name: sentence(
    '{name} is the name of Service port {port}: Ingress backends, ServiceMonitors and EndpointSlices refer to it by this name.',
    source.serviceReferences,
  ),
  nameSrv: sentence(
    'DNS has an SRV record {srv} (`cluster.local` unless the cluster is set up otherwise).',
    source.dns,
  ),
  nameSrvHeadless: sentence(
    'DNS has an SRV record {srv} for each of its pods (`cluster.local` unless the cluster is set up otherwise).',
    source.dns,
  ),
  nameMatch: sentence(
    'those references. The container port has a name of its own, for targetPort and probes; both may be equal.',
    source.serviceReferences,
  ),
  nameRule: sentence(
    'Required with more than one port; at most 63 of `a-z`, `0-9`, `-`.',
    `${source.serviceValidation}; ${source.portNames}`,
  ),
  nameInvalid: sentence('The API server refuses it: {name} {problem}.', source.portNames),
  nameNoIngress: sentence(
    'An Ingress cannot refer to it by name, as it {problem}; it can by number.',
    source.ingressNames,
  ),

  appProtocol: sentence(
    'Tells load balancers, meshes and Gateways what is spoken on {address}: {value}. kube-proxy does not look at it.',
    source.appProtocol,
  ),
  appProtocolMatch: sentence(
    'an IANA service name (`http`, `https`), `kubernetes.io/h2c`, `kubernetes.io/ws`, `kubernetes.io/wss`, or a name with a domain of its own; meshes know `grpc`, too. Nobody checks it against the pod.',
    `${source.appProtocol}; istio pkg/config/kube/conversion.go`,
  ),
} as const

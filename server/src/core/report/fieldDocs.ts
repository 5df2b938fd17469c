/** What a field is, without a manifest in hand. */
export interface FieldDocs {
  readonly field: string
  /** Where it stands. */
  readonly of: string
  /** What it is and does: a few sentences. */
  readonly what: string
  readonly mustMatch?: string
  readonly sources: readonly string[]
}

/** The fields that everyone confuses, and those around them. */
export const fieldDocs: readonly FieldDocs[] = [
  {
    field: 'port',
    of: 'a Service port',
    what: 'The number that clients in the cluster dial at the name or address of the Service. Nothing listens on it: rules on every node rewrite packets to a pod and its targetPort. It may differ from every number in the pods.',
    mustMatch: 'what clients use: URLs, Ingress and HTTPRoute backends, webhooks.',
    sources: ['kubernetes/api core/v1 ServicePort', 'kubernetes pkg/proxy/iptables/proxier.go'],
  },
  {
    field: 'targetPort',
    of: 'a Service port',
    what: 'Where traffic of the Service port goes in the pods: a number, used as it is, or the name of a container port, looked up in each selected pod by name and protocol. Left out, 0 or empty it is the same number as port.',
    mustMatch:
      'the number that the process listens on (declaring it is optional), or the name and protocol of a container port.',
    sources: ['k8s.io/endpointslice/utils.go FindPort', 'kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Service'],
  },
  {
    field: 'nodePort',
    of: 'a Service port of type NodePort or LoadBalancer',
    what: 'A number that the packet rules of every node take for the Service (no socket listens there), from 30000 to 32767 unless the cluster says otherwise. One number belongs to one Service in the whole cluster, whatever namespace or protocol. Numbers to 30085 are for choosing by hand; the cluster itself picks from the rest first.',
    mustMatch: 'what clients outside of the cluster and firewalls use.',
    sources: ['kubernetes pkg/registry/core/service/portallocator/allocator.go'],
  },
  {
    field: 'containerPort',
    of: 'a container port',
    what: 'Says that the container listens on a number. It opens nothing in the pod: traffic reaches the process whether or not it is declared. The declaration counts where something asks for it by name (targetPort, probes, NetworkPolicies), for hostPort, and for monitors, which see declared ports only.',
    mustMatch: 'the number that the process listens on.',
    sources: ['kubernetes/api core/v1 ContainerPort', 'k8s.io/endpointslice/utils.go FindPort'],
  },
  {
    field: 'hostPort',
    of: 'a container port',
    what: 'Has the node that the pod runs on pass what arrives at that number on to the container port; with hostIP, at that address only. Ports of init containers, sidecars included, are not mapped. One pod a node can have it for each protocol and hostIP; where every node has it taken, the next pod stays Pending. On the host network it must be the containerPort.',
    sources: [
      'containernetworking/plugins portmap',
      'kubernetes pkg/kubelet/kuberuntime/kuberuntime_sandbox.go generatePodSandboxConfig',
      'kubernetes pkg/scheduler HostPortInfo.CheckConflict',
    ],
  },
  {
    field: 'hostNetwork',
    of: 'a pod',
    what: 'The containers listen on the node itself. Two such pods with the same ports cannot run on one node, pod sysctls of the network are refused, and probes go to the address of the node. Names of Services are resolved with dnsPolicy ClusterFirstWithHostNet, or with dnsPolicy None where dnsConfig names the DNS of the cluster.',
    sources: ['kubernetes pkg/apis/core/validation/validation.go validatePodHostNetworkDeps'],
  },
  {
    field: 'protocol',
    of: 'a Service port or container port',
    what: 'TCP (the default), UDP or SCTP, in upper case. A named targetPort is found only with the same protocol; a number goes through with any.',
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go supportedPortProtocols',
      'k8s.io/endpointslice/utils.go FindPort',
    ],
  },
  {
    field: 'appProtocol',
    of: 'a Service port',
    what: 'What is spoken on the port, for meshes, gateways and load balancers: an IANA service name, a kubernetes.io/ name such as kubernetes.io/h2c, or a name with a domain of your own. Kubernetes itself does not use it.',
    sources: ['kubernetes/api core/v1 ServicePort.AppProtocol'],
  },
  {
    field: 'name',
    of: 'a Service port or container port',
    what: 'Two different names. That of a Service port (up to 63 characters, required with more than one port) is what Ingresses and ServiceMonitors use. That of a container port (up to 15, with a letter) is what targetPort, probes, NetworkPolicies and PodMonitors use.',
    sources: ['k8s.io/apimachinery/pkg/util/validation IsValidPortName, IsDNS1123Label'],
  },
  {
    field: 'selector',
    of: 'a Service',
    what: 'Labels that a pod must have, all of them, in the namespace of the Service. They are compared with the labels of the pod template, never with those of the Deployment. Without a selector, endpoints are written by hand.',
    sources: ['kubernetes pkg/controller/endpoint/endpoints_controller.go'],
  },
  {
    field: 'type',
    of: 'a Service',
    what: 'ClusterIP (the default): reachable in the cluster. NodePort: on every node, too. LoadBalancer: by a load balancer of the environment, as a rule through nodePorts. ExternalName: nothing but an alias in DNS.',
    sources: ['kubernetes/api core/v1 ServiceType'],
  },
  {
    field: 'clusterIP',
    of: 'a Service',
    what: 'The virtual address of the Service; the cluster assigns one, or two with ipFamilyPolicy. `None` makes the Service headless: DNS answers with the addresses of the pods, and clients must dial the port of the pods themselves.',
    sources: ['kubernetes/dns docs/specification.md', 'k8s.io/endpointslice/utils.go getEndpointPorts'],
  },
  {
    field: 'externalTrafficPolicy',
    of: 'a Service that is reachable from outside',
    what: 'Cluster (the default): any node takes the traffic and may pass it to another, so the pod sees the address of a node. Local: only to pods on the same node, with the address that arrives there: that of the client, unless a load balancer that is a proxy stands in front; a node without a ready pod drops the packets, and the client sees a timeout. A load balancer that sends straight to the pods is not concerned.',
    sources: ['kubernetes pkg/proxy/iptables/proxier.go', 'kubernetes.io/docs/reference/networking/virtual-ips'],
  },
  {
    field: 'internalTrafficPolicy',
    of: 'a Service',
    what: 'Cluster (the default), or Local: clients in the cluster reach only pods on their own node, and time out without one there.',
    sources: ['kubernetes.io/docs/reference/networking/virtual-ips'],
  },
  {
    field: 'healthCheckNodePort',
    of: 'a LoadBalancer Service with externalTrafficPolicy Local',
    what: 'A port of the nodes where load balancers ask by HTTP whether the node has a ready pod: 200 when it has and kube-proxy is healthy, else 503. It is taken from the same numbers as nodePorts.',
    sources: ['kubernetes pkg/proxy/healthcheck/service_health.go'],
  },
  {
    field: 'sessionAffinity',
    of: 'a Service',
    what: 'None (the default), or ClientIP: a client address stays with its pod until it has opened no connection for three hours (sessionAffinityConfig changes that). Each node remembers that by itself. The address that arrives at the node counts, before SNAT: behind a proxy or a NAT gateway many clients have one.',
    sources: ['kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Service'],
  },
  {
    field: 'sessionAffinityConfig',
    of: 'a Service',
    what: 'Below clientIP, timeoutSeconds: for so long a client address stays with its pod, 1 to 86400 seconds, 10800 (three hours) when left out. While sessionAffinity is not ClientIP the API server drops it without a word.',
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go validateAffinityTimeout',
      'kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Service',
    ],
  },
  {
    field: 'loadBalancerSourceRanges',
    of: 'a LoadBalancer Service',
    what: 'The client addresses (CIDRs) that may use the load balancer, where its implementation supports that. Refused on other types.',
    sources: ['kubernetes/api core/v1 ServiceSpec.LoadBalancerSourceRanges'],
  },
  {
    field: 'loadBalancerClass',
    of: 'a LoadBalancer Service',
    what: 'Which implementation makes the load balancer; all others ignore the Service. It cannot be changed while the type is LoadBalancer.',
    sources: ['kubernetes/api core/v1 ServiceSpec.LoadBalancerClass'],
  },
  {
    field: 'allocateLoadBalancerNodePorts',
    of: 'a LoadBalancer Service',
    what: 'True (the default): each Service port gets a nodePort. False: none is assigned, and the load balancer must do without, by sending to the pods itself or by handing packets to the nodes with the Service port in them; nodePorts that are written are kept.',
    sources: ['kubernetes/api core/v1 ServiceSpec.AllocateLoadBalancerNodePorts'],
  },
  {
    field: 'trafficDistribution',
    of: 'a Service',
    what: 'A preference for near pods: PreferSameZone (PreferClose is its old name), or PreferSameNode, which takes the own node first and then the own zone. Without a ready pod there, traffic goes to all. A traffic policy Local goes before it.',
    sources: ['kubernetes/api core/v1 ServiceSpec.TrafficDistribution'],
  },
  {
    field: 'publishNotReadyAddresses',
    of: 'a Service',
    what: 'True: pods count as ready as soon as they have an address, in DNS and for traffic, whatever their readinessProbe says. Made for peers that must find each other before they can be ready.',
    sources: ['k8s.io/endpointslice/utils.go podToEndpoint'],
  },
  {
    field: 'ipFamilyPolicy',
    of: 'a Service',
    what: 'SingleStack (the default): one address. PreferDualStack: an IPv4 and an IPv6 address where the cluster has both. RequireDualStack: both, or the API server refuses the Service. Without it, two entries in ipFamilies mean RequireDualStack. Not for ExternalName.',
    sources: [
      'kubernetes pkg/registry/core/service/storage/alloc.go',
      'kubernetes.io/docs/concepts/services-networking/dual-stack',
    ],
  },
  {
    field: 'ipFamilies',
    of: 'a Service',
    what: 'IPv4, IPv6 or both, in this order: the first is the family of clusterIP and cannot be changed later. Each family has EndpointSlices of its own, and a process that listens on 0.0.0.0 is not reached by IPv6.',
    sources: [
      'kubernetes pkg/registry/core/service/storage/alloc.go',
      'kubernetes.io/docs/concepts/services-networking/dual-stack',
    ],
  },
  {
    field: 'externalIPs',
    of: 'a Service',
    what: 'Addresses for which nodes take traffic at the Service ports. Something outside of Kubernetes must bring the addresses to the nodes. Deprecated from 1.36 on.',
    sources: ['kubernetes/api core/v1 ServiceSpec.ExternalIPs', 'kubernetes pkg/api/service/warnings.go'],
  },
  {
    field: 'externalName',
    of: 'a Service of type ExternalName',
    what: 'The host that DNS gives as an alias (CNAME) for the name of the Service. There are no endpoints and no port mapping: clients reach that host on the port they dial.',
    sources: ['kubernetes/dns docs/specification.md'],
  },
  {
    field: 'sysctls',
    of: "a pod's securityContext",
    what: 'Kernel parameters of the pod. Those on a short list of safe ones every node allows; with others the node refuses the pod unless its kubelet allows them. About ports: net.ipv4.ip_local_port_range (source ports of outgoing connections: 32768-60999 unless set, which is 28,232 for one destination, or about 470 new connections a second with 60 s of TIME_WAIT), ip_local_reserved_ports (keeps single ports out of that range) and ip_unprivileged_port_start (who may listen below 1024). Against exhausted ports nothing helps as well as reusing connections.',
    sources: ['kubernetes pkg/kubelet/sysctl/safe_sysctls.go', 'Linux Documentation/networking/ip-sysctl.rst'],
  },
  {
    field: 'httpGet',
    of: 'a probe or hook',
    what: 'The kubelet asks the pod by HTTP from the node; 200 to 399 is success. The port is a number, or the name of a port of the same container. HTTPS does not verify the certificate. A process that listens on 127.0.0.1 cannot be reached.',
    sources: ['kubernetes pkg/probe/http/http.go', 'kubernetes pkg/probe/util.go ResolveContainerPort'],
  },
  {
    field: 'tcpSocket',
    of: 'a probe',
    what: 'The kubelet connects and closes. It passes as soon as something listens, also while the application answers every request with an error, and for a long time while it hangs (until its queue of new connections is full). It does not work in hooks.',
    sources: ['kubernetes pkg/probe/tcp/tcp.go', 'kubernetes/api core/v1 LifecycleHandler.TCPSocket'],
  },
  {
    field: 'grpc',
    of: 'a probe',
    what: 'The kubelet calls the gRPC health service. The port is a number, never a name.',
    sources: ['kubernetes/api core/v1 GRPCAction'],
  },
  {
    field: 'periodSeconds',
    of: 'a probe',
    what: 'How often the kubelet asks: 10 seconds when left out, the first time after initialDelaySeconds (0). After failureThreshold (3) failures in a row the probe has failed, so periodSeconds × failureThreshold is how long a broken container stays: until it is killed, and restarted unless restartPolicy is Never (livenessProbe), until traffic stops (readinessProbe), or as the time to come up (startupProbe).',
    sources: ['kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Probe'],
  },
  {
    field: 'failureThreshold',
    of: 'a probe',
    what: 'The number of failures in a row that count as one; 3 when left out. Together with periodSeconds it says how long a broken container stays.',
    sources: ['kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Probe'],
  },
  {
    field: 'successThreshold',
    of: 'a probe',
    what: 'The number of passes in a row that are needed after a failure, of a readinessProbe at the start, too; 1 when left out, and nothing else for livenessProbe and startupProbe.',
    sources: ['kubernetes pkg/apis/core/validation/validation.go validateLivenessProbe'],
  },
  {
    field: 'timeoutSeconds',
    of: 'a probe',
    what: 'An answer that takes longer counts as a failure; 1 second when left out. (The timeoutSeconds of a Service is that of sessionAffinityConfig.)',
    sources: ['kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Probe'],
  },
  {
    field: 'initialDelaySeconds',
    of: 'a probe',
    what: 'How long after the start of the container the first question is asked at the earliest; 0 when left out. A startupProbe does it better: it ends as soon as the container is up.',
    sources: ['kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Probe'],
  },
  {
    field: 'serviceName',
    of: 'a StatefulSet',
    what: 'The headless Service that gives each pod a name of its own in DNS: pod.service.namespace.svc. CoreDNS makes these names for an ordinary Service, too; the DNS specification does not promise them.',
    sources: ['kubernetes/api apps/v1 StatefulSetSpec.ServiceName'],
  },
  {
    field: 'enableServiceLinks',
    of: 'a pod',
    what: 'True (the default): for every Service of the namespace the containers get variables such as WEB_SERVICE_PORT and WEB_PORT, the latter with a whole address (tcp://10.0.0.1:80). A Service called server overwrites the SERVER_PORT that a program may read as a number.',
    sources: ['kubernetes pkg/kubelet/envvars/envvars.go'],
  },
]

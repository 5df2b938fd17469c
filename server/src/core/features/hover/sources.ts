/**
 * Where Kubernetes says what the hovers say. Paths are those of the kubernetes/kubernetes repository where nothing else
 * is named; they were read at 1.36.
 */
export const findPort = 'staging/src/k8s.io/endpointslice/utils.go FindPort'
export const selection = 'pkg/controller/endpoint/endpoints_controller.go, labels.Set.AsSelector'
export const serviceValidation = 'pkg/apis/core/validation/validation.go validateService, validateServicePort'
export const containerValidation = 'pkg/apis/core/validation/validation.go validateContainerPorts'
export const portNames =
  'staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go IsValidPortName, IsDNS1123Label'
export const serviceDefaults = 'pkg/apis/core/v1/defaults.go SetDefaults_Service'
export const hostNetwork = 'pkg/apis/core/validation/validation.go validatePodHostNetworkDeps'
export const allocator = 'pkg/registry/core/service/portallocator/allocator.go'
export const allocatorBands = 'pkg/registry/core/service/portallocator/allocator.go calculateRangeOffset'
export const proxier = 'pkg/proxy/iptables/proxier.go'
export const virtualIps = 'kubernetes.io/docs/reference/networking/virtual-ips'
export const proxySockets = 'pkg/proxy (no socket is opened for a nodePort since 1.24)'
export const pingable =
  'pkg/proxy/iptables/proxier.go, pkg/proxy/ipvs/proxier.go KUBE-IPVS-FILTER, pkg/proxy/nftables/README.md'
export const serviceHealth = 'pkg/proxy/healthcheck/service_health.go'
export const portMap = 'containernetworking/plugins plugins/meta/portmap'
export const hostPortScheduling = 'pkg/scheduler/util GetHostPorts, HostPortInfo.CheckConflict'
export const podSecurity = 'staging/src/k8s.io/pod-security-admission/policy check_hostPorts.go'
export const dns = 'kubernetes/dns docs/specification.md; CoreDNS plugin/kubernetes'
export const selectorless = 'pkg/proxy/types.go ServicePortName; kubernetes/api core/v1 ServicePort.Name'
export const externalName = 'kubernetes/dns docs/specification.md; kubernetes/api core/v1 ServiceSpec.ExternalName'
export const loadBalancers =
  'kubernetes/api core/v1 ServiceSpec; AWS Load Balancer Controller docs/guide/service/annotations.md'
export const mixedProtocols = 'kubernetes/api core/v1 LoadBalancerMixedProtocolNotSupported'
export const appProtocol = 'kubernetes/api core/v1 ServicePort.AppProtocol; Gateway API GEP-1911'
export const ingressEndpoints = 'kubernetes/ingress-nginx docs/user-guide/miscellaneous.md'
export const ingressNames = 'pkg/apis/networking/validation validateIngressBackend'
export const serviceReferences =
  'kubernetes/api networking/v1 ServiceBackendPort; prometheus-operator ServiceMonitor endpoints.port; kubernetes.io/docs/concepts/services-networking/service'
export const containerReferences =
  'endpointslice/utils.go FindPort; pkg/probe/util.go ResolveContainerPort; prometheus-operator promcfg.go; networking/v1 NetworkPolicyPort'
export const gatewayParents = 'kubernetes-sigs/gateway-api apis/v1 shared_types.go ParentReference'
export const ownPorts = 'the table of sites: docs/sites.md'
export const probePorts = 'pkg/probe/util.go ResolveContainerPort'
export const probeResults = 'pkg/kubelet/prober/prober.go and worker.go'
export const probeHttp = 'pkg/probe/http/http.go; pkg/apis/core/v1/defaults.go SetDefaults_HTTPGetAction'
export const probeTcp = 'pkg/probe/tcp/tcp.go'
export const probeGrpc = 'pkg/probe/grpc/grpc.go; kubernetes/api core/v1 GRPCAction'
export const probeEffects = 'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes'
export const probeValidation = 'pkg/apis/core/validation/validation.go validateHandler'
export const lifecycleHooks = 'kubernetes.io/docs/concepts/containers/container-lifecycle-hooks'
export const hooks = 'pkg/kubelet/lifecycle/handlers.go; kubernetes/api core/v1 LifecycleHandler'
export const ipFamilies =
  'pkg/registry/core/service/storage/alloc.go; pkg/apis/core/validation/validation.go ValidateServiceClusterIPsRelatedFields; kubernetes.io/docs/concepts/services-networking/dual-stack'
export const sourceAddress = 'kubernetes.io/docs/tutorials/services/source-ip'
export const networkPolicies =
  'kubernetes.io/docs/concepts/services-networking/network-policies; kube-router pkg/controllers/netpol/pod.go (REJECT)'
export const restarts =
  'pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions; kubernetes/api core/v1 Container.RestartPolicy'
export const gracePeriods = 'pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer'
export const notStarted = 'pkg/kubelet/prober/prober_manager.go UpdatePodStatus'
export const readinessGates = 'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#pod-readiness-gate'
export const portMappings =
  'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go generatePodSandboxConfig; pkg/scheduler/util GetHostPorts'
export const podNetwork = 'kubernetes.io/docs/concepts/workloads/pods#pod-networking'
export const ianaRanges = 'RFC 6335 section 6'
export const localPortRange =
  'Linux Documentation/networking/ip-sysctl.rst ip_local_port_range, ip_local_reserved_ports'
export const timeWait = 'Linux net/ipv4/tcp_minisocks.c, net/ipv4/inet_hashtables.c __inet_hash_connect'
export const safeSysctls =
  'pkg/kubelet/sysctl/safe_sysctls.go; kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster'
export const sysctls = 'pkg/apis/core/validation/validation.go validateSysctls, ValidateHostSysctl'
export const tcpSysctls = 'Linux Documentation/networking/ip-sysctl.rst'
export const established = 'Linux man-pages tcp(7); net/ipv4/inet_hashtables.c __inet_lookup_established'
export const reuseAddress = 'Linux man-pages socket(7) SO_REUSEADDR'
export const unprivilegedPorts =
  'Linux Documentation/networking/ip-sysctl.rst ip_unprivileged_port_start; containerd 2.0 enable_unprivileged_ports; moby 20.10'
export const patches = 'kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches'
export const affinity =
  'pkg/apis/core/validation/validation.go validateAffinityTimeout; pkg/proxy/iptables/proxier.go (recent, in PREROUTING; MASQUERADE comes after)'
export const trafficDistribution =
  'kubernetes/api core/v1 ServiceSpec.TrafficDistribution; pkg/features/kube_features.go PreferSameTrafficDistribution; pkg/proxy/topology.go'
export const notReady = 'staging/src/k8s.io/endpointslice/utils.go podToEndpoint, ShouldPodBeInEndpoints'
export const serviceWarnings = 'pkg/api/service/warnings.go GetWarningsForService'
export const timeWaitReuse = 'Linux Documentation/networking/ip-sysctl.rst tcp_tw_reuse; tcp_tw_recycle until 4.11'
export const finTimeout = 'Linux Documentation/networking/ip-sysctl.rst tcp_fin_timeout; net/ipv4/tcp_minisocks.c'
export const keepalive =
  'Linux Documentation/networking/ip-sysctl.rst tcp_keepalive_time, tcp_keepalive_intvl, tcp_keepalive_probes; man-pages tcp(7)'
export const ambientCapabilities = 'Kubernetes KEP-2763; Linux man-pages capabilities(7)'
export const serviceLinks =
  'pkg/kubelet/envvars/envvars.go FromServices; pkg/kubelet/kubelet_pods.go getServiceEnvVarMap'
export const podDns = 'pkg/kubelet/network/dns/dns.go; kubernetes.io/docs/concepts/services-networking/dns-pod-service'
export const probeDefaults = 'pkg/apis/core/v1/defaults.go SetDefaults_Probe'
export const probeSettings =
  'pkg/apis/core/validation/validation.go validateProbe, validateLivenessProbe, validateReadinessProbe'

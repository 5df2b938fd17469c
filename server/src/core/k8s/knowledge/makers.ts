import type { Resource } from '../facts/resource.ts'

/**
 * True for an object whose controller makes Services and pods that no manifest shows: a release of a Helm chart, an Application
 * of Argo CD, the custom resource of an operator. Every kind of a group of its own counts that is not known to make none: there
 * are more operators than anybody can list.
 */
export function isMaker({ is, group, kind }: Resource): boolean {
  if (is !== 'other' && is !== 'workload') return false
  if (!group.includes('.') || /(?:^|\.)k8s\.io$/.test(group) || idleGroups.has(group)) return false
  return mayBeMaker(kind) && (is === 'other' || !group.endsWith('knative.dev'))
}

/** The same by the kind alone, for a look at a text that is not parsed yet. */
export function mayBeMaker(kind: string): boolean {
  return kind !== '' && !idleKinds.has(kind)
}

/** True for a release of a chart, which may hold anything. The objects of an operator are about the one thing that it runs. */
export function appliesAnything({ group }: Resource): boolean {
  return group === 'helm.toolkit.fluxcd.io' || group === 'helm.cattle.io' || group === 'argoproj.io'
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

const idleGroups = words(
  `cert-manager.io acme.cert-manager.io external-secrets.io generators.external-secrets.io
  source.toolkit.fluxcd.io kustomize.toolkit.fluxcd.io image.toolkit.fluxcd.io notification.toolkit.fluxcd.io
  networking.istio.io security.istio.io telemetry.istio.io extensions.istio.io policy.linkerd.io linkerd.io traefik.io
  traefik.containo.us cilium.io metallb.io projectcalico.org crd.projectcalico.org k8s.cni.cncf.io
  kyverno.io policies.kyverno.io constraints.gatekeeper.sh templates.gatekeeper.sh mutations.gatekeeper.sh
  config.gatekeeper.sh policies.kubewarden.io policy.open-cluster-management.io keda.sh http.keda.sh velero.io
  volsync.backube karpenter.sh karpenter.k8s.aws route.openshift.io build.openshift.io image.openshift.io
  template.openshift.io security.openshift.io project.openshift.io console.openshift.io user.openshift.io
  apps.openshift.io apps.kruise.io gateway.envoyproxy.io gateway.kgateway.dev kgateway.dev getambassador.io`,
)

/** Kinds that make neither, whatever their group: those of Kubernetes, and what is common or long beside them. */
const idleKinds = words(
  `Namespace Node ServiceAccount Role RoleBinding ClusterRole ClusterRoleBinding Secret ConfigMap Service Endpoints
  EndpointSlice PersistentVolume PersistentVolumeClaim StorageClass VolumeSnapshot VolumeSnapshotClass VolumeAttachment
  CSIDriver CSINode LimitRange ResourceQuota PodDisruptionBudget HorizontalPodAutoscaler VerticalPodAutoscaler
  PriorityClass RuntimeClass Lease Event Binding Ingress IngressClass NetworkPolicy GatewayClass Gateway HTTPRoute
  GRPCRoute TCPRoute TLSRoute UDPRoute ReferenceGrant BackendTLSPolicy ListenerSet APIService
  MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy MutatingAdmissionPolicy
  ValidatingAdmissionPolicyBinding PodSecurityPolicy CustomResourceDefinition CertificateSigningRequest FlowSchema
  PriorityLevelConfiguration ControllerRevision List Pod PodTemplate Deployment ReplicaSet StatefulSet DaemonSet Job
  CronJob ReplicationController Rollout DeploymentConfig AnalysisTemplate AnalysisRun ClusterAnalysisTemplate
  Experiment Kustomization Component Chart
  Certificate CertificateRequest Issuer ClusterIssuer ExternalSecret ClusterExternalSecret SecretStore
  ClusterSecretStore PushSecret SealedSecret HelmRepository OCIRepository GitRepository Bucket ImageRepository
  ImagePolicy ImageUpdateAutomation Receiver AppProject PrometheusRule ServiceMonitor PodMonitor Probe ScrapeConfig
  AlertmanagerConfig VMRule VMServiceScrape VMPodScrape VMNodeScrape VMStaticScrape VMProbe VMUser VMScrapeConfig
  VMAlertmanagerConfig GrafanaDashboard GrafanaDatasource GrafanaDataSource GrafanaFolder GrafanaContactPoint
  GrafanaAlertRuleGroup GrafanaNotificationPolicy VirtualService DestinationRule ServiceEntry Sidecar
  PeerAuthentication RequestAuthentication AuthorizationPolicy EnvoyFilter WorkloadEntry WorkloadGroup Telemetry
  WasmPlugin IngressRoute IngressRouteTCP IngressRouteUDP Middleware MiddlewareTCP TLSOption TLSStore ServersTransport
  TraefikService CiliumNetworkPolicy CiliumClusterwideNetworkPolicy Policy ClusterPolicy PolicyException Constraint
  ConstraintTemplate ScaledObject ScaledJob TriggerAuthentication ClusterTriggerAuthentication HTTPScaledObject
  Workflow WorkflowTemplate ClusterWorkflowTemplate CronWorkflow WorkflowEventBinding ReplicationSource
  ReplicationDestination DNSEndpoint Route BuildConfig ImageStream ImageStreamTag Template SecurityContextConstraints
  Project ServiceProfile Server ServerAuthorization MeshTLSAuthentication NetworkAuthentication
  NetworkAttachmentDefinition ServiceImport ServiceExport TargetGroupBinding BackendConfig FrontendConfig
  ManagedCertificate ApisixRoute Mapping HTTPProxy`,
)

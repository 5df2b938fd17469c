/** What the mappings of a manifest may hold, as far as mistakes are looked for. Words that Kubernetes has nowhere are never judged. */
export interface Shape {
  /** As messages call the mapping. */
  readonly where: string
  /** Fields that the mapping lacks and something near it has, with what that is. */
  readonly misplaced: ReadonlyMap<string, string>
  /** Those of them that belong one level up. */
  readonly above?: readonly string[]
  /** All its fields, where misspellings of them are worth a word. */
  readonly fields?: readonly string[]
  /** Fields that are worth a word where only their capitals are wrong: others of the mapping are not listed. */
  readonly spelled?: readonly string[]
}

const podFields = ['containers', 'initContainers', 'hostNetwork', 'nodeSelector', 'serviceAccountName', 'volumes']

const containerFields = [
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'ports',
  'env',
  'envFrom',
  'volumeMounts',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
]

const probeFields = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
  'terminationGracePeriodSeconds',
]

/** The handlers of a probe with what each takes. */
export const handlerFields = {
  httpGet: ['path', 'port', 'scheme', 'host', 'httpHeaders'],
  tcpSocket: ['port', 'host'],
  grpc: ['port', 'service'],
  exec: ['command'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export const handlers: readonly string[] = Object.keys(handlerFields)

const workloadFields = ['replicas', 'selector', 'template', 'serviceName']

const servicePortFields = ['name', 'protocol', 'appProtocol', 'port', 'targetPort', 'nodePort']
const containerPortFields = ['name', 'protocol', 'containerPort', 'hostPort', 'hostIP']

const serviceFields = [
  'ports',
  'selector',
  'type',
  'clusterIP',
  'clusterIPs',
  'externalIPs',
  'externalName',
  'externalTrafficPolicy',
  'internalTrafficPolicy',
  'sessionAffinity',
  'sessionAffinityConfig',
  'loadBalancerIP',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'healthCheckNodePort',
  'publishNotReadyAddresses',
  'allocateLoadBalancerNodePorts',
  'ipFamilies',
  'ipFamilyPolicy',
  'trafficDistribution',
]

const aContainer = 'a container'
const theContainer = 'the container'
const thePod = 'the spec of the pod'
const theWorkload = 'the spec of a workload'
const anEntry = 'an entry of ports'

/** Keys that in practice are labels. */
const usualLabels = ['app', 'k8s-app', 'component', 'tier', 'version', 'release', 'app.kubernetes.io/name']

/**
 * @see kubernetes/api core/v1 types.go: ServiceSpec, ServicePort, PodTemplateSpec, PodSpec, Container, ContainerPort, Probe,
 * EnvVar, VolumeMount, ResourceRequirements; apimachinery pkg/apis/meta/v1/types.go: ObjectMeta
 */
export const shapes = {
  service: { where: 'the Service itself', misplaced: strays([serviceFields, 'spec']) },
  serviceMetadata: { where: 'metadata', misplaced: strays([serviceFields, 'spec'], [usualLabels, 'labels']) },
  serviceSpec: {
    where: 'the spec of a Service',
    misplaced: strays(
      [['port', 'targetPort', 'nodePort', 'protocol', 'appProtocol'], anEntry],
      [['containerPort', 'hostPort', ...podFields], thePod],
      [['replicas', 'template'], theWorkload],
      [['matchLabels'], 'the selector of a workload'],
      [['labels', 'annotations', 'name', 'namespace'], 'metadata'],
    ),
    fields: serviceFields,
  },
  servicePort: {
    where: 'a Service port',
    misplaced: strays(
      [['containerPort', 'hostPort', 'hostIP'], aContainer],
      [['selector', 'type', 'clusterIP', 'sessionAffinity', 'externalTrafficPolicy', 'loadBalancerIP'], 'spec'],
    ),
    fields: servicePortFields,
  },
  workload: {
    where: 'the resource itself',
    misplaced: strays([workloadFields, 'spec'], [[...podFields, ...containerFields], thePod]),
  },
  pod: {
    where: 'the Pod itself',
    misplaced: strays([podFields, 'spec'], [containerFields, aContainer]),
  },
  workloadMetadata: {
    where: 'metadata',
    misplaced: strays(
      [workloadFields, 'spec'],
      [podFields, thePod],
      [containerFields, aContainer],
      [usualLabels, 'labels'],
    ),
  },
  workloadSpec: {
    where: 'the spec of a workload',
    misplaced: strays(
      [podFields, 'template.spec'],
      [containerFields, aContainer],
      [['matchLabels', 'matchExpressions'], 'selector'],
      [['labels', 'annotations'], 'metadata, or that of the template'],
      [['metadata'], 'the template'],
    ),
    spelled: workloadFields,
  },
  template: {
    where: 'the template',
    misplaced: strays(
      [['labels', 'annotations'], 'metadata of the template'],
      [podFields, 'spec of the template'],
      [containerFields, aContainer],
      [['replicas', 'selector', 'strategy'], theWorkload],
    ),
  },
  podMetadata: {
    where: 'metadata of the template',
    misplaced: strays(
      [podFields, 'spec of the template'],
      [containerFields, aContainer],
      [['spec'], 'the template, beside metadata'],
      [['matchLabels', 'selector', 'replicas'], theWorkload],
      [usualLabels, 'labels'],
    ),
    above: ['spec'],
  },
  podSpec: {
    where: 'the spec of the pod',
    misplaced: strays(
      [[...containerFields, 'containerPort', 'hostPort', 'name'], aContainer],
      [['replicas', 'selector', 'template', 'strategy', 'serviceName'], theWorkload],
      [['labels', 'annotations', 'matchLabels'], 'metadata of the pod'],
    ),
    spelled: podFields,
  },
  container: {
    where: 'a container',
    misplaced: strays(
      [['containerPort', 'hostPort', 'protocol', 'targetPort', 'port'], anEntry],
      [[...podFields, 'tolerations', 'affinity'], thePod],
      [['replicas', 'selector', 'template'], theWorkload],
      [['httpGet', 'tcpSocket', 'grpc', ...probeFields], 'a probe'],
      [['labels', 'annotations'], 'metadata of the pod'],
    ),
    spelled: [...containerFields, 'resources', 'securityContext', 'restartPolicy'],
  },
  containerPort: {
    where: 'a container port',
    misplaced: strays(
      [['port', 'targetPort', 'nodePort', 'appProtocol'], 'a Service'],
      [[...containerFields, 'resources', 'securityContext'], theContainer],
    ),
    fields: containerPortFields,
  },
  resources: {
    where: 'resources',
    misplaced: strays([[...containerFields, 'securityContext'], theContainer]),
    above: containerFields,
  },
  envVar: { where: 'a variable of env', misplaced: strays([[...containerFields, 'resources'], theContainer]) },
  volumeMount: { where: 'volumeMounts', misplaced: strays([[...containerFields, 'resources'], theContainer]) },
  probe: {
    where: 'a probe',
    misplaced: strays(
      [[...containerFields, 'resources', 'securityContext'], theContainer],
      [handlerFields.httpGet, 'httpGet'],
      [handlerFields.exec, 'exec'],
    ),
    above: containerFields.filter(field => field !== 'command'),
    fields: [...handlers, ...probeFields],
  },
  lifecycle: { where: 'lifecycle', misplaced: strays(), fields: ['postStart', 'preStop', 'stopSignal'] },
  serviceSelector: { where: 'the selector', misplaced: strays([serviceFields, 'spec']), above: serviceFields },
  workloadSelector: {
    where: 'the selector',
    misplaced: strays([[...workloadFields, 'strategy', ...podFields], 'spec']),
    above: workloadFields,
  },
  matchLabels: { where: 'matchLabels', misplaced: strays([[...workloadFields, 'strategy', ...podFields], 'spec']) },
  handler: {
    where: 'the handler of a probe',
    misplaced: strays([probeFields, 'the probe, beside its handler']),
    above: probeFields,
  },
} as const satisfies Readonly<Record<string, Shape>>

function strays(...rows: readonly (readonly [fields: readonly string[], belongs: string])[]): Shape['misplaced'] {
  return new Map(rows.flatMap(([fields, belongs]) => fields.map(field => [field, belongs] as const)))
}

/** The keys that are worth a word where one mapping has them twice; of labels and selectors all are. */
export const aboutPorts: ReadonlySet<string> = new Set([
  ...serviceFields,
  ...servicePortFields,
  ...containerPortFields,
  ...workloadFields,
  ...probeFields,
  ...['metadata', 'spec', 'labels', 'annotations', 'containers', 'initContainers', 'hostNetwork'],
  ...['command', 'args', 'env', 'envFrom', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
  ...['httpGet', 'tcpSocket', 'grpc', 'path', 'scheme', 'value', 'valueFrom'],
])

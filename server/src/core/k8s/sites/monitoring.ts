import type { Site, SiteKind } from './site.ts'

const group = 'monitoring.coreos.com'
const declared = 'The port must be declared in the `ports` of the pod: Prometheus finds declared ports only.'

/** The operator of VictoriaMetrics and the managed Prometheus of Azure have kinds with the same fields. */
const serviceMonitors: readonly SiteKind[] = [
  { group, kind: 'ServiceMonitor' },
  { group: 'azmonitoring.coreos.com', kind: 'ServiceMonitor' },
  { group: 'operator.victoriametrics.com', kind: 'VMServiceScrape' },
]
const podMonitors: readonly SiteKind[] = [
  { group, kind: 'PodMonitor' },
  { group: 'azmonitoring.coreos.com', kind: 'PodMonitor' },
  { group: 'operator.victoriametrics.com', kind: 'VMPodScrape' },
]

/** Prometheus and its operator. Here the declaration of a container port matters. */
export const monitoringSites: readonly Site[] = [
  {
    id: 'servicemonitor-port',
    kinds: serviceMonitors,
    at: 'spec.endpoints[]',
    port: ['port'],
    takes: ['service-port-name'],
    patterns: true,
    target: { is: 'services', selector: '/spec.selector', namespaces: '/spec.namespaceSelector' },
    note: 'The *name* of a Service port, never a number. The selector looks at the labels of Services, not at their selectors.',
    source:
      'prometheus-operator api monitoring/v1 Endpoint.Port; pkg/prometheus/promcfg.go generateServiceMonitorConfig',
  },
  {
    id: 'servicemonitor-targetport',
    kinds: serviceMonitors,
    at: 'spec.endpoints[]',
    port: ['targetPort'],
    takes: ['container-port-number', 'container-port-name'],
    patterns: true,
    target: { is: 'services', selector: '/spec.selector', namespaces: '/spec.namespaceSelector' },
    beside: { port: 'port' },
    note: `The number or name of a container port; \`port\` wins over it. ${declared}`,
    source: 'prometheus-operator api monitoring/v1 Endpoint.TargetPort; pkg/prometheus/promcfg.go',
  },
  {
    id: 'podmonitor-port',
    kinds: podMonitors,
    at: 'spec.podMetricsEndpoints[]',
    port: ['port', 'portNumber', 'targetPort'],
    takes: ['container-port-name', 'container-port-number'],
    patterns: true,
    target: { is: 'pods', selector: '/spec.selector', namespaces: '/spec.namespaceSelector' },
    note: `\`port\`: the name of a container port; \`portNumber\`: its number. ${declared}`,
    source: 'prometheus-operator api monitoring/v1 PodMetricsEndpoint; pkg/prometheus/promcfg.go',
  },
  ...(['PodMonitoring', 'ClusterPodMonitoring'] as const).map(
    (kind): Site => ({
      id: kind === 'PodMonitoring' ? 'gke-pod-monitoring' : 'gke-cluster-pod-monitoring',
      kinds: [{ group: 'monitoring.googleapis.com', kind }],
      at: 'spec.endpoints[]',
      port: ['port'],
      takes: ['container-port-number', 'container-port-name'],
      patterns: true,
      target: {
        is: 'pods',
        selector: '/spec.selector',
        ...(kind === 'PodMonitoring' ? {} : { namespaces: '*' }),
      },
      note: 'The number or name of a container port: Google finds pods, not Services.',
      source: 'GoogleCloudPlatform/prometheus-engine pkg/operator/apis/monitoring/v1 ScrapeEndpoint.Port',
    }),
  ),
  ...(
    [
      ['prometheus-pod-annotation', 'pod', 'own-pods'],
      ['prometheus-service-annotation', [{ group: '', kind: 'Service' }], 'own-service-pods'],
    ] as const
  ).map(
    ([id, kinds, target]): Site => ({
      id,
      kinds,
      at: 'metadata.annotations[prometheus.io/port]',
      port: [''],
      takes: ['container-port-number'],
      target: { is: target },
      text: { form: 'number' },
      beside: { scrape: '^[prometheus.io/scrape]' },
      note: 'A port of the pod, on a pod as on a Service: it takes the place of the port in the address of the endpoint. A convention of scrape configurations, not of Kubernetes.',
      source: 'prometheus-community/helm-charts prometheus/values.yaml scrape_configs',
    }),
  ),
  {
    id: 'prometheus-alertmanager',
    kinds: [{ group, kind: 'Prometheus' }],
    at: 'spec.alerting.alertmanagers[]',
    port: ['port'],
    takes: ['service-port-name', 'target-port'],
    patterns: true,
    target: { is: 'service', name: 'name', namespace: 'namespace' },
    note: 'A string is the name of a Service port, a number is where the pods listen, *not* the number of the Service port.',
    source: 'prometheus-operator api monitoring/v1 AlertmanagerEndpoints.Port; pkg/prometheus/promcfg.go',
  },
  ...(['spec.prober.url', 'spec.targets.staticConfig.static[]'] as const).map(
    (at): Site => ({
      id: at === 'spec.prober.url' ? 'probe-prober' : 'probe-target',
      kinds: [{ group, kind: 'Probe' }],
      at,
      port: [''],
      takes: ['service-port-number'],
      target: { is: 'host', host: '' },
      text: { form: 'urls' },
      note: 'A host with the number of its Service port (of a headless Service: the port of the pods).',
      source: 'prometheus-operator api monitoring/v1 probe_types.go',
    }),
  ),
]

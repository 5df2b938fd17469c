import type { Site, SiteKind } from './site.ts'

const skaffold: readonly SiteKind[] = [{ group: 'skaffold', kind: 'Config' }]
const skaffoldSource = 'skaffold.dev/docs/port-forwarding'
/** Pods, and the controllers that have a template of theirs. */
const forwardable = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
] as const

/** Tools whose YAML lies beside manifests, and scalers. */
export const devToolSites: readonly Site[] = [
  {
    id: 'skaffold-port-forward',
    kinds: skaffold,
    at: 'portForward[]',
    port: ['port'],
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'service', name: 'resourceName', namespace: 'namespace' },
    when: { path: 'resourceType', value: 'service', required: true, anyCase: true },
    note: 'The number or name of a Service port.',
    source: skaffoldSource,
  },
  ...forwardable.map(
    (kind): Site => ({
      id: `skaffold-port-forward-${kind.toLowerCase()}`,
      kinds: skaffold,
      at: 'portForward[]',
      port: ['port'],
      takes: ['container-port-number', 'container-port-name'],
      target: { is: 'workload', kind, name: 'resourceName', namespace: 'namespace' },
      when: { path: 'resourceType', value: kind, required: true, anyCase: true },
      note: 'A port of the pod: no Service stands between.',
      source: skaffoldSource,
    }),
  ),
  ...(['configMapGenerator', 'secretGenerator'] as const).map(
    (generator): Site => ({
      id: generator === 'configMapGenerator' ? 'kustomize-config-literal' : 'kustomize-secret-literal',
      kinds: ['Kustomization', 'Component'].map(kind => ({ group: 'kustomize.config.k8s.io', kind })),
      at: `${generator}[].literals[]`,
      port: [''],
      takes: ['service-port-number'],
      target: { is: 'host', host: '' },
      text: { form: 'urls' },
      note: 'URLs and `host:port` in what Kustomize makes ConfigMaps and Secrets of.',
      source: 'kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator',
    }),
  ),
  {
    id: 'keda-http',
    kinds: [{ group: 'http.keda.sh', kind: 'HTTPScaledObject' }],
    at: 'spec.scaleTargetRef',
    port: ['port'],
    takes: ['service-port-number'],
    target: { is: 'service', name: 'service' },
    note: 'The number of a Service port.',
    source: 'kedacore/http-add-on operator/apis/http/v1alpha1 ScaleTargetRef',
  },
  {
    id: 'keda-trigger',
    kinds: [
      { group: 'keda.sh', kind: 'ScaledObject' },
      { group: 'keda.sh', kind: 'ScaledJob' },
    ],
    at: 'spec.triggers[].metadata{}',
    port: [''],
    takes: ['service-port-number'],
    target: { is: 'host', host: '' },
    text: { form: 'urls' },
    note: 'URLs and `host:port` of the systems that are asked.',
    source: 'keda.sh/docs/scalers',
  },
]

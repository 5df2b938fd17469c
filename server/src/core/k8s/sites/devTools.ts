import type { Site } from './site.ts'

/** Tools whose YAML lies beside manifests, and scalers. */
export const devToolSites: readonly Site[] = [
  {
    id: 'skaffold-port-forward',
    kinds: [{ group: 'skaffold', kind: 'Config' }],
    at: 'portForward[]',
    port: ['port'],
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'service', name: 'resourceName', namespace: 'namespace' },
    when: { path: 'resourceType', value: 'service', required: true },
    note: 'For a Service the number or name of a Service port. For pods and workloads it is a container port, and not followed.',
    source: 'skaffold.dev/docs/port-forwarding',
  },
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

import type { Site, SiteKind } from './site.ts'

const ingress: readonly SiteKind[] = [
  { group: 'networking.k8s.io', kind: 'Ingress' },
  { group: 'extensions', kind: 'Ingress' },
]
const ingressSource =
  'kubernetes/api networking/v1 ServiceBackendPort; pkg/apis/networking/validation validateIngressBackend'
const oldIngressSource = 'kubernetes/api networking/v1beta1 IngressBackend (removed in 1.22)'
const ingressNote =
  'The number or the name of a Service port, never of a targetPort or container port; the name has at most 15 characters here. Same namespace only.'
const oldIngressNote = 'One field for both: an integer is the number of a Service port, a string is its name.'

/** Kubernetes' own APIs. */
export const coreSites: readonly Site[] = [
  {
    id: 'ingress-backend',
    kinds: ingress,
    at: 'spec.rules[].http.paths[].backend.service',
    port: ['port.number', 'port.name'],
    mistaken: ['port'],
    beside: { name: 'port.name' },
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'service', name: 'name' },
    note: ingressNote,
    source: ingressSource,
  },
  {
    id: 'ingress-default-backend',
    kinds: ingress,
    at: 'spec.defaultBackend.service',
    port: ['port.number', 'port.name'],
    mistaken: ['port'],
    beside: { name: 'port.name' },
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'service', name: 'name' },
    note: ingressNote,
    source: ingressSource,
  },
  {
    id: 'ingress-backend-old',
    kinds: ingress,
    at: 'spec.rules[].http.paths[].backend',
    port: ['servicePort'],
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'service', name: 'serviceName' },
    note: oldIngressNote,
    source: oldIngressSource,
  },
  {
    id: 'ingress-default-backend-old',
    kinds: ingress,
    at: 'spec.backend',
    port: ['servicePort'],
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'service', name: 'serviceName' },
    note: oldIngressNote,
    source: oldIngressSource,
  },
  {
    id: 'networkpolicy-ingress',
    kinds: [{ group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
    at: 'spec.ingress[].ports[]',
    port: ['port'],
    takes: ['container-port-number', 'container-port-name'],
    target: { is: 'pods', selector: '/spec.podSelector' },
    beside: { protocol: 'protocol', endPort: 'endPort' },
    note: 'A port of the pods that the policy protects: it is applied at the pod, after the Service port was rewritten.',
    source: 'kubernetes/api networking/v1 NetworkPolicyPort; pkg/apis/networking/validation ValidateNetworkPolicyPort',
  },
  {
    id: 'networkpolicy-egress',
    kinds: [{ group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
    at: 'spec.egress[].ports[]',
    port: ['port'],
    takes: ['container-port-number', 'container-port-name'],
    target: { is: 'peers', list: '^^to' },
    beside: { protocol: 'protocol', endPort: 'endPort' },
    note: 'A port of the pods at the other end, never the port of a Service in front of them.',
    source: 'kubernetes/api networking/v1 NetworkPolicyPort; pkg/apis/networking/validation ValidateNetworkPolicyPort',
  },
  {
    id: 'webhook-service',
    kinds: [
      { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
      { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
    ],
    at: 'webhooks[].clientConfig.service',
    port: ['port'],
    takes: ['service-port-number'],
    target: { is: 'service', name: 'name', namespace: 'namespace' },
    defaultPort: 443,
    note: 'A Service port, 443 when left out; not the port that the webhook listens on, such as 9443.',
    source: 'kubernetes/api admissionregistration/v1 ServiceReference; pkg/apis/admissionregistration/v1/defaults.go',
  },
  {
    id: 'crd-conversion-webhook',
    kinds: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
    at: 'spec.conversion.webhook.clientConfig.service',
    port: ['port'],
    takes: ['service-port-number'],
    target: { is: 'service', name: 'name', namespace: 'namespace' },
    defaultPort: 443,
    note: 'A Service port, 443 when left out.',
    source: 'kubernetes/apiextensions-apiserver apiextensions/v1 ServiceReference, defaults.go',
  },
  {
    id: 'apiservice-service',
    kinds: [{ group: 'apiregistration.k8s.io', kind: 'APIService' }],
    at: 'spec.service',
    port: ['port'],
    takes: ['service-port-number'],
    target: { is: 'service', name: 'name', namespace: 'namespace' },
    defaultPort: 443,
    note: 'A Service port, 443 when left out. A Service of type ExternalName is refused.',
    source: 'kubernetes/kube-aggregator apiregistration/v1 ServiceReference, defaults.go',
  },
  ...(['tcp-services', 'udp-services'] as const).map(
    (name): Site => ({
      id: `ingress-nginx-${name}`,
      kinds: [{ group: '', kind: 'ConfigMap' }],
      at: 'data{}',
      port: [''],
      takes: ['service-port-number', 'service-port-name'],
      target: { is: 'service', name: '' },
      when: { path: '/metadata.name', value: name, required: true },
      text: { form: 'service-port' },
      note: 'ingress-nginx: the key is the port that it listens on, the value `namespace/service:port` names a Service port by number or name.',
      source: 'kubernetes/ingress-nginx docs/user-guide/exposing-tcp-udp-services.md',
    }),
  ),
]

import type { Site, SiteKind, Takes, TargetRow, TextForm } from './site.ts'

const services: readonly SiteKind[] = [{ group: '', kind: 'Service' }]
const either: readonly Takes[] = ['service-port-number', 'service-port-name']

function annotation(
  id: string,
  name: string,
  text: TextForm,
  takes: readonly Takes[],
  note: string,
  source: string,
  target: TargetRow = { is: 'own-service' },
): Site {
  return { id, kinds: services, at: `metadata.annotations[${name}]`, port: [''], takes, target, text, note, source }
}

const google = 'kubernetes/ingress-gce pkg/annotations/service.go'
const azure =
  'kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer_healthprobe.go buildHealthProbeRulesForPort'
const aws = 'kubernetes-sigs/aws-load-balancer-controller docs/guide/service/annotations.md'

/** Annotations of cloud load balancers. */
export const cloudSites: readonly Site[] = [
  annotation(
    'gke-neg',
    'cloud.google.com/neg',
    { form: 'json-keys', key: 'exposed_ports' },
    ['service-port-number'],
    'JSON: the keys of `exposed_ports` are numbers of Service ports. `{"ingress": true}` names none.',
    google,
  ),
  annotation(
    'gke-app-protocols',
    'cloud.google.com/app-protocols',
    { form: 'json-keys', key: '' },
    either,
    'JSON: the keys are names (or numbers) of Service ports, the values HTTP, HTTPS or HTTP2.',
    google,
  ),
  ...['cloud.google.com', 'beta.cloud.google.com'].map(group =>
    annotation(
      group === 'cloud.google.com' ? 'gke-backend-config' : 'gke-backend-config-beta',
      `${group}/backend-config`,
      { form: 'json-keys', key: 'ports' },
      either,
      'JSON: the keys of `ports` are names or numbers of Service ports.',
      google,
    ),
  ),
  {
    id: 'gke-health-check',
    kinds: [{ group: 'cloud.google.com', kind: 'BackendConfig' }],
    at: 'spec.healthCheck',
    port: ['port'],
    takes: ['container-port-number'],
    target: { is: 'listener' },
    note: 'With container-native load balancing a port of the pods, with instance groups a nodePort. Services name the BackendConfig, so nothing is followed from here.',
    source: 'cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration',
  },
  {
    ...annotation(
      'aws-ssl-ports',
      'service.beta.kubernetes.io/aws-load-balancer-ssl-ports',
      { form: 'list' },
      either,
      'Names or numbers of Service ports, with commas between; without it every port speaks TLS. Those that the Service does not have do nothing.',
      aws,
    ),
    surplus: true,
  },
  annotation(
    'aws-health-check-port',
    'service.beta.kubernetes.io/aws-load-balancer-healthcheck-port',
    { form: 'list' },
    ['container-port-number'],
    '`traffic-port`, or a number at the target: a port of the pods in IP mode, a nodePort in instance mode.',
    aws,
    { is: 'listener' },
  ),
  {
    id: 'azure-port-settings',
    kinds: services,
    at: 'metadata.annotations{}',
    keys: 'service.beta.kubernetes.io/port_{port}_*',
    port: ['{key}'],
    takes: ['service-port-number'],
    target: { is: 'own-service' },
    note: 'The number in the name of the annotation is a Service port: `port_80_health-probe_port`, `port_80_no_lb_rule`.',
    source: azure,
  },
  {
    id: 'azure-probe-port',
    kinds: services,
    at: 'metadata.annotations{}',
    keys: 'service.beta.kubernetes.io/port_{port}_health-probe_port',
    port: [''],
    takes: ['service-port-name'],
    target: { is: 'own-service' },
    text: { form: 'number' },
    note: 'The name of a Service port, or a number: that of a Service port means its nodePort, every other one itself.',
    source: azure,
  },
  {
    id: 'aws-target-group-binding',
    kinds: [{ group: 'elbv2.k8s.aws', kind: 'TargetGroupBinding' }],
    at: 'spec.serviceRef',
    port: ['port'],
    takes: either,
    target: { is: 'service', name: 'name' },
    note: 'The number or the name of a Service port; same namespace only.',
    source:
      'kubernetes-sigs/aws-load-balancer-controller apis/elbv2/v1beta1/targetgroupbinding_types.go: ServiceReference',
  },
  {
    id: 'alb-action',
    kinds: [{ group: 'networking.k8s.io', kind: 'Ingress' }],
    at: 'metadata.annotations{}',
    keys: 'alb.ingress.kubernetes.io/actions.*',
    port: [''],
    takes: either,
    target: { is: 'service', name: '' },
    text: { form: 'json-services' },
    note: 'JSON: `servicePort` is the number or name of a port of the Service in `serviceName`. Backends with the port `use-annotation` mean it.',
    source: 'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md',
  },
  {
    id: 'alb-health-check-port',
    kinds: [{ group: 'networking.k8s.io', kind: 'Ingress' }],
    at: 'metadata.annotations[alb.ingress.kubernetes.io/healthcheck-port]',
    port: [''],
    takes: either,
    target: { is: 'listener' },
    text: { form: 'list' },
    note: '`traffic-port`, a number, or the name of a Service port; of which backend it is, the annotation does not say.',
    source: 'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md',
  },
]

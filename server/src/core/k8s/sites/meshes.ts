import type { Site, SiteKind, Takes, TargetRow } from './site.ts'

const podNumber: readonly Takes[] = ['container-port-number']
const podPort: readonly Takes[] = ['container-port-number', 'container-port-name']

/** An annotation of pods that holds one number. */
function podAnnotation(id: string, annotation: string, note: string, source: string, takes = podNumber): Site {
  const target: TargetRow = takes[0] === 'own-port' ? { is: 'listener' } : { is: 'own-pods' }
  return {
    id,
    kinds: 'pod',
    at: `metadata.annotations[${annotation}]`,
    port: [''],
    takes,
    target,
    text: { form: 'number' },
    note,
    source,
  }
}

/** An annotation of pods that lists ports with commas between. */
function podList(id: string, annotation: string, note: string, source: string, target: TargetRow): Site {
  return {
    id,
    kinds: 'pod',
    at: `metadata.annotations[${annotation}]`,
    port: [''],
    takes: target.is === 'listener' ? ['service-port-number'] : podNumber,
    target,
    text: { form: 'list' },
    note,
    source,
  }
}

const linkerd = 'linkerd.io/2/reference/proxy-configuration'
const istio = 'istio.io/docs/reference/config/annotations'
const consul = 'hashicorp/consul-k8s control-plane/connect-inject/constants/annotations_and_labels.go'
const asPodListens = 'A port that the pod listens on.'
const asDialled = 'A port as the pod dials it: for a Service its Service port. Nothing says of whom.'
const ownPods: TargetRow = { is: 'own-pods' }
const listener: TargetRow = { is: 'listener' }

const ciliumPort = {
  port: ['port'],
  takes: podPort,
  text: { form: 'number' },
  every: '0',
  beside: { protocol: 'protocol', endPort: 'endPort' },
  source: 'cilium/cilium pkg/policy/api/l4.go PortProtocol',
} as const

const rollouts: readonly SiteKind[] = [{ group: 'argoproj.io', kind: 'Rollout' }]
const rolloutService = (id: string, at: string): Site => ({
  id,
  kinds: rollouts,
  at,
  port: [],
  takes: [],
  target: { is: 'service', name: '' },
  note: 'The name of a Service; no port.',
  source: 'argoproj/argo-rollouts pkg/apis/rollouts/v1alpha1/types.go',
})

/** Linkerd, Dapr, Consul, Vault, Cilium, Argo Rollouts, and the annotations by which Istio configures its proxy. */
export const meshSites: readonly Site[] = [
  {
    id: 'linkerd-server',
    kinds: [{ group: 'policy.linkerd.io', kind: 'Server' }],
    at: 'spec',
    port: ['port'],
    takes: podPort,
    target: { is: 'pods', selector: 'podSelector' },
    note: 'The number or name of a container port. Only ports in the `ports` of the pod are considered.',
    source: 'linkerd.io/2/reference/authorization-policy: Server',
  },
  podList('linkerd-skip-inbound', 'config.linkerd.io/skip-inbound-ports', asPodListens, linkerd, ownPods),
  podList('linkerd-skip-outbound', 'config.linkerd.io/skip-outbound-ports', asDialled, linkerd, listener),
  podList('linkerd-opaque', 'config.linkerd.io/opaque-ports', asPodListens, linkerd, ownPods),
  {
    id: 'linkerd-opaque-service',
    kinds: [{ group: '', kind: 'Service' }],
    at: 'metadata.annotations[config.linkerd.io/opaque-ports]',
    port: [''],
    takes: ['service-port-number'],
    target: { is: 'own-service' },
    text: { form: 'list' },
    surplus: true,
    note: 'Ports of the Service that carries the annotation; those that it does not have do nothing.',
    source: linkerd,
  },
  podAnnotation(
    'dapr-app-port',
    'dapr.io/app-port',
    'The port that the program listens on, as a string.',
    'docs.dapr.io/reference/arguments-annotations-overview',
  ),
  podAnnotation(
    'dapr-metrics-port',
    'dapr.io/metrics-port',
    'A port of the sidecar, 9090 unless set: no container of the pod can have it, too.',
    'docs.dapr.io/reference/arguments-annotations-overview',
    ['own-port'],
  ),
  ...(
    [
      [
        'dapr-component',
        'Component',
        'spec.metadata[].value',
        'URLs and `host:port` of the systems that a component uses.',
      ],
      ['dapr-zipkin', 'Configuration', 'spec.tracing.zipkin.endpointAddress', 'The URL that traces are sent to.'],
      ['dapr-otel', 'Configuration', 'spec.tracing.otel.endpointAddress', 'The `host:port` that traces are sent to.'],
    ] as const
  ).map(
    ([id, kind, at, note]): Site => ({
      id,
      kinds: [{ group: 'dapr.io', kind }],
      at,
      port: [''],
      takes: ['service-port-number'],
      target: { is: 'host', host: '' },
      text: { form: 'urls' },
      note,
      source:
        kind === 'Component' ? 'docs.dapr.io/reference/components-reference' : 'docs.dapr.io/operations/configuration',
    }),
  ),
  podAnnotation(
    'consul-service-port',
    'consul.hashicorp.com/connect-service-port',
    'The number or name of a container port.',
    consul,
    podPort,
  ),
  podList(
    'consul-exclude-inbound',
    'consul.hashicorp.com/transparent-proxy-exclude-inbound-ports',
    asPodListens,
    consul,
    ownPods,
  ),
  podList(
    'consul-exclude-outbound',
    'consul.hashicorp.com/transparent-proxy-exclude-outbound-ports',
    asDialled,
    consul,
    listener,
  ),
  podAnnotation(
    'vault-agent-cache-port',
    'vault.hashicorp.com/agent-cache-listener-port',
    'A port of the sidecar, 8200 unless set.',
    'developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations',
    ['own-port'],
  ),
  podList('istio-include-inbound', 'traffic.sidecar.istio.io/includeInboundPorts', asPodListens, istio, ownPods),
  podList('istio-exclude-inbound', 'traffic.sidecar.istio.io/excludeInboundPorts', asPodListens, istio, ownPods),
  podList('istio-include-outbound', 'traffic.sidecar.istio.io/includeOutboundPorts', asDialled, istio, listener),
  podList('istio-exclude-outbound', 'traffic.sidecar.istio.io/excludeOutboundPorts', asDialled, istio, listener),
  podList('istio-readiness-ports', 'readiness.status.sidecar.istio.io/applicationPorts', asPodListens, istio, ownPods),
  podAnnotation('istio-status-port', 'status.sidecar.istio.io/port', 'A port of the sidecar.', istio, ['own-port']),
  ...(
    [
      ['cilium-ingress', 'CiliumNetworkPolicy', 'spec'],
      ['cilium-ingress-specs', 'CiliumNetworkPolicy', 'specs[]'],
      ['cilium-clusterwide-ingress', 'CiliumClusterwideNetworkPolicy', 'spec'],
      ['cilium-clusterwide-ingress-specs', 'CiliumClusterwideNetworkPolicy', 'specs[]'],
    ] as const
  ).map(
    ([id, kind, spec]): Site => ({
      id,
      kinds: [{ group: 'cilium.io', kind }],
      at: `${spec}.ingress[].toPorts[].ports[]`,
      ...ciliumPort,
      target: {
        is: 'pods',
        selector: spec === 'spec' ? '/spec.endpointSelector' : '^^^^^^endpointSelector',
        ...(kind === 'CiliumNetworkPolicy' ? {} : { namespaces: '*' }),
      },
      note: 'A port of the selected pods, never that of a Service: a number in quotes, or a name; `"0"` means every port.',
    }),
  ),
  ...(['spec', 'specs[]'] as const).map(
    (spec): Site => ({
      id: spec === 'spec' ? 'cilium-egress' : 'cilium-egress-specs',
      kinds: [
        { group: 'cilium.io', kind: 'CiliumNetworkPolicy' },
        { group: 'cilium.io', kind: 'CiliumClusterwideNetworkPolicy' },
      ],
      at: `${spec}.egress[].toPorts[].ports[]`,
      ...ciliumPort,
      target: listener,
      note: 'A port of the pods at the other end; whose they are is not followed.',
    }),
  ),
  rolloutService('rollout-active', 'spec.strategy.blueGreen.activeService'),
  rolloutService('rollout-preview', 'spec.strategy.blueGreen.previewService'),
  rolloutService('rollout-stable', 'spec.strategy.canary.stableService'),
  rolloutService('rollout-canary', 'spec.strategy.canary.canaryService'),
  rolloutService('rollout-ping', 'spec.strategy.canary.pingPong.pingService'),
  rolloutService('rollout-pong', 'spec.strategy.canary.pingPong.pongService'),
  rolloutService('rollout-root', 'spec.strategy.canary.trafficRouting.alb.rootService'),
  {
    id: 'rollout-alb',
    kinds: rollouts,
    at: 'spec.strategy.canary.trafficRouting.alb',
    port: ['servicePort'],
    takes: ['service-port-number'],
    target: { is: 'service', name: '^^stableService' },
    note: 'The number of a Service port of the stable Service.',
    source: 'argoproj/argo-rollouts pkg/apis/rollouts/v1alpha1/types.go ALBTrafficRouting',
  },
]

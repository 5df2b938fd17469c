import type { Site, SiteKind } from './site.ts'

const networking = (kind: string): readonly SiteKind[] => [{ group: 'networking.istio.io', kind }]
const destination = {
  port: ['port.number'],
  takes: ['service-port-number'],
  target: { is: 'host', host: 'host' },
  note: 'The number of a Service port; optional where the Service has one port only. A short host means the namespace of the rule.',
  source: 'istio/api networking/v1 virtual_service.proto Destination',
} as const
const levels = {
  port: ['port.number'],
  takes: ['service-port-number'],
  target: { is: 'host', host: '/spec.host' },
  note: 'The number of a port of the destination Service.',
  source: 'istio/api networking/v1 destination_rule.proto TrafficPolicy.PortTrafficPolicy',
} as const

/** Istio. */
export const istioSites: readonly Site[] = [
  ...(['http', 'tcp', 'tls'] as const).map(
    (protocol): Site => ({
      id: `virtualservice-${protocol}-destination`,
      kinds: networking('VirtualService'),
      at: `spec.${protocol}[].route[].destination`,
      ...destination,
    }),
  ),
  { id: 'virtualservice-mirror', kinds: networking('VirtualService'), at: 'spec.http[].mirror', ...destination },
  {
    id: 'virtualservice-mirrors',
    kinds: networking('VirtualService'),
    at: 'spec.http[].mirrors[].destination',
    ...destination,
  },
  {
    id: 'destinationrule-port',
    kinds: networking('DestinationRule'),
    at: 'spec.trafficPolicy.portLevelSettings[]',
    ...levels,
  },
  {
    id: 'destinationrule-subset-port',
    kinds: networking('DestinationRule'),
    at: 'spec.subsets[].trafficPolicy.portLevelSettings[]',
    ...levels,
  },
  {
    id: 'istio-gateway-server',
    kinds: networking('Gateway'),
    at: 'spec.servers[]',
    port: ['port.number'],
    takes: ['service-port-number'],
    target: { is: 'listener' },
    beside: { protocol: 'port.protocol', name: 'port.name' },
    note: 'The port of the Service in front of the gateway pods, translated to its targetPort.',
    source: 'istio/istio pilot/pkg/model/gateway.go',
  },
  {
    id: 'peerauthentication-port',
    kinds: [{ group: 'security.istio.io', kind: 'PeerAuthentication' }],
    at: 'spec.portLevelMtls{}',
    port: ['{key}'],
    takes: ['container-port-number'],
    target: { is: 'pods', selector: '/spec.selector' },
    note: 'The port that the workload listens on, not the port of its Service; it needs a selector.',
    source: 'istio/api security/v1beta1 peer_authentication.proto',
  },
  {
    id: 'sidecar-ingress',
    kinds: networking('Sidecar'),
    at: 'spec.ingress[]',
    port: ['port.number'],
    takes: ['container-port-number'],
    target: { is: 'pods', selector: '/spec.workloadSelector.labels' },
    beside: { defaultEndpoint: 'defaultEndpoint' },
    note: 'The port that the workload listens on.',
    source: 'istio/api networking/v1 sidecar.proto IstioIngressListener',
  },
]

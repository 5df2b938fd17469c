import type { Site, SiteKind, Takes } from './site.ts'

const numberOrName: readonly Takes[] = ['service-port-number', 'service-port-name']
const number: readonly Takes[] = ['service-port-number']

/** Both groups: the one of version 3, and the one before. */
const traefik = (...kinds: readonly string[]): readonly SiteKind[] =>
  kinds.flatMap(kind => [
    { group: 'traefik.io', kind },
    { group: 'traefik.containo.us', kind },
  ])
const traefikRow = (id: string, kinds: readonly SiteKind[], at: string): Site => ({
  id,
  kinds,
  at,
  port: ['port'],
  takes: numberOrName,
  target: { is: 'service', name: 'name', namespace: 'namespace' },
  when: { path: 'kind', value: 'Service' },
  note: 'The number or the name of a Service port. With `kind: TraefikService` there is no port.',
  source: 'traefik/traefik pkg/provider/kubernetes/crd/traefikio/v1alpha1/ingressroute.go LoadBalancerSpec',
})

const contour = (id: string, kind: string, at: string): Site => ({
  id,
  kinds: [{ group: 'projectcontour.io', kind }],
  at,
  port: ['port'],
  takes: number,
  target: { is: 'service', name: 'name' },
  note: 'The number of a Service port, from 1 to 65535; names are refused.',
  source: 'projectcontour/contour apis/projectcontour/v1/httpproxy.go Service',
})

const nginx = (kind: string): Site => ({
  id: `nginx-${kind.toLowerCase()}`,
  kinds: [{ group: 'k8s.nginx.org', kind }],
  at: 'spec.upstreams[]',
  port: ['port'],
  takes: number,
  target: { is: 'service', name: 'service' },
  note: 'The number of a Service port; with one that the Service lacks, clients get 502 or a closed connection.',
  source: 'nginx/kubernetes-ingress docs: VirtualServer and TransportServer upstreams',
})

const apisix = (id: string, at: string): Site => ({
  id,
  kinds: [{ group: 'apisix.apache.org', kind: 'ApisixRoute' }],
  at,
  port: ['servicePort'],
  takes: numberOrName,
  target: { is: 'service', name: 'serviceName' },
  note: 'The number or the name of a Service port, also where `resolveGranularity: service` sends to the cluster IP.',
  source:
    'apache/apisix-ingress-controller api/v2/apisixroute_types.go ApisixRouteHTTPBackend, ApisixRouteStreamBackend',
})

const kong = ['TCPIngress', 'UDPIngress'].map(kind => ({ group: 'configuration.konghq.com', kind }))
const emissary = (kind: string): readonly SiteKind[] => [{ group: 'getambassador.io', kind }]
const route: readonly SiteKind[] = [{ group: 'route.openshift.io', kind: 'Route' }]

/** Ingress controllers and edge proxies with kinds of their own. */
export const edgeSites: readonly Site[] = [
  traefikRow(
    'traefik-route',
    traefik('IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'),
    'spec.routes[].services[]',
  ),
  traefikRow('traefik-weighted', traefik('TraefikService'), 'spec.weighted.services[]'),
  traefikRow('traefik-mirroring', traefik('TraefikService'), 'spec.mirroring'),
  traefikRow('traefik-mirror', traefik('TraefikService'), 'spec.mirroring.mirrors[]'),
  traefikRow('traefik-errors', traefik('Middleware'), 'spec.errors.service'),
  contour('contour-route', 'HTTPProxy', 'spec.routes[].services[]'),
  contour('contour-tcp', 'HTTPProxy', 'spec.tcpproxy.services[]'),
  contour('contour-extension', 'ExtensionService', 'spec.services[]'),
  nginx('VirtualServer'),
  nginx('VirtualServerRoute'),
  nginx('TransportServer'),
  {
    id: 'kong-backend',
    kinds: kong,
    at: 'spec.rules[].backend',
    port: ['servicePort'],
    takes: number,
    target: { is: 'service', name: 'serviceName' },
    note: 'The number of a Service port.',
    source: 'Kong/kubernetes-ingress-controller pkg/apis/configuration/v1beta1',
  },
  {
    id: 'kong-listener',
    kinds: kong,
    at: 'spec.rules[]',
    port: ['port'],
    takes: ['own-port'],
    target: { is: 'listener' },
    note: 'The port that Kong listens on.',
    source: 'Kong/kubernetes-ingress-controller pkg/apis/configuration/v1beta1',
  },
  apisix('apisix-http', 'spec.http[].backends[]'),
  apisix('apisix-stream', 'spec.stream[].backend'),
  ...['Mapping', 'TCPMapping'].map(
    (kind): Site => ({
      id: `emissary-${kind.toLowerCase()}`,
      kinds: emissary(kind),
      at: 'spec.service',
      port: [''],
      takes: number,
      target: { is: 'host', host: '' },
      text: { form: 'host-port' },
      note: 'The number of a Service port, 80 when left out (443 with `https://`). A short name means the namespace of the mapping.',
      source: 'emissary-ingress docs: Mapping service',
    }),
  ),
  {
    id: 'openshift-route',
    kinds: route,
    at: 'spec',
    port: ['port.targetPort'],
    mistaken: ['port'],
    takes: ['service-port-name', 'target-port'],
    target: { is: 'service', name: 'to.name' },
    when: { path: 'to.kind', value: 'Service' },
    note: 'Compared with the endpoints: a string is the name of a Service port, a number is where the pods listen, *not* the number of the Service port. Without it every port of the Service gets requests.',
    source: 'openshift/api route/v1 RoutePort; openshift/router pkg/router/template/template_helper.go',
  },
  {
    id: 'openshift-route-alternate',
    kinds: route,
    at: 'spec.alternateBackends[]',
    port: [],
    takes: [],
    target: { is: 'service', name: 'name' },
    when: { path: 'kind', value: 'Service' },
    note: 'The name of a Service; the port is that of the route.',
    source: 'openshift/api route/v1 RouteTargetReference',
  },
]

import { allSites } from '../../server/src/core/k8s/sites/table.ts'
import type { CoverageRow } from './coverageRows.ts'

/** Everything that points to a port, by area: what reads it, or why nothing does. */
export const pointerRows: readonly CoverageRow[] = [
  ...rows('5.1', [
    ['Ingress', sites('ingress-backend', 'ingress-default-backend')],
    ['Ingress of old versions', sites('ingress-backend-old', 'ingress-default-backend-old')],
    ['ingress-nginx and haproxy-ingress take the targetPort, too', 'reference-port-missing; a warning that says so'],
    [
      'tcp-services and udp-services of ingress-nginx',
      sites('ingress-nginx-tcp-services', 'ingress-nginx-udp-services'),
    ],
    [
      'NetworkPolicy',
      `network-policy-cuts-off, network-policy-end-port, network-policy-protocol; ${sites('networkpolicy-ingress', 'networkpolicy-egress')}`,
    ],
    ['Admission webhooks', sites('webhook-service')],
    ['Conversion webhooks', sites('crd-conversion-webhook')],
    ['APIService', sites('apiservice-service')],
    ['EndpointSlice and Endpoints', 'endpoint-port-invalid, endpoints-port-name'],
    ['StatefulSet serviceName', 'stateful-set-service'],
    ['Pod subdomain', sites('pod-subdomain')],
    ['Probes and hooks', 'probe-port-name-missing, probe-port-undeclared'],
    ['Service proxy URLs', 'not checked: they are dialed at the API server, and seldom stand in a manifest'],
    ['kubectl port-forward', 'not a Kubernetes manifest'],
    ['Kinds that point to no port', 'nothing to read'],
  ]),
  ...rows('5.2', [
    [
      'Backends of routes',
      `reference-grant-missing; ${sites('route-backend', 'route-backend-filter', 'route-filter-backend', 'route-auth-backend')}`,
    ],
    ['Parents of routes', `gateway-listener-missing; ${sites('route-parent', 'route-parent-service')}`],
    ['Listeners', `gateway-listener-conflict, gateway-listener-tls; ${sites('gateway-listener')}`],
    ['Redirects', sites('route-redirect')],
    ['BackendTLSPolicy', sites('backend-tls-policy')],
    ['appProtocol of the backend', 'app-protocol-invalid; which protocols a gateway supports is not in manifests'],
    ['Channels of the API', 'versions never matter to the engine: a field that one lacks is absent'],
  ]),
  ...rows('5.3', [
    ['ServiceMonitor port', `monitor-port-unnamed, monitor-selector-no-match; ${sites('servicemonitor-port')}`],
    ['ServiceMonitor targetPort', `pod-port-undeclared; ${sites('servicemonitor-targetport')}`],
    ['PodMonitor', sites('podmonitor-port', 'gke-pod-monitoring', 'gke-cluster-pod-monitoring')],
    ['Alertmanagers of a Prometheus', `reference-target-port; ${sites('prometheus-alertmanager')}`],
    ['Probe', sites('probe-prober', 'probe-target')],
    ['prometheus.io/port', sites('prometheus-pod-annotation', 'prometheus-service-annotation')],
  ]),
  ...rows('5.4', [
    [
      'Destinations of a VirtualService',
      sites(
        'virtualservice-http-destination',
        'virtualservice-tcp-destination',
        'virtualservice-tls-destination',
        'virtualservice-mirror',
        'virtualservice-mirrors',
      ),
    ],
    [
      'Matches of a VirtualService',
      sites('virtualservice-http-match', 'virtualservice-tcp-match', 'virtualservice-tls-match'),
    ],
    ['Forms of host', 'read by every row with a host: a short name means the namespace of the rule'],
    ['DestinationRule', sites('destinationrule-host', 'destinationrule-port', 'destinationrule-subset-port')],
    ['Gateway server', `gateway-server-port; ${sites('istio-gateway-server')}`],
    ['ServiceEntry', sites('serviceentry-port')],
    ['Sidecar', sites('sidecar-ingress', 'sidecar-egress')],
    ['PeerAuthentication', sites('peerauthentication-port')],
    ['AuthorizationPolicy', sites('authorizationpolicy-port', 'authorizationpolicy-condition')],
    ['Inbound ports by annotation', sites('istio-include-inbound', 'istio-exclude-inbound')],
    ['Outbound ports by annotation', sites('istio-include-outbound', 'istio-exclude-outbound')],
    ['Ports of readiness and status', sites('istio-readiness-ports', 'istio-status-port')],
    ['Protocol selection', 'mesh-port-protocol; only where a VirtualService in view routes HTTP to the port'],
    ['Ports of the injected proxy', 'only where the pod itself asks for the proxy'],
  ]),
  ...rows('5.5', [
    ['Linkerd Server', `pod-port-undeclared; ${sites('linkerd-server')}`],
    ['Linkerd ServiceProfile', 'it names no port'],
    [
      'Linkerd annotations',
      sites('linkerd-skip-inbound', 'linkerd-skip-outbound', 'linkerd-opaque', 'linkerd-opaque-service'),
    ],
    ['Ports of the Linkerd proxy', 'only where the pod itself asks for the proxy'],
    ['Dapr', sites('dapr-app-port', 'dapr-metrics-port', 'dapr-component', 'dapr-zipkin', 'dapr-otel')],
    [
      'Consul',
      `${sites('consul-service-port', 'consul-exclude-inbound', 'consul-exclude-outbound')}; upstreams name ports of their own`,
    ],
    ['Vault', sites('vault-agent-cache-port')],
    ['Knative', 'read as a workload'],
    [
      'CiliumNetworkPolicy',
      sites(
        'cilium-ingress',
        'cilium-ingress-specs',
        'cilium-clusterwide-ingress',
        'cilium-clusterwide-ingress-specs',
        'cilium-egress',
        'cilium-egress-specs',
      ),
    ],
    [
      'Argo Rollouts',
      sites(
        'rollout-active',
        'rollout-preview',
        'rollout-stable',
        'rollout-canary',
        'rollout-ping',
        'rollout-pong',
        'rollout-root',
        'rollout-alb',
      ),
    ],
  ]),
  ...rows('5.6', [
    ['Traefik', sites('traefik-route', 'traefik-weighted', 'traefik-mirroring', 'traefik-mirror', 'traefik-errors')],
    ['Contour', sites('contour-route', 'contour-tcp', 'contour-extension')],
    ['NGINX', sites('nginx-virtualserver', 'nginx-virtualserverroute', 'nginx-transportserver')],
    ['Kong', sites('kong-backend', 'kong-listener')],
    ['Emissary', sites('emissary-mapping', 'emissary-tcpmapping')],
    ['OpenShift Route', `reference-target-port; ${sites('openshift-route', 'openshift-route-alternate')}`],
    ['Others that read Ingress', sites('ingress-backend')],
    ['APISIX', sites('apisix-http', 'apisix-stream')],
  ]),
  ...rows('5.7', [
    ['GKE network endpoint groups', sites('gke-neg')],
    ['GKE protocols', sites('gke-app-protocols')],
    ['GKE BackendConfig of a Service', sites('gke-backend-config', 'gke-backend-config-beta')],
    ['GKE health check', sites('gke-health-check')],
    ['AWS TLS ports', sites('aws-ssl-ports')],
    ['AWS health check of a Service', sites('aws-health-check-port')],
    ['AWS health check of an Ingress', sites('alb-health-check-port', 'alb-action')],
    ['Azure health probe by port', sites('azure-port-settings', 'azure-probe-port')],
    ['Azure probe protocol', 'not checked: it names no port'],
    ['MetalLB', 'not checked: it names no port'],
    ['AWS target groups', sites('aws-target-group-binding')],
  ]),
  ...rows('5.8', [
    [
      'Skaffold',
      sites(
        'skaffold-port-forward',
        ...['pod', 'deployment', 'statefulset', 'daemonset', 'replicaset', 'replicationcontroller', 'job'].map(
          kind => `skaffold-port-forward-${kind}`,
        ),
      ),
    ],
    ['Tilt', 'its files are programs, not YAML'],
    ['KEDA', sites('keda-http', 'keda-trigger')],
    ['Compose files', 'not a Kubernetes manifest'],
    ['What Kustomize generates', sites('kustomize-config-literal', 'kustomize-secret-literal')],
  ]),
]

function rows(chapter: string, list: readonly (readonly [what: string, by: string])[]): readonly CoverageRow[] {
  return list.map(([what, by], index) => ({ id: `${chapter}-${index + 1}`, what, by }))
}

/** @throws when the table has no such row */
function sites(...ids: readonly string[]): string {
  for (const id of ids) if (!allSites.some(site => site.id === id)) throw new Error(`there is no site ${id}`)
  return `[sites](sites.md): ${ids.map(id => `\`${id}\``).join(', ')}`
}

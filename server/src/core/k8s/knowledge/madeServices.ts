/**
 * True for a Service that a cluster, or a well-known operator, makes by a name of its own: `kubernetes`, `kube-dns` in
 * `kube-system`, `prometheus-operated`. No manifest is needed for it.
 *
 * @param namespace `undefined` where nobody says it
 */
export function isMadeService(name: string, namespace: string | undefined): boolean {
  if (anywhere.test(name)) return true
  return Object.entries(byNamespace).some(
    ([where, names]) => (namespace === undefined || namespace === where) && names.includes(name),
  )
}

/**
 * True for a name with an end that operators put to the name of what they run: CloudNativePG `-rw`, Strimzi `-kafka-bootstrap`,
 * ECK `-es-http`, Percona `-haproxy`. Others have such names, too.
 */
export function endsAsMade(name: string): boolean {
  return /-(?:rw|ro|repl|pooler|pgbouncer|haproxy|kafka-(?:bootstrap|brokers|external-bootstrap)|zookeeper-client|es-(?:http|transport|internal-http)|kb-http|apm-http|eventsource-svc)$/.test(
    name,
  )
}

/** Of the Prometheus operator, Rook, VictoriaMetrics, Tekton Triggers and Cilium: hardly any other Service has such a name. */
const anywhere =
  /^(?:kubernetes|(?:prometheus|alertmanager|thanos-ruler)-operated|rook-ceph-(?:mgr|rgw|mon|exporter)(?:-.*)?|vm(?:single|agent|alert|select|insert|storage|alertmanager|auth)-.+|el-.+|cilium-(?:gateway|ingress)(?:-.+)?)$/

/** Those that come with the cluster or its tools, where these are installed by their own means. */
const byNamespace: Readonly<Record<string, readonly string[]>> = {
  'kube-system': [
    'kube-dns',
    'coredns',
    'metrics-server',
    'kubelet',
    'hubble-relay',
    'hubble-ui',
    'hubble-peer',
    'traefik',
  ],
  'flux-system': ['webhook-receiver', 'notification-controller', 'source-controller'],
  'istio-system': ['istiod', 'istio-ingressgateway', 'istio-egressgateway'],
}

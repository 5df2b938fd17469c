import { serviceWords } from '../../k8s/knowledge/serviceWords.ts'
import type { Choice } from './choice.ts'

/** @see kubernetes core/v1 types.go: Protocol */
export const protocols: readonly Choice[] = [
  schemaWord('TCP', 'the default'),
  schemaWord('UDP', 'DNS, QUIC, syslog …'),
  schemaWord('SCTP', 'telecom signalling'),
]

/** @see kubernetes core/v1 types.go: URIScheme */
export const schemes: readonly Choice[] = [
  schemaWord('HTTP', 'the default'),
  schemaWord('HTTPS', 'over TLS; the certificate is not verified'),
]

/** @see gateway-api apis/v1 gateway_types.go: ProtocolType */
export const listenerProtocols: readonly Choice[] = [
  word('HTTP', 'without TLS'),
  word('HTTPS', 'TLS ends here'),
  word('TLS', 'told apart by SNI'),
  word('TCP', 'plain TCP'),
  word('UDP', 'plain UDP'),
]

/** @see kubernetes core/v1 types.go: ServicePort.AppProtocol */
export const appProtocols: readonly Choice[] = [
  word('http', 'HTTP/1.1'),
  word('https', 'HTTP over TLS'),
  word('grpc', 'gRPC'),
  word('kubernetes.io/h2c', 'HTTP/2 without TLS'),
  word('kubernetes.io/ws', 'WebSocket without TLS'),
  word('kubernetes.io/wss', 'WebSocket over TLS'),
  word('tcp', 'plain TCP'),
]

/** Why a name is proposed for a port of this number. @example nameDetail('port-7000', 7000) // 'after its number' */
export function nameDetail(name: string, number: unknown): string {
  return name.includes(String(number)) ? 'after its number' : `the usual name of ${number}`
}

/** What a field of a Service's `spec` takes, where that is one of a few words. */
export function serviceWordChoices(field: string): readonly Choice[] {
  const choice = field === 'trafficDistribution' ? word : schemaWord
  return (serviceWords[field] ?? []).map(value => choice(value, said[`${field} ${value}`] ?? ''))
}

/** @see kubernetes core/v1 types.go: ServiceSpec */
const said: Readonly<Record<string, string>> = {
  'type ClusterIP': 'an address inside the cluster, the default',
  'type NodePort': 'also a port on every node',
  'type LoadBalancer': 'also a load balancer in front of the nodes',
  'type ExternalName': 'a DNS alias: no pods, no ports',
  'externalTrafficPolicy Cluster': 'pods on any node, which hides the client’s address',
  'externalTrafficPolicy Local': 'pods of the same node only, which keeps the client’s address',
  'internalTrafficPolicy Cluster': 'pods on any node, the default',
  'internalTrafficPolicy Local': 'pods of the client’s node only',
  'sessionAffinity None': 'any pod for each connection, the default',
  'sessionAffinity ClientIP': 'one pod for each client address',
  'trafficDistribution PreferSameZone': 'from Kubernetes 1.34 on',
  'trafficDistribution PreferSameNode': 'from Kubernetes 1.34 on',
  'trafficDistribution PreferClose': 'the old name of PreferSameZone',
  'ipFamilyPolicy SingleStack': 'one address, the default',
  'ipFamilyPolicy PreferDualStack': 'IPv4 and IPv6 where the cluster has both',
  'ipFamilyPolicy RequireDualStack': 'IPv4 and IPv6, or refused',
}

function word(value: string, detail: string): Choice {
  return { value, kind: 'word', detail }
}

function schemaWord(value: string, detail: string): Choice {
  return { value, kind: 'schema-word', detail }
}

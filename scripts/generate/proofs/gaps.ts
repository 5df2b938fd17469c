import { ingress, object, pod, policy, service } from './proof.ts'

const gateway = (listeners: string): string =>
  object('gateway.networking.k8s.io/v1', 'Gateway', `spec: {gatewayClassName: edge, listeners: [${listeners}]}`)

/** What the API server (or a CRD, a webhook) refuses and no rule reports: docs/coverage.md says so of the row. */
export interface Gap {
  readonly row: string
  /** For a list behind "not reported:". */
  readonly what: string
  readonly manifest: string
}

const probe = (handler: string): string => pod(`livenessProbe: {${handler}}`)

export const gaps: readonly Gap[] = [
  { row: '1.5-1', what: 'a number outside 1 to 65535', manifest: policy('{port: 70000}') },
  {
    row: '1.5-2',
    what: 'a number outside 1 to 65535',
    manifest: ingress('service: {name: shop, port: {number: 70000}}'),
  },
  { row: '1.5-2', what: 'a backend that is empty', manifest: ingress('') },
  {
    row: '1.5-2',
    what: 'a service beside a resource',
    manifest: ingress('service: {name: shop, port: {number: 80}}, resource: {kind: Bucket, name: shop}'),
  },
  { row: '1.5-2', what: 'a service without a name', manifest: ingress('service: {port: {number: 80}}') },
  {
    row: '1.5-2',
    what: 'a name that no Service can have',
    manifest: ingress('service: {name: my_shop, port: {number: 80}}'),
  },
  {
    row: '1.5-3',
    what: 'an invalid appProtocol',
    manifest: object(
      'discovery.k8s.io/v1',
      'EndpointSlice',
      'addressType: IPv4, endpoints: [], ports: [{name: a, port: 80, appProtocol: "a b"}]',
    ),
  },
  { row: 'P1', what: 'an exec without a command', manifest: probe('exec: {}') },
  { row: 'P1', what: 'sleep in a probe', manifest: probe('sleep: {seconds: 1}') },
  { row: 'P1', what: 'grpc in a hook', manifest: pod('lifecycle: {preStop: {grpc: {port: 80}}}') },
  { row: 'P2', what: 'a handler without any field (`httpGet: {}`)', manifest: probe('httpGet: {}') },
  { row: 'P3', what: 'a handler without any field (`grpc: {}`)', manifest: probe('grpc: {}') },
  { row: 'P9', what: 'a quoted number', manifest: probe('httpGet: {port: 80}, periodSeconds: "5"') },
  { row: 'S13', what: 'a clusterIP that is no address', manifest: service('clusterIP: none, ports: [{port: 80}]') },
  { row: 'S14', what: 'an empty list', manifest: service('ports: []') },
  {
    row: 'S21',
    what: 'a CIDR of the wrong form',
    manifest: service('type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.5], ports: [{port: 80}]'),
  },
  {
    row: '5.2-3',
    what: 'a listener without a port, or with a port outside 1 to 65535',
    manifest: gateway('{name: a, port: 0, protocol: HTTP}'),
  },
  { row: '5.2-3', what: 'TLS without a mode', manifest: gateway('{name: a, port: 443, protocol: TLS}') },
  {
    row: '5.2-3',
    what: 'a hostname with TCP or UDP',
    manifest: gateway('{name: a, port: 80, protocol: TCP, hostname: a.example.com}'),
  },
]

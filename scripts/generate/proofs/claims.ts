import { apart, object, pod, policy, proofs, service, workload } from './proof.ts'

const http = 'ports: [{name: http, containerPort: 8080}]'
const behind = (ports: string): string => service(ports) + apart + workload('Deployment', http)
const gateway = (listeners: string): string =>
  object('gateway.networking.k8s.io/v1', 'Gateway', `spec: {gatewayClassName: edge, listeners: [${listeners}]}`)
const twice = pod('ports: [{name: a, containerPort: 80}, {name: b, containerPort: 80}]')
const headless = 'externalTrafficPolicy: Local, ports: [{port: 80}]'
const init = 'initContainers: [{name: init, image: "example.com/init:1", ports: [{name: web, containerPort: 80}]}], '

/** Proofs of rows of the other chapters whose rules may be errors. */
export const claimProofs = proofs([
  ['5.1-5', 'network-policy-end-port', 'error', policy('{port: http, endPort: 90}')],
  [
    '5.1-9',
    'endpoint-port-invalid',
    'error',
    object('v1', 'Endpoints', 'subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{port: 80}, {port: 81}]}]'),
  ],
  ['5.1-12', 'probe-port-name-missing', 'error', pod(`livenessProbe: {httpGet: {port: web}}, ${http}`)],
  [
    '5.2-3',
    'gateway-listener-conflict',
    'error',
    gateway('{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: HTTP}'),
  ],
  ['5.2-3', 'gateway-listener-tls', 'error', gateway('{name: a, port: 80, protocol: HTTP, tls: {mode: Terminate}}')],
  ['5.2-6', 'app-protocol-invalid', 'error', service('ports: [{port: 80, appProtocol: "a b"}]')],
  [
    '5.4-8',
    'peer-authentication-selector',
    'error',
    object('security.istio.io/v1', 'PeerAuthentication', 'spec: {portLevelMtls: {8080: {mode: DISABLE}}}'),
  ],
  [
    '5.5-8',
    'knative-port',
    'error',
    object(
      'serving.knative.dev/v1',
      'Service',
      'spec: {template: {spec: {containers: [{image: "example.com/shop:1", ports: [{containerPort: 8080}, {containerPort: 9000}]}]}}}',
    ),
  ],
  ['6.1-12', 'service-name-invalid', 'warning', service('ports: [{port: 80}]', 'name: 1st')],
  ['8-14', 'port-duplicate', 'hint', twice],
  ['9-5', 'port-name-duplicate', 'error', pod('ports: [{name: a, containerPort: 80}, {name: a, containerPort: 81}]')],
  ['9-6', 'port-duplicate', 'hint', twice],
  [
    '9-7',
    'probe-port-name-missing',
    'error',
    pod(`livenessProbe: {httpGet: {port: http}}}, {name: other, image: "example.com/other:1", ${http}`),
  ],
  ['9-8', 'probe-port-name-missing', 'error', pod(`livenessProbe: {httpGet: {port: web}}, ${http}`)],
  ['9-9', 'target-port-protocol', 'error', behind('ports: [{port: 80, targetPort: http, protocol: UDP}]')],
  [
    '9-10',
    'target-port-name-missing',
    'error',
    service('ports: [{port: 80, targetPort: web}]') + apart + workload('Deployment', http, init),
  ],
  ['9-11', 'port-name-invalid', 'silent', service('ports: [{name: a-name-that-is-very-long, port: 80}]')],
  [
    '9-12',
    'node-port-conflict',
    'error',
    service('type: NodePort, ports: [{port: 80, nodePort: 30080}]') +
      apart +
      service('type: NodePort, ports: [{port: 80, nodePort: 30080, protocol: UDP}]', 'name: other'),
  ],
  [
    '9-22',
    'reference-port-kind',
    'error',
    object('monitoring.coreos.com/v1', 'ServiceMonitor', 'spec: {selector: {}, endpoints: [{port: 8080}]}'),
  ],
  ['9-37', 'host-network-port', 'silent', workload('Deployment', http, 'hostNetwork: true, ')],
  ['9-39', 'service-name-invalid', 'warning', service('ports: [{port: 80}]', 'name: 1st')],
  ['9-42', 'port-not-a-number', 'error', pod('livenessProbe: {grpc: {port: grpc}}')],
  ['T2', 'service-field-forbidden', 'error', service(headless)],
  ['T3', 'port-duplicate', 'hint', twice],
  ['T10', 'label-value-type', 'error', service('selector: {app: 1}, ports: [{port: 80}]')],
  [
    'T11',
    'field-misplaced',
    'error',
    service('ports: [{port: 80}], template: {}, name: shop').replace(
      'metadata: {name: shop}, spec: {',
      'metadata: {name: shop}, ports: [{port: 80}], spec: {',
    ),
  ],
  [
    'T11',
    'spec-misplaced',
    'error',
    '{apiVersion: v1, kind: Service, metadata: {name: shop, spec: {selector: {app: shop}, ports: [{port: 80}]}}}',
  ],
  ['T11', 'list-expected', 'error', service('ports: {port: 80}')],
  ['T16', 'service-field-forbidden', 'error', service('loadBalancerSourceRanges: [10.0.0.0/8], ports: [{port: 80}]')],
  [
    'T18',
    'sysctl-host-network',
    'error',
    pod(
      '',
      'hostNetwork: true, securityContext: {sysctls: [{name: net.ipv4.ip_local_port_range, value: "1024 65535"}]}, ',
    ),
  ],
  [
    'T18',
    'sysctl-invalid',
    'warning',
    pod('', 'securityContext: {sysctls: [{name: net.ipv4.ip_local_port_range, value: "60999 32768"}]}, '),
  ],
])

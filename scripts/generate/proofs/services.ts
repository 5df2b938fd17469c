import { apart, proofs, service, workload } from './proof.ts'

const two = (second: string): string => service(`ports: [{name: a, port: 80}, {${second}}]`)
const typed = (type: string, rest: string): string => service(`type: ${type}, ${rest}, ports: [{port: 80}]`)

/** Proofs of the rows about Services: S1 to S29. */
export const serviceProofs = proofs([
  ['S1', 'port-out-of-range', 'error', service('ports: [{port: 70000}]')],
  ['S1', 'port-not-a-number', 'error', service('ports: [{port: http}]')],
  ['S1', 'port-quoted-number', 'error', service('ports: [{port: "80"}]')],
  ['S1', 'port-required', 'error', service('ports: [{name: http, targetPort: 80}]')],
  ['S2', 'port-name-required', 'error', two('port: 81')],
  ['S2', 'port-name-invalid', 'error', service('ports: [{name: A_b, port: 80}]')],
  ['S2', 'port-name-duplicate', 'error', two('name: a, port: 81')],
  ['S3', 'port-duplicate', 'error', two('name: b, port: 80')],
  ['S3', 'port-number-two-protocols', 'hint', two('name: b, port: 80, protocol: UDP')],
  [
    'S4',
    'node-port-conflict',
    'error',
    service('type: NodePort, ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30080}]'),
  ],
  ['S5', 'port-out-of-range', 'error', service('ports: [{port: 80, targetPort: 70000}]')],
  ['S5', 'port-name-invalid', 'error', service('ports: [{port: 80, targetPort: A_b}]')],
  ['S5', 'port-quoted-number', 'error', service('ports: [{port: 80, targetPort: "80"}]')],
  ['S6', 'protocol-invalid', 'error', service('ports: [{port: 80, protocol: tcp}]')],
  ['S7', 'app-protocol-invalid', 'error', service('ports: [{port: 80, appProtocol: "a b"}]')],
  ['S8', 'node-port-type', 'error', service('ports: [{port: 80, nodePort: 30080}]')],
  [
    'S9',
    'node-port-type',
    'warning',
    service('type: ExternalName, externalName: a.example.com, ports: [{port: 80, nodePort: 30080}]'),
  ],
  ['S10', 'node-port-range', 'warning', service('type: NodePort, ports: [{port: 80, nodePort: 40080}]')],
  [
    'S11',
    'node-port-conflict',
    'error',
    service('type: NodePort, ports: [{port: 80, nodePort: 30080}]') +
      apart +
      service('type: NodePort, ports: [{port: 80, nodePort: 30080, protocol: UDP}]', 'name: other'),
  ],
  [
    'S12',
    'node-port-conflict',
    'error',
    service(
      'type: NodePort, ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30080, protocol: UDP}]',
    ),
  ],
  ['S13', 'service-field-forbidden', 'error', typed('NodePort', 'clusterIP: None')],
  ['S14', 'list-expected', 'error', service('ports: {port: 80, targetPort: 8080}')],
  ['S15', 'external-name-invalid', 'error', service('type: ExternalName, ports: [{port: 80}]')],
  [
    'S15',
    'service-field-forbidden',
    'error',
    service('type: ExternalName, externalName: a.example.com, clusterIP: 10.0.0.1'),
  ],
  [
    'S15',
    'service-field-ignored',
    'warning',
    service('type: ExternalName, externalName: a.example.com, selector: {app: shop}'),
  ],
  ['S16', 'service-field-forbidden', 'error', service('externalTrafficPolicy: Local, ports: [{port: 80}]')],
  ['S16', 'service-field-value', 'error', typed('NodePort', 'externalTrafficPolicy: local')],
  ['S17', 'service-field-value', 'error', service('internalTrafficPolicy: local, ports: [{port: 80}]')],
  ['S18', 'service-field-forbidden', 'error', typed('NodePort', 'healthCheckNodePort: 30080')],
  [
    'S18',
    'node-port-range',
    'warning',
    typed('LoadBalancer', 'externalTrafficPolicy: Local, healthCheckNodePort: 40080'),
  ],
  [
    'S18',
    'node-port-conflict',
    'error',
    service(
      'type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30080, ports: [{port: 80, nodePort: 30080}]',
    ),
  ],
  ['S19', 'service-field-value', 'error', service('sessionAffinity: ClientIp, ports: [{port: 80}]')],
  [
    'S19',
    'session-affinity-timeout',
    'error',
    service(
      'sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 90000}}, ports: [{port: 80}]',
    ),
  ],
  [
    'S19',
    'service-field-ignored',
    'warning',
    service('clusterIP: None, sessionAffinity: ClientIP, ports: [{port: 80}]'),
  ],
  [
    'S20',
    'service-field-ignored',
    'warning',
    service('sessionAffinityConfig: {clientIP: {timeoutSeconds: 600}}, ports: [{port: 80}]'),
  ],
  ['S21', 'service-field-forbidden', 'error', typed('NodePort', 'loadBalancerSourceRanges: [10.0.0.0/8]')],
  ['S22', 'service-field-forbidden', 'error', typed('NodePort', 'allocateLoadBalancerNodePorts: false')],
  [
    'S22',
    'load-balancer-node-ports',
    'information',
    service('type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80, nodePort: 30080}]'),
  ],
  ['S23', 'service-field-forbidden', 'error', typed('NodePort', 'loadBalancerClass: a.example.com/b')],
  ['S23', 'service-field-value', 'error', typed('LoadBalancer', 'loadBalancerClass: "a b"')],
  ['S24', 'service-field-value', 'error', service('trafficDistribution: Near, ports: [{port: 80}]')],
  ['S24', 'traffic-distribution-deprecated', 'hint', service('trafficDistribution: PreferClose, ports: [{port: 80}]')],
  ['S25', 'service-name-invalid', 'error', service('ports: [{port: 80}]', 'name: my_shop')],
  [
    'S26',
    'load-balancer-mixed-protocols',
    'hint',
    service('type: LoadBalancer, ports: [{name: a, port: 80}, {name: b, port: 81, protocol: UDP}]'),
  ],
  [
    'S28',
    'service-field-forbidden',
    'error',
    service('type: ClusterIP, externalTrafficPolicy: Local, ports: [{port: 80}]'),
  ],
  ['S29', 'port-number-two-protocols', 'hint', two('name: b, port: 80, protocol: UDP')],
  [
    'S16',
    'traffic-policy-local',
    'hint',
    service('type: NodePort, externalTrafficPolicy: Local, ports: [{port: 80}]') + apart + workload('Deployment', ''),
  ],
  [
    'S18',
    'traffic-policy-local',
    'silent',
    service('type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 80}]') +
      apart +
      workload('Deployment', ''),
  ],
  [
    'S20',
    'session-affinity-timeout',
    'error',
    service('sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}, ports: [{port: 80}]'),
  ],
])

import { apart, ingress, object, pod, policy, proofs, service, workload } from './proof.ts'

const http = 'ports: [{name: http, containerPort: 8080}]'
const slice = (ports: string): string =>
  `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: shop, labels: {kubernetes.io/service-name: shop}}, addressType: IPv4, endpoints: [], ports: [${ports}]}`
const endpoints = (ports: string): string =>
  object('v1', 'Endpoints', `subsets: [{addresses: [{ip: 10.0.0.1}], ports: [${ports}]}]`)
const behind = (of: string, container = http): string => service(of) + apart + workload('Deployment', container)
const byHand = 'selector: {}, ports: [{name: http, port: 80}]'

/** Proofs of the rows about policies, Ingresses and endpoints, and of the chapters 2 and 3. */
export const otherProofs = proofs([
  ['1.5-1', 'network-policy-end-port', 'error', policy('{port: 9000, endPort: 8000}')],
  ['1.5-1', 'network-policy-protocol', 'error', policy('{port: 80, protocol: tcp}')],
  ['1.5-1', 'reference-port-name-invalid', 'error', policy('{port: a-name-that-is-too-long}')],
  ['1.5-2', 'backend-port-required', 'error', ingress('service: {name: shop}')],
  ['1.5-2', 'backend-port-twice', 'error', ingress('service: {name: shop, port: {name: http, number: 80}}')],
  ['1.5-2', 'ingress-backend-form', 'error', ingress('serviceName: shop, servicePort: 80')],
  ['1.5-2', 'reference-port-kind', 'error', ingress('service: {name: shop, port: {number: http}}')],
  [
    '1.5-2',
    'reference-port-name-invalid',
    'error',
    ingress('service: {name: shop, port: {name: a-name-that-is-too-long}}'),
  ],
  ['1.5-3', 'endpoint-port-invalid', 'error', slice('{name: A_b, port: 80}')],
  ['1.5-3', 'endpoints-port-name', 'warning', service(byHand) + apart + slice('{name: web, port: 80}')],
  ['1.5-4', 'endpoint-port-invalid', 'error', endpoints('{port: 70000}')],
  ['1.5-4', 'endpoints-port-name', 'warning', service(byHand) + apart + endpoints('{name: web, port: 80}')],
  [
    '2-4',
    'session-affinity-timeout',
    'error',
    service('sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}, ports: [{port: 80}]'),
  ],
  [
    '2-7',
    'load-balancer-node-ports',
    'information',
    service('type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80, nodePort: 30080}]'),
  ],
  ['2-10', 'host-network-port', 'error', pod('ports: [{containerPort: 80, hostPort: 8080}]', 'hostNetwork: true, ')],
  [
    '2-11',
    'service-env-clash',
    'warning',
    service('ports: [{port: 80}]', 'name: solr') +
      apart +
      workload('Deployment', '').replace('example.com/shop:1', 'solr:9'),
  ],
  ['2-12', 'probe-threshold', 'error', pod('livenessProbe: {httpGet: {port: 80}, failureThreshold: -1}')],
  [
    '2-13',
    'reference-port-missing',
    'warning',
    service('ports: [{port: 8443}]') +
      apart +
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingWebhookConfiguration',
        'webhooks: [{name: a.example.com, clientConfig: {service: {name: shop, namespace: default}}}]',
      ),
  ],
  ['2-14', 'node-port-range', 'warning', service('type: NodePort, ports: [{port: 80, nodePort: 2000}]')],
  ['3.1-1', 'target-port-number-undeclared', 'warning', behind('ports: [{port: 80, targetPort: 9090}]')],
  ['3.1-2', 'target-port-name-missing', 'error', behind('ports: [{port: 80, targetPort: web}]')],
  ['3.1-2', 'target-port-protocol', 'error', behind('ports: [{port: 80, targetPort: http, protocol: UDP}]')],
  [
    '3.1-3',
    'target-port-name-partial',
    'warning',
    behind('ports: [{port: 80, targetPort: http}]') +
      apart +
      workload('StatefulSet', 'ports: [{name: web, containerPort: 8080}]'),
  ],
  ['3.1-4', 'target-port-protocol', 'error', behind('ports: [{port: 80, targetPort: http, protocol: UDP}]')],
  [
    '3.1-5',
    'target-port-name-ambiguous',
    'hint',
    behind('ports: [{port: 80, targetPort: http}]') +
      apart +
      workload('StatefulSet', 'ports: [{name: http, containerPort: 9090}]'),
  ],
  ['3.1-6', 'target-port-name-missing', 'error', behind('ports: [{port: 80, targetPort: web}]')],
  ['3.2-1', 'selector-no-match', 'warning', behind('selector: {app: shop, tier: web}, ports: [{port: 80}]')],
  [
    '3.2-2',
    'selector-no-match',
    'warning',
    service('ports: [{port: 80}]', 'name: shop, namespace: prod') +
      apart +
      pod('ports: [{containerPort: 80}]', '', 'name: shop, namespace: test, labels: {app: shop}'),
  ],
  ['3.2-3', 'endpoints-port-name', 'warning', service(byHand) + apart + slice('{name: web, port: 80}')],
  [
    '3.2-4',
    'service-field-ignored',
    'warning',
    service('type: ExternalName, externalName: a.example.com, selector: {app: shop}'),
  ],
  [
    '3.2-5',
    'selector-no-match',
    'warning',
    service('ports: [{port: 80}]') + apart + workload('Deployment', '').replaceAll('app: shop', 'app: shops'),
  ],
  [
    '3.2-5',
    'workload-selector-mismatch',
    'error',
    workload('Deployment', '').replace('labels: {app: shop}', 'labels: {app: web}'),
  ],
  [
    '3.2-7',
    'target-port-name-partial',
    'warning',
    behind('ports: [{port: 80, targetPort: http}]') +
      apart +
      workload('StatefulSet', 'ports: [{name: web, containerPort: 81}]'),
  ],
  ['3.3-1', 'headless-port-differs', 'warning', behind('clusterIP: None, ports: [{port: 80, targetPort: 8080}]')],
  ['3.3-2', 'headless-port-differs', 'warning', behind('clusterIP: None, ports: [{port: 80, targetPort: 8080}]')],
  ['3.3-5', 'endpoints-port-name', 'warning', service(byHand) + apart + slice('{name: web, port: 80}')],
  [
    '3.3-7',
    'stateful-set-service',
    'information',
    workload('StatefulSet', '').replace('spec: {selector', 'spec: {serviceName: shop, selector'),
  ],
])

import { apart, pod, proofs, workload } from './proof.ts'

const port = (entries: string): string => pod(`ports: [{${entries}}]`)
const ports = (first: string, second: string): string => pod(`ports: [{${first}}, {${second}}]`)
const beside = (first: string, second: string, spec = ''): string =>
  pod(`${first}}, {name: other, image: "example.com/other:1", ${second}`, spec)
const probe = (handler: string, of = 'livenessProbe', rest = ''): string => pod(`${of}: {${handler}}${rest}`)
const init = (rest: string): string => pod('', `initContainers: [{name: init, image: "example.com/init:1", ${rest}}], `)
const sysctl = (name: string, value: string): string =>
  pod('', `securityContext: {sysctls: [{name: ${name}, value: "${value}"}]}, `)
const onHost = 'hostNetwork: true, '

/** Proofs of the rows about containers: C1 to C16 and 1.2. */
export const containerProofs = proofs([
  ['C1', 'port-out-of-range', 'error', port('containerPort: 70000')],
  ['C1', 'port-not-a-number', 'error', port('containerPort: http')],
  ['C1', 'port-quoted-number', 'error', port('containerPort: "80"')],
  ['C1', 'port-required', 'error', port('name: http')],
  ['C1', 'list-expected', 'error', pod('ports: {containerPort: 80}')],
  ['C2', 'port-out-of-range', 'error', port('containerPort: 80, hostPort: 70000')],
  ['C2', 'port-not-a-number', 'error', port('containerPort: 80, hostPort: http')],
  ['C3', 'protocol-invalid', 'error', port('containerPort: 80, protocol: tcp')],
  ['C4', 'port-name-invalid', 'error', port('containerPort: 80, name: a-name-that-is-too-long')],
  ['C5', 'port-name-duplicate', 'error', ports('name: a, containerPort: 80', 'name: a, containerPort: 81')],
  [
    'C6',
    'port-name-duplicate',
    'information',
    beside('ports: [{name: a, containerPort: 80}]', 'ports: [{name: a, containerPort: 81}]'),
  ],
  ['C7', 'port-duplicate', 'hint', ports('name: a, containerPort: 80', 'name: b, containerPort: 80')],
  [
    'C8',
    'host-port-duplicate',
    'error',
    ports('name: a, containerPort: 80, hostPort: 8080', 'name: b, containerPort: 81, hostPort: 8080'),
  ],
  [
    'C9',
    'host-port-duplicate',
    'warning',
    pod(
      'ports: [{containerPort: 80, hostPort: 8080}]',
      'initContainers: [{name: init, image: "example.com/init:1", restartPolicy: Always, ports: [{containerPort: 81, hostPort: 8080}]}], ',
    ),
  ],
  ['C10', 'host-network-port', 'error', pod('ports: [{containerPort: 80, hostPort: 8080}]', onHost)],
  [
    'C10',
    'host-port-duplicate',
    'error',
    beside('ports: [{containerPort: 80}]', 'ports: [{containerPort: 80}]', onHost),
  ],
  ['C11', 'host-network-port', 'error', workload('Deployment', 'ports: [{containerPort: 80, hostPort: 8080}]', onHost)],
  [
    'C12',
    'container-field-forbidden',
    'error',
    pod('', 'ephemeralContainers: [{name: debug, image: "example.com/debug:1", ports: [{containerPort: 80}]}], '),
  ],
  ['C13', 'container-field-forbidden', 'error', init('livenessProbe: {tcpSocket: {port: 80}}')],
  [
    'C14',
    'host-port-conflict',
    'warning',
    workload('DaemonSet', 'ports: [{containerPort: 80, hostPort: 8080}]') +
      apart +
      workload('DaemonSet', 'ports: [{containerPort: 81, hostPort: 8080}]').replaceAll('shop', 'other'),
  ],
  [
    'C15',
    'host-port-pod-security',
    'warning',
    `{apiVersion: v1, kind: Namespace, metadata: {name: prod, labels: {pod-security.kubernetes.io/enforce: baseline}}}${apart}${pod('ports: [{containerPort: 80, hostPort: 8080}]', '', 'name: shop, namespace: prod')}`,
  ],
  ['C16', 'port-duplicate', 'hint', ports('name: a, containerPort: 80', 'name: b, containerPort: 80')],
  ['1.2-1', 'port-duplicate', 'hint', ports('name: a, containerPort: 80', 'name: b, containerPort: 80')],
  [
    '1.2-2',
    'port-duplicate',
    'hint',
    ports('name: a, containerPort: 80, hostPort: 8080', 'name: b, containerPort: 80'),
  ],
  [
    '1.2-3',
    'host-port-duplicate',
    'warning',
    ports('containerPort: 80, hostPort: 8080, hostIP: 10.0.0.1', 'containerPort: 80, hostPort: 8080'),
  ],
  [
    '1.2-6',
    'port-name-duplicate',
    'information',
    beside('ports: [{name: a, containerPort: 80}]', 'ports: [{name: a, containerPort: 81}]'),
  ],
])

/** Proofs of the rows about probes, hooks and sysctls: P1 to P14 and 1.4. */
export const probeProofs = proofs([
  ['P1', 'probe-handler-count', 'error', probe('httpGet: {port: 80}, tcpSocket: {port: 80}')],
  ['P1', 'probe-handler-count', 'error', probe('periodSeconds: 5')],
  ['P2', 'port-out-of-range', 'error', probe('httpGet: {port: 70000}')],
  ['P2', 'port-out-of-range', 'error', probe('tcpSocket: {port: 0}')],
  ['P2', 'port-name-invalid', 'error', probe('httpGet: {port: A_b}')],
  ['P2', 'port-quoted-number', 'error', probe('tcpSocket: {port: "80"}')],
  ['P2', 'port-required', 'error', probe('httpGet: {path: /}')],
  ['P3', 'port-not-a-number', 'error', probe('grpc: {port: grpc}')],
  ['P3', 'port-quoted-number', 'error', probe('grpc: {port: "80"}')],
  [
    'P4',
    'probe-port-name-missing',
    'error',
    beside('livenessProbe: {httpGet: {port: web}}', 'ports: [{name: web, containerPort: 80}]'),
  ],
  [
    'P5',
    'probe-port-name-missing',
    'error',
    probe('httpGet: {port: web}', 'readinessProbe', ', ports: [{containerPort: 80}]'),
  ],
  [
    'P6',
    'probe-port-undeclared',
    'warning',
    pod('livenessProbe: {httpGet: {port: 8080}}, ports: [{containerPort: 80}]').replace(
      'example.com/shop:1',
      'nginx:1.27',
    ),
  ],
  ['P7', 'probe-scheme-invalid', 'error', probe('httpGet: {port: 80, scheme: https}')],
  [
    'P7',
    'probe-scheme-port',
    'information',
    probe('httpGet: {port: 443}', 'livenessProbe', ', ports: [{name: https, containerPort: 443}]'),
  ],
  ['P7', 'probe-host-local', 'warning', probe('httpGet: {port: 80, host: localhost}')],
  ['P8', 'probe-host-local', 'warning', probe('tcpSocket: {port: 80, host: 127.0.0.1}')],
  [
    'P8',
    'listen-loopback',
    'warning',
    probe(
      'httpGet: {port: 8080}',
      'readinessProbe',
      ', args: ["--listen=127.0.0.1:8080"], ports: [{containerPort: 8080}]',
    ),
  ],
  ['P9', 'probe-threshold', 'error', probe('httpGet: {port: 80}, periodSeconds: -1')],
  ['P10', 'probe-threshold', 'error', probe('httpGet: {port: 80}, successThreshold: 2')],
  ['P11', 'probe-threshold', 'error', probe('httpGet: {port: 80}, terminationGracePeriodSeconds: 5', 'readinessProbe')],
  ['P13', 'probe-host-local', 'warning', probe('httpGet: {port: 80, host: 127.0.0.1}')],
  ['P14', 'hook-tcp-socket', 'error', pod('lifecycle: {preStop: {tcpSocket: {port: 80}}}')],
  [
    '1.4-1',
    'ephemeral-port-range',
    'warning',
    pod(
      'ports: [{containerPort: 8080}]',
      'securityContext: {sysctls: [{name: net.ipv4.ip_local_port_range, value: "1024 65535"}]}, ',
    ),
  ],
  ['1.4-1', 'sysctl-invalid', 'warning', sysctl('net.ipv4.ip_local_port_range', '60999 32768')],
  ['1.4-1', 'sysctl-unsafe', 'silent', sysctl('net.ipv4.ip_local_port_range', '1024 65535')],
  ['1.4-2', 'sysctl-unsafe', 'silent', sysctl('net.ipv4.ping_group_range', '0 0')],
  ['1.4-3', 'sysctl-unsafe', 'silent', sysctl('net.ipv4.ip_unprivileged_port_start', '0')],
  ['1.4-3', 'sysctl-invalid', 'warning', sysctl('net.ipv4.ip_unprivileged_port_start', '70000')],
  [
    '1.4-3',
    'privileged-port',
    'hint',
    pod('ports: [{containerPort: 80}]', 'securityContext: {runAsNonRoot: true, runAsUser: 1000}, '),
  ],
  ['1.4-4', 'sysctl-unsafe', 'silent', sysctl('net.ipv4.ip_local_reserved_ports', '8080')],
  ['1.4-4', 'sysctl-invalid', 'warning', sysctl('net.ipv4.ip_local_reserved_ports', '9100-9000')],
  [
    '1.4-4',
    'ephemeral-port-range',
    'silent',
    pod(
      'ports: [{containerPort: 8080}]',
      'securityContext: {sysctls: [{name: net.ipv4.ip_local_port_range, value: "1024 65535"}, {name: net.ipv4.ip_local_reserved_ports, value: "8080"}]}, ',
    ),
  ],
  ['1.4-5', 'sysctl-unsafe', 'silent', sysctl('net.ipv4.tcp_keepalive_time', '600')],
  ['1.4-6', 'sysctl-unsafe', 'silent', sysctl('net.ipv4.tcp_fin_timeout', '30')],
  ['1.4-7', 'sysctl-unsafe', 'silent', sysctl('net.ipv4.tcp_rmem', '4096 87380 6291456')],
  ['1.4-8', 'sysctl-unsafe', 'information', sysctl('net.ipv4.tcp_tw_reuse', '1')],
  ['P11', 'probe-threshold', 'error', probe('httpGet: {port: 80}, terminationGracePeriodSeconds: 0')],
])

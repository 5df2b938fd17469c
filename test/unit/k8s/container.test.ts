import { describe, expect, test } from 'vitest'
import { portsIn } from '../../../server/src/core/k8s/read/mentions.ts'
import { plain, workloadOf } from './facts.ts'

/** The pod of a Pod resource with this spec. */
function podOf(spec: string, metadata = 'name: web') {
  const indented = spec.replace(/^/gm, '  ')
  const [pod] = workloadOf(`apiVersion: v1\nkind: Pod\nmetadata: {${metadata}}\nspec:\n${indented}\n`).pods
  if (!pod) throw new Error('no pod')
  return pod
}

/** The first container of a Pod, with these fields. */
function containerOf(fields: string) {
  const [container] = podOf(`containers:\n- name: web\n  image: web\n${fields.replace(/^/gm, '  ')}`).containers
  if (!container) throw new Error('no container')
  return container
}

test('containers come in the order of their start, each with its role', () => {
  const { containers } = podOf(`
containers: [{name: web, image: w}]
ephemeralContainers: [{name: debug, image: d}]
initContainers: [{name: migrate, image: m}, {name: proxy, image: p, restartPolicy: Always}]`)
  expect(containers.map(container => [plain(container.name), container.role])).toEqual([
    ['migrate', 'init'],
    ['proxy', 'sidecar'],
    ['web', 'main'],
    ['debug', 'ephemeral'],
  ])
})

test('a container with everything', () => {
  expect(
    plain(
      containerOf(`ports:
- {name: http, containerPort: 8080, hostPort: 80, hostIP: 127.0.0.1, protocol: TCP}
- {containerPort: "9090", hostPort: 0}
command: [serve, 8080]
args: [--port=8080, "--host=$(HOST)", ""]
env:
- {name: A, value: ""}
- {name: B, value: 8080}
- {name: C, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}`),
    ),
  ).toMatchObject({
    role: 'main',
    name: 'web',
    image: 'web',
    ports: [
      { name: 'http', containerPort: 8080, hostPort: 80, hostIP: '127.0.0.1', protocol: 'TCP' },
      { containerPort: '9090' },
    ],
    probes: [],
    command: ['serve', '?type'],
    args: ['--port=8080', '?placeholder', ''],
    env: [{ name: 'A', value: '' }, { name: 'B', value: '?type' }, { name: 'C' }],
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      addedCapabilities: ['NET_BIND_SERVICE'],
      droppedCapabilities: ['ALL'],
    },
  })
})

test('fields of the pod', () => {
  const pod = podOf(
    `hostNetwork: true
securityContext:
  runAsUser: 0
  sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]
containers: []`,
    'labels: {app: web}, annotations: {prometheus.io/port: "9102"}',
  )
  expect(plain(pod)).toMatchObject({
    hostNetwork: true,
    labels: { app: 'web' },
    annotations: { 'prometheus.io/port': '9102' },
    securityContext: { runAsUser: 0 },
    sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
  })
})

describe('probes and hooks', () => {
  test('come in a fixed order with their handlers', () => {
    const { probes } = containerOf(`startupProbe: {grpc: {port: 9000}}
livenessProbe: {httpGet: {path: /live, port: http, scheme: HTTPS, host: localhost}}
readinessProbe: {tcpSocket: {port: 80}, exec: {command: [true]}}
lifecycle: {preStop: {sleep: {seconds: 5}}, postStart: {exec: {command: [a]}}}`)
    expect(plain(probes)).toMatchObject([
      {
        of: 'livenessProbe',
        handlers: [{ type: 'httpGet', port: 'http', path: '/live', scheme: 'HTTPS', host: 'localhost' }],
      },
      { of: 'readinessProbe', handlers: [{ type: 'tcpSocket', port: 80 }, { type: 'exec' }] },
      { of: 'startupProbe', handlers: [{ type: 'grpc', port: 9000 }] },
      { of: 'postStart', handlers: [{ type: 'exec' }] },
      { of: 'preStop', handlers: [{ type: 'sleep' }] },
    ])
  })

  test('a handler that is being typed is there, without a port', () => {
    const [probe] = containerOf('livenessProbe:\n  tcpSocket:\n').probes
    expect(probe?.handlers).toMatchObject([{ type: 'tcpSocket', port: { kind: 'absent' } }])
  })

  test('the span of a handler starts at its key', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: b, livenessProbe: {tcpSocket: {port: 80}}}]}'
    const [probe] = workloadOf(text).pods[0]?.containers[0]?.probes ?? []
    const [handler] = probe?.handlers ?? []
    const slice = (span = { start: 0, end: 0 }) => text.slice(span.start, span.end)
    expect([handler?.keySpan, handler?.span, probe?.keySpan, probe?.span].map(slice)).toEqual([
      'tcpSocket',
      'tcpSocket: {port: 80}',
      'livenessProbe',
      'livenessProbe: {tcpSocket: {port: 80}}',
    ])
  })
})

describe('numbers that a text mentions', () => {
  test.each([
    ['8080', [8080]],
    [':8080', [8080]],
    ['--port=8080', [8080]],
    ['--listen=0.0.0.0:8080', [8080]],
    ['http://api:8080/health?x=9000', [8080, 9000]],
    ['[::]:8443', [8443]],
    ['tcp://db:5432,tcp://cache:6379', [5432, 6379]],
    ['--ports 80 443', [80, 443]],
    ['{"port":9100}', [9100]],
    ['port 8080.', [8080]],
    ['10.0.0.1', []],
    ['nginx-1.27', []],
    ['512Mi 30s 500m 0.5', []],
    ['0 65536 99999 123456', []],
    ['65535', [65535]],
    ['sha256', [256]],
    ['', []],
  ])('%s', (text, numbers) => {
    expect([...portsIn(text)]).toEqual(numbers)
  })
})

describe('a pod mentions', () => {
  const pod = podOf(
    `initContainers: [{name: i, image: i, args: ["--wait=db:5432"]}]
containers:
- name: web
  image: web:7000
  command: [serve, ":8001"]
  args: ["--port", 8002]
  env: [{name: P7001, value: "8003"}, {name: Q, value: 8004}, {name: R, value: "\${HOST}:8005"}]
  ports: [{containerPort: 7002}]
  livenessProbe: {tcpSocket: {port: 8006}}
  lifecycle: {preStop: {httpGet: {port: 8007}}}`,
    'annotations: {prometheus.io/port: "8008"}, labels: {port: "7003"}',
  )

  test('what command, args, env, probes, hooks and annotations say, and not what it declares', () => {
    expect(plain(pod.mentions)).toEqual([5432, 8001, 8002, 8003, 8004, 8005, 8006, 8007, 8008])
  })

  test('what annotations of the workload say', () => {
    const [template] = workloadOf(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {annotations: {port: "9000"}}\nspec: {template: {spec: {containers: [{name: a, image: b}]}}}',
    ).pods
    expect(plain(template?.mentions)).toEqual([9000])
  })
})

describe('text that cannot be known may mention any number', () => {
  test.each([
    ['args: ["--port=8080"]', false],
    ['args: ["--port=${PORT}"]', true],
    ['args: {{ .Values.args }}', true],
    ['command: [sh, -c, "serve {{ port }}"]', true],
    ['env: [{name: PORT, value: "${PORT}"}]', true],
    ['env: [{name: PORT, value: "8080"}]\nargs: ["--port=$(PORT)"]', false],
    ['env: [{name: PORT, value: "8080"}]\nargs: ["--port=$(PORT)", "--admin=$(ADMIN)"]', true],
    ['env: [{name: PORT, value: "8080"}]\nargs: ["$(PORT) ${X}"]', true],
    ['livenessProbe: {httpGet: {path: "/${X}", port: 80}}', false],
  ])('%s: %s', (fields, unknown) => {
    const pod = podOf(`containers:\n- name: web\n  image: web\n${fields.replace(/^/gm, '  ')}`)
    expect(pod.mentionsUnknown).toBe(unknown)
  })
})

describe('ports may be set in a ConfigMap or Secret', () => {
  test.each([
    ['containers: [{name: a, image: a}]', false],
    ['containers: [{name: a, image: a, envFrom: [{configMapRef: {name: c}}]}]', true],
    ['containers: [{name: a, image: a, env: [{name: X, valueFrom: {configMapKeyRef: {name: c, key: k}}}]}]', true],
    ['containers: [{name: a, image: a, env: [{name: X, valueFrom: {secretKeyRef: {name: c, key: k}}}]}]', true],
    ['containers: [{name: a, image: a, env: [{name: X, valueFrom: {fieldRef: {fieldPath: f}}}]}]', false],
    ['volumes: [{name: v, configMap: {name: c}}]', true],
    ['volumes: [{name: v, secret: {secretName: c}}]', true],
    ['volumes: [{name: v, projected: {sources: [{configMap: {name: c}}]}}]', true],
    ['volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t}}]}}]', false],
    ['volumes: [{name: v, emptyDir: {}}]', false],
    ['volumes: {{ .Values.volumes }}', true],
  ])('%s: %s', (spec, elsewhere) => {
    expect(podOf(spec).configuredElsewhere).toBe(elsewhere)
  })
})

describe('ports that somebody is typing are not complete', () => {
  test.each(['ports:', 'ports: [{name: http}]', 'ports: [{containerPort: 80}, {}]'])('%s', fields => {
    expect(containerOf(fields).ports.complete).toBe(false)
  })

  test.each(['stdin: true', 'ports: []', 'ports: [{containerPort: 80}]'])('but complete: %s', fields => {
    expect(containerOf(fields).ports.complete).toBe(true)
  })
})

describe('a pod may get containers that its manifest does not show', () => {
  const containers = 'containers: [{name: web, image: web}]'

  test.each([
    ['dapr.io/enabled', 'true', false],
    ['dapr.io/enabled', 'false', true],
    ['sidecar.opentelemetry.io/inject', 'my-collector', false],
    ['vault.hashicorp.com/agent-inject', 'true', false],
    ['linkerd.io/inject', 'enabled', true],
    ['sidecar.istio.io/inject', 'true', true],
    ['example.com/injected-by', 'us', true],
  ])('with the annotation %s: %s', (key, value, complete) => {
    expect(podOf(containers, `name: web, annotations: {${key}: "${value}"}`).complete).toBe(complete)
  })

  test('where nobody knows whether an init container is a sidecar', () => {
    const proxy = 'initContainers: [{name: proxy, image: p, restartPolicy: "{{ .Values.policy }}"}]'
    expect(podOf(`${proxy}\n${containers}`).complete).toBe(false)
  })
})

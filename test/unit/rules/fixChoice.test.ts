import { describe, expect, test } from 'vitest'
import { inView, root, uriOf } from '../../support/view.ts'

/** Which ways out are offered, and in which order: the first is the one that most of what is in view speaks for. */
describe('a targetPort by number', () => {
  test('the odd containerPort is changed where Service port, targetPort and what points there agree', () => {
    const files = [
      service('port: 9696, targetPort: 9696'),
      pod('{name: http, containerPort: 9117}'),
      ingress('number: 9696'),
    ]
    expect(fixes(files, 'target-port-number-undeclared')).toEqual([
      '* Change containerPort 9117 (http) to 9696',
      '  Change targetPort to 9117 (http)',
      '  Declare containerPort 9696 in container web',
    ])
  })

  test.each([
    ['a probe', pod('{containerPort: 9117}', 'livenessProbe: {tcpSocket: {port: 9117}}'), ingress('number: 9696')],
    ['an argument', pod('{containerPort: 9117}', 'args: [--port=9117]'), ingress('number: 9696')],
    ['nobody for the other', pod('{containerPort: 9117}'), ''],
  ])('not where %s speaks for the declared one', (_, workload, other) => {
    const found = fixes([service('port: 9696, targetPort: 9696'), workload, other], 'target-port-number-undeclared')
    expect(found[0]).toBe('* Change targetPort to 9117')
  })

  test('what a flag says the program serves comes first, and no other port is declared', () => {
    const files = [service('port: 80'), pod('{containerPort: 6060}', 'args: [-frontend-port=8080]')]
    expect(fixes(files, 'target-port-number-undeclared')).toEqual([
      '* Add targetPort: 8080, as -frontend-port says',
      '  Add targetPort: 6060',
    ])
  })

  test('the container port of the name of the Service port comes first', () => {
    const files = [
      service('name: http, port: 80'),
      pod('{name: metrics, containerPort: 9090}, {name: http, containerPort: 8080}'),
    ]
    expect(fixes(files, 'target-port-number-undeclared').slice(0, 2)).toEqual([
      '* Add targetPort: 8080 (http)',
      '  Add targetPort: 9090 (metrics)',
    ])
  })
})

describe('a targetPort by name', () => {
  test('the container port of the name of the Service port comes first', () => {
    const files = [
      service('name: http, port: 80, targetPort: web'),
      pod('{name: metrics, containerPort: 9090}, {name: http, containerPort: 8080}'),
    ]
    expect(fixes(files, 'target-port-name-missing')).toEqual([
      '* Change targetPort to http',
      '  Change targetPort to metrics',
    ])
  })

  test('a port of an init container: it becomes a sidecar, and TLS is not sent to a plaintext port', () => {
    const files = [
      service('name: https, port: 443, targetPort: https'),
      pod('{name: http, containerPort: 8000}').replace(
        'spec: {',
        'spec: {initContainers: [{name: tls, image: example/tls, ports: [{name: https, containerPort: 9443}]}], ',
      ),
    ]
    expect(fixes(files, 'target-port-name-missing')).toEqual(['* Make container tls a sidecar (restartPolicy: Always)'])
  })

  test('no second Service port is led to a container port that one reaches already', () => {
    const files = [
      service('name: amqp, port: 5672}, {name: exporter, port: 9090, targetPort: exporter'),
      pod('{containerPort: 5672}'),
    ]
    expect(fixes(files, 'target-port-name-missing')).toEqual(['  Remove Service port 9090 (exporter) of Service web'])
  })

  test('a Service port that something points to is not removed', () => {
    const files = [
      service('name: amqp, port: 5672}, {name: exporter, port: 9090, targetPort: exporter'),
      pod('{containerPort: 5672}'),
      ingress('name: exporter'),
    ]
    expect(fixes(files, 'target-port-name-missing')).toEqual([])
  })

  test('the container port that all call otherwise is renamed', () => {
    const files = [
      service('port: 80, targetPort: http'),
      pod('{name: htttp, containerPort: 8080}', 'livenessProbe: {httpGet: {port: http}}'),
    ]
    expect(fixes(files, 'target-port-name-missing')).toEqual([
      '* Rename container port 8080 (htttp) to "http", as all call it',
      '  Change targetPort to htttp',
    ])
    expect(fixes(files, 'probe-port-name-missing')).toEqual([
      '* Rename container port 8080 (htttp) to "http", as all call it',
      '  Change the httpGet port to htttp (port of container web)',
    ])
  })

  test('not where somebody uses the name that it has', () => {
    const files = [
      service('port: 80, targetPort: http}, {name: b, port: 81, targetPort: htttp'),
      pod('{name: htttp, containerPort: 8080}', 'livenessProbe: {httpGet: {port: http}}'),
    ]
    expect(fixes(files, 'probe-port-name-missing')[0]).toBe(
      '* Change the httpGet port to htttp (port of container web)',
    )
  })
})

describe('a PodMonitor', () => {
  const monitor = (port: string, kind = 'monitoring.coreos.com/v1', name = 'PodMonitor') =>
    `apiVersion: ${kind}\nkind: ${name}\nmetadata: {name: web}\nspec: {selector: {matchLabels: {app: web}}, podMetricsEndpoints: [{port: ${port}}]}\n`

  test('by a number: the container port gets a name, since older operators have no portNumber', () => {
    expect(fixes([monitor('17923'), pod('{containerPort: 17923}')], 'reference-port-kind')).toEqual([
      '* Name container port 17923 "port-17923", and choose it by that',
      '  Write it as portNumber: 17923 (prometheus-operator 0.79 and newer)',
    ])
    expect(fixes([monitor('8080'), pod('{name: web, containerPort: 8080}')], 'reference-port-kind')[0]).toBe(
      '* Change to the name of container port 8080: web',
    )
    expect(fixes([monitor('8080')], 'reference-port-kind')).toEqual([
      '* Write it as portNumber: 8080 (prometheus-operator 0.79 and newer)',
    ])
  })

  test.each([
    ['operator.victoriametrics.com/v1beta1', 'VMPodScrape'],
    ['azmonitoring.coreos.com/v1', 'PodMonitor'],
  ])('portNumber is safe for none of its kind: %s', (apiVersion, kind) => {
    const { workspace } = inView({ 'm.yaml': monitor('8080', apiVersion, kind) })
    const offered = workspace.findings(uriOf('m.yaml')).flatMap(finding => workspace.fixesOf(finding))
    expect(offered.map(({ title, applicability }) => [title, applicability])).toEqual([
      ['Write it as portNumber: 8080 (newer operators only)', 'unsafe'],
    ])
  })

  test('by a name that no port has: the one port without a name gets it', () => {
    expect(fixes([monitor('web'), pod('{containerPort: 8082}')], 'pod-port-name-missing')).toEqual([
      '* Name container port 8082 "web"',
    ])
    expect(
      fixes([monitor('web'), pod('{name: http, containerPort: 80}, {containerPort: 8082}')], 'pod-port-name-missing'),
    ).toEqual(['* Change to container port http', '  Name container port 8082 "web"'])
  })
})

test('the title of a fix says what is edited: the webhook gets a port, not the Service', () => {
  const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: hooks}
webhooks: [{name: a.example.com, clientConfig: {service: {name: web, namespace: default}}}]
`
  expect(fixes([webhook, service('port: 8443')], 'reference-port-missing')).toEqual([
    '* Add port: 8443 to ValidatingWebhookConfiguration hooks',
  ])
})

test('a tcpSocket probe takes the path of the other probe, also where the port of that one is mistyped', () => {
  const mistyped = pod(
    '{name: http, containerPort: 80}',
    'livenessProbe: {httpGet: {path: /alive, port: htttp}}, readinessProbe: {tcpSocket: {port: http}}',
  )
  expect(fixes([mistyped], 'probe-tcp-on-http')).toEqual([
    '* Convert tcpSocket to httpGet /alive (path of livenessProbe)',
  ])
  const other = pod(
    '{name: http, containerPort: 80}, {name: metrics, containerPort: 90}',
    'livenessProbe: {httpGet: {path: /alive, port: metrcs}}, readinessProbe: {tcpSocket: {port: http}}',
  )
  expect(fixes([other], 'probe-tcp-on-http')[0]).toContain('to be checked')
})

/** "* title" for the preferred one. */
function fixes(texts: readonly string[], rule: string): readonly string[] {
  const { workspace } = inView(Object.fromEntries(texts.map((text, index) => [`${index}.yaml`, text])))
  const findings = workspace.files().flatMap(uri => workspace.findings(uri))
  const [finding] = findings.filter(each => each.rule === rule)
  if (!finding)
    throw new Error(`${rule} found nothing in ${root}, but ${findings.map(each => each.message).join('; ')}`)
  return workspace.fixesOf(finding).map(({ title, preferred }) => `${preferred ? '*' : ' '} ${title}`)
}

function service(ports: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{${ports}}]}\n`
}

function pod(ports: string, more = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: [{name: web, image: example/web, ports: [${ports}]${more && `, ${more}`}}]}\n`
}

function ingress(port: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {defaultBackend: {service: {name: web, port: {${port}}}}}\n`
}

import { describe, expect, test } from 'vitest'
import { speaksHttp } from '../../../server/src/core/k8s/knowledge/httpEvidence.ts'
import { inView } from '../../support/view.ts'

interface Given {
  /** The container's other fields, one per line. */
  readonly container?: readonly string[]
  readonly name?: string
  readonly image?: string
  readonly annotations?: string
  /** A port of a Service that selects the pod, in flow style. */
  readonly service?: string
}

/** "HTTP", "HTTP?" where only the number tells, "not Redis", or "unknown"; then why. */
function verdict(port: number | string, given: Given): string {
  const pod = [
    'apiVersion: v1',
    'kind: Pod',
    `metadata: {name: p, labels: {app: p}, annotations: {${given.annotations ?? ''}}}`,
    'spec:',
    '  containers:',
    `    - name: ${given.name ?? 'shop'}`,
    `      image: ${given.image ?? 'example.com/shop:1'}`,
    ...(given.container ?? []).map(line => `      ${line}`),
    '',
  ].join('\n')
  const service = `apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: p}, ports: [${given.service}]}\n`
  const view = inView({ 'p.yaml': pod, ...(given.service ? { 's.yaml': service } : {}) })
  const template = view.pod('p')
  const [container] = template.containers
  if (!container) throw new Error('no container in view')
  const speech = speaksHttp(container, port, template, view.graph.servicesOf(template))
  if (!speech) return 'unknown'
  const what = speech.http
    ? speech.scheme + (speech.certainty === 'likely' ? '' : '?')
    : `not HTTP but ${speech.speaks}`
  return `${what} (${speech.because})`
}

const declared = (port: string): readonly string[] => [`ports: [${port}]`]

describe('a port speaks HTTP', () => {
  const cases: readonly [name: string, verdict: string, port: number | string, given: Given][] = [
    ['by its name', 'HTTP (its name)', 'http', { container: declared('{name: http, containerPort: 9999}') }],
    ['by the name of the number', 'HTTP (its name)', 9999, { container: declared('{name: web, containerPort: 9999}') }],
    [
      'over TLS by its name',
      'HTTPS (its name)',
      'https',
      { container: declared('{name: https, containerPort: 9999}') },
    ],
    ['over TLS by its number', 'HTTPS (its name)', 'web', { container: declared('{name: web, containerPort: 8443}') }],
    [
      'by another probe',
      'HTTP (its readinessProbe)',
      7777,
      { container: ['readinessProbe: {httpGet: {path: /x, port: 7777}}'] },
    ],
    [
      'by another probe that uses its name',
      'HTTPS (its readinessProbe)',
      7777,
      {
        container: [
          'ports: [{name: app, containerPort: 7777}]',
          'readinessProbe: {httpGet: {port: app, scheme: HTTPS}}',
        ],
      },
    ],
    [
      'by appProtocol',
      'HTTP (appProtocol http of Service s)',
      7777,
      { service: '{port: 80, targetPort: 7777, appProtocol: http}' },
    ],
    [
      'by appProtocol of WebSockets',
      'HTTPS (appProtocol kubernetes.io/wss of Service s)',
      7777,
      { service: '{port: 80, targetPort: 7777, appProtocol: kubernetes.io/wss}' },
    ],
    [
      'by the Service port name',
      'HTTP (port http of Service s)',
      7777,
      { service: '{name: http, port: 80, targetPort: 7777}' },
    ],
    [
      'by the Service port name, through a named targetPort',
      'HTTP (port http of Service s)',
      'app',
      { container: declared('{name: app, containerPort: 7777}'), service: '{name: http, port: 80, targetPort: app}' },
    ],
    [
      'not over TLS because a Service port is called https',
      'HTTP (port https of Service s)',
      7777,
      { service: '{name: https, port: 443, targetPort: 7777}' },
    ],
    [
      'by a scrape annotation',
      'HTTP (annotation prometheus.io/port)',
      7777,
      { annotations: 'prometheus.io/port: "7777"' },
    ],
    ['by its image', 'HTTP (image Grafana)', 3000, { image: 'grafana/grafana:11' }],
    ['by its usual number', 'HTTP (port 8080)', 8080, {}],
    ['over TLS by its usual number', 'HTTPS (port 443)', 443, {}],
    [
      'by its container',
      'HTTP (container shop-frontend)',
      7777,
      { name: 'shop-frontend', container: declared('{containerPort: 7777}') },
    ],
    ['perhaps, by a number that many use', 'HTTP? (port 3000)', 3000, {}],
    ['by a number that many use in a container called so', 'HTTP (port 3000)', 3000, { name: 'web' }],
    [
      'in a console for a database',
      'HTTP (its name)',
      'http',
      { image: 'mongo-express', container: declared('{name: http, containerPort: 8081}') },
    ],
    [
      'in the controller of a broker',
      'HTTP (port 8080)',
      8080,
      { name: 'mt-broker-controller', image: 'acme/channel_broker' },
    ],
    [
      'in the exporter of a database',
      'HTTP (its name)',
      'metrics',
      { name: 'redis-exporter', container: declared('{name: metrics, containerPort: 9121}') },
    ],
  ]
  test.each(cases)('%s', (_, expected, port, given) => {
    expect(verdict(port, given)).toBe(expected)
  })
})

describe('a port speaks something else', () => {
  const cases: readonly [name: string, verdict: string, port: number | string, given: Given][] = [
    ['by image', 'not HTTP but Redis (image Redis)', 6379, { image: 'docker.io/redis:8' }],
    [
      "by somebody's image of the same name",
      'not HTTP but PostgreSQL (image PostgreSQL)',
      8080,
      { image: 'acme/postgres' },
    ],
    [
      'even on the console of a broker',
      'not HTTP but RabbitMQ (image RabbitMQ)',
      'http',
      { image: 'rabbitmq:4-management', container: declared('{name: http, containerPort: 15672}') },
    ],
    [
      'even where a search database is asked over HTTP',
      'not HTTP but Elasticsearch (image Elasticsearch)',
      9200,
      { image: 'elasticsearch:8.15.0', container: ['readinessProbe: {httpGet: {port: 9200}}'] },
    ],
    [
      "by a word in the image's name",
      'not HTTP but MySQL (image fedora/mysql-80)',
      8080,
      { image: 'quay.io/fedora/mysql-80' },
    ],
    ['by container name', 'not HTTP but MySQL (container mysql)', 8080, { name: 'mysql' }],
    [
      'by port name',
      'not HTTP but Redis (port name redis)',
      'redis',
      { container: declared('{name: redis, containerPort: 8080}') },
    ],
    ['by number', 'not HTTP but MySQL (port 3306)', 3306, {}],
    [
      'by a grpc probe',
      'not HTTP but gRPC (its livenessProbe)',
      8080,
      { container: ['livenessProbe: {grpc: {port: 8080}}'] },
    ],
    [
      'gRPC on 8080 by name',
      'not HTTP but gRPC (port name grpc-api)',
      'grpc-api',
      { container: declared('{name: grpc-api, containerPort: 8080}') },
    ],
    ['gRPC on 8080 by container', 'not HTTP but gRPC (container metadata-grpc)', 8080, { name: 'metadata-grpc' }],
    [
      'by appProtocol',
      'not HTTP but HTTP/2 without TLS (appProtocol kubernetes.io/h2c of Service s)',
      8080,
      { service: '{port: 80, targetPort: 8080, appProtocol: kubernetes.io/h2c}' },
    ],
    [
      'by the Service port name',
      'not HTTP but AMQP (port amqp of Service s)',
      8080,
      { service: '{name: amqp, port: 80, targetPort: 8080}' },
    ],
    ['by its image', 'not HTTP but FastCGI (image PHP-FPM)', 9000, { image: 'php:8-fpm' }],
    [
      'by protocol',
      'not HTTP but UDP (its protocol)',
      'http',
      { container: declared('{name: http, containerPort: 443, protocol: UDP}') },
    ],
  ]
  test.each(cases)('%s', (_, expected, port, given) => {
    expect(verdict(port, given)).toBe(expected)
  })
})

describe('nothing tells', () => {
  const cases: readonly [name: string, port: number | string, given: Given][] = [
    ['about an unusual number', 7777, {}],
    ['about a name that the container does not have', 'nowhere', {}],
    ['about a Service that leads to another port', 7777, { service: '{name: http, port: 80, targetPort: 7778}' }],
    [
      'about one of several ports of a container called web',
      7777,
      { name: 'web', container: declared('{containerPort: 7777}, {containerPort: 7778}') },
    ],
    ['about another port of a known image', 7777, { image: 'grafana/grafana' }],
  ]
  test.each(cases)('%s', (_, port, given) => {
    expect(verdict(port, given)).toBe('unknown')
  })
})

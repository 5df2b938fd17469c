import { describe, expect, test } from 'vitest'
import { frameworks, imageHealthPaths } from '../../../server/src/core/k8s/knowledge/healthPaths.ts'
import { imageTable, lookupImage, parseImage } from '../../../server/src/core/k8s/knowledge/images.ts'
import {
  nameProtocol,
  numberProtocol,
  storeWord,
  webNumber,
  webWord,
} from '../../../server/src/core/k8s/knowledge/portWords.ts'

describe('an image reference', () => {
  test.each([
    ['nginx', 'nginx', ''],
    ['nginx:1.27', 'nginx', '1.27'],
    ['docker.io/library/nginx:1.27', 'library/nginx', '1.27'],
    ['localhost/web', 'web', ''],
    ['localhost:5000/team/web:1.2', 'team/web', '1.2'],
    ['registry.example:5000/a/b/c', 'a/b/c', ''],
    ['grafana/grafana@sha256:0123', 'grafana/grafana', ''],
    ['grafana/grafana:11@sha256:0123', 'grafana/grafana', '11'],
    ['', '', ''],
  ])('%j is %j with tag %j', (reference, repository, tag) => {
    expect(parseImage(reference)).toMatchObject({ repository, tag })
  })
})

describe('lookupImage', () => {
  test.each([
    ['nginx:1.27', 'nginx', 'repository'],
    ['library/postgres', 'PostgreSQL', 'repository'],
    ['registry.k8s.io/ingress-nginx/controller:v1.11', 'ingress-nginx', 'repository'],
    ['quay.io/keycloak/keycloak:26', 'Keycloak', 'repository'],
    ['mirror.example/grafana/grafana', 'Grafana', 'repository'],
    ['somebody/postgres', 'PostgreSQL', 'name'],
    ['team.example/platform/redis:7', 'Redis', 'name'],
  ] as const)('%s is %s, known by its %s', (reference, name, by) => {
    const match = lookupImage(reference)
    expect([match?.image.name, match?.by]).toEqual([name, by])
  })

  test.each([
    'busybox',
    'alpine:3',
    'node:22',
    'python',
    'example.com/shop:1',
    'redis-commander',
    'kubeflow/model-registry/server',
    'acme/controller',
    '',
  ])('%j says nothing', reference => {
    expect(lookupImage(reference)).toBeUndefined()
  })

  test.each([
    ['php:8.4-fpm', [9000]],
    ['php:8.4-apache', [80]],
    ['wordpress:6-fpm-alpine', [9000]],
    ['wordpress:6', [80]],
    ['mcr.microsoft.com/dotnet/aspnet:6.0', [80]],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', [8080]],
    ['influxdb:3-core', [8181]],
    ['influxdb:2', [8086]],
    ['registry.k8s.io/metrics-server/metrics-server:v0.6.4', [4443]],
    ['registry.k8s.io/metrics-server/metrics-server:v0.7.1', [10250]],
  ])('the tag decides the ports of %s: %j', (reference, ports) => {
    expect(lookupImage(reference)?.image.ports.map(port => port.number)).toEqual(ports)
  })
})

describe('the tables', () => {
  test('a row without a tag follows the rows with one, so that each can be reached', () => {
    const unreachable = imageTable.filter((row, index) =>
      imageTable
        .slice(0, index)
        .some(before => !before.tag && before.repositories.some(repository => row.repositories.includes(repository))),
    )
    expect(unreachable.map(row => row.name)).toEqual([])
  })

  test('ports are port numbers, each once per protocol', () => {
    for (const row of imageTable) {
      const keys = row.ports.map(port => `${port.protocol}/${port.number}`)
      expect(new Set(keys).size, row.name).toBe(keys.length)
      for (const { number } of row.ports) expect(number > 0 && number < 65536, row.name).toBe(true)
    }
  })

  test('health paths belong to images that speak HTTP and hold no data of their own', () => {
    for (const row of imageHealthPaths) {
      const images = imageTable.filter(image => image.name === row.of)
      expect(images.length, row.of).toBeGreaterThan(0)
      for (const image of images) expect(['database', 'cache', 'broker'], row.of).not.toContain(image.role)
      for (const number of row.ports ?? []) {
        const speaks = images.flatMap(image =>
          image.ports.filter(port => port.number === number).map(port => port.speaks),
        )
        expect(speaks.length > 0 && speaks.every(each => each.startsWith('HTTP')), `${row.of} ${number}`).toBe(true)
      }
    }
  })

  test('health paths begin with a slash and say where they come from', () => {
    for (const row of [...imageHealthPaths, ...frameworks.map(framework => framework.health)]) {
      for (const path of [row.liveness, row.readiness, row.startup ?? '/']) expect(path, row.of).toMatch(/^\/\S*$/)
      expect(row.source, row.of).toMatch(/^https:\/\//)
    }
  })
})

describe('words in names', () => {
  test.each([
    ['http', 'HTTP'],
    ['http2', 'HTTP'],
    ['https', 'HTTPS'],
    ['https-admin', 'HTTPS'],
    ['http-metrics', 'HTTP'],
    ['web', 'HTTP'],
    ['websecure', 'HTTPS'],
    ['metrics', 'HTTP'],
    ['rabbitmq-http', 'HTTP'],
    ['webhook-server', 'HTTPS'],
    ['grpc', 'gRPC'],
    ['grpc-web', 'gRPC'],
    ['http-grpc', 'gRPC'],
    ['redis', 'Redis'],
    ['tcp-redis', 'TCP'],
    ['tcp-web', 'TCP'],
    ['rabbitmq-amqp', 'AMQP'],
    ['mysql-db', 'MySQL'],
    ['memcache', 'memcached'],
    ['ldap-port', 'LDAP'],
    ['h2c', 'HTTP/2 without TLS'],
    ['main', undefined],
    ['p8080', undefined],
    ['', undefined],
  ])('port name %j: %s', (name, protocol) => {
    expect(nameProtocol(name)).toBe(protocol)
  })

  test.each([
    ['redis', 'Redis'],
    ['redis-master', 'Redis'],
    ['mysql', 'MySQL'],
    ['my-postgresql-0', 'PostgreSQL'],
    ['cloud-sql-proxy', 'a database'],
    ['redis-exporter', undefined],
    ['kafka-ui', undefined],
    ['mongo-express', undefined],
    ['shop', undefined],
  ])('container %j: %s', (name, store) => {
    expect(storeWord(name)).toBe(store)
  })

  test('containers called after what they serve', () => {
    expect(['frontend', 'shop-web', 'nginx', 'shop', 'worker'].filter(webWord)).toEqual([
      'frontend',
      'shop-web',
      'nginx',
    ])
  })

  test('a number has one meaning at most', () => {
    const numbers = Array.from({ length: 65535 }, (_, index) => index + 1)
    expect(numbers.filter(number => numberProtocol(number) && webNumber(number))).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { urlsIn } from '../../../../server/src/core/k8s/sites/urls.ts'

/** Hosts with their ports; a port in parentheses is that of the scheme. */
function found(text: string): readonly string[] {
  return [...urlsIn(text)].map(({ service, namespace, port, defaultPort, host, surely, span }) => {
    expect(text.slice(host.span.start, host.span.end)).toBe(host.text)
    if (port) expect(text.slice(port.span.start, port.span.end)).toBe(String(port.number))
    expect(span.start).toBeLessThanOrEqual(host.span.start)
    const number = port?.number ?? (defaultPort === undefined ? 'none' : `(${defaultPort})`)
    return `${service}${namespace === undefined ? '' : ` in ${namespace}`}${surely ? '!' : ''} ${number}`
  })
}

describe('names of Services', () => {
  test.each([
    ['http://shop:8080/api', 'shop 8080'],
    ['http://shop.prod:8080', 'shop in prod 8080'],
    ['http://shop.prod.svc:8080', 'shop in prod! 8080'],
    ['http://shop.prod.svc.cluster.local:8080/', 'shop in prod! 8080'],
    ['http://shop.prod.svc.cluster.local.:8080/', 'shop in prod! 8080'],
    ['shop:8080', 'shop 8080'],
    ['shop.prod.svc:53', 'shop in prod! 53'],
    ['postgres://user:p%40ss@db:5433/shop?sslmode=disable', 'db 5433'],
    ['jdbc:postgresql://db.prod:5432/shop', 'db in prod 5432'],
    ['dns:///shop:9000', 'shop 9000'],
    ['amqp://guest:guest@queue/', 'queue (5672)'],
    ['SASL_SSL://kafka:9094', 'kafka 9094'],
    ['anything://shop.prod.svc/', 'shop in prod! none'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]))
})

describe('ports by scheme', () => {
  test.each([
    ['http://shop', '(80)'],
    ['ws://shop/socket', '(80)'],
    ['https://shop/', '(443)'],
    ['wss://shop', '(443)'],
    ['postgresql://db/shop', '(5432)'],
    ['mysql://db', '(3306)'],
    ['redis://cache', '(6379)'],
    ['mongodb://db', '(27017)'],
    ['amqps://queue', '(5671)'],
    ['nats://queue', '(4222)'],
    ['ldap://people', '(389)'],
    ['ldaps://people', '(636)'],
    ['tcp://old', 'none'],
  ])('%s means %s', (text, port) => expect(found(text)[0]?.split(' ').at(-1)).toBe(port))
})

test('several in one text, in whatever language', () => {
  expect(found('kafka-a:9092,kafka-b.prod:9092')).toEqual(['kafka-a 9092', 'kafka-b in prod 9092'])
  expect(found('upstream shop { server shop-a:8080; server shop-b:8080 weight=5; }')).toEqual([
    'shop-a 8080',
    'shop-b 8080',
  ])
  expect(found('{"api": "http://shop:80/", "log": "http://log"}')).toEqual(['shop 80', 'log (80)'])
  expect(found('db.url=jdbc:mysql://db:3306/shop\ncache.host = cache:6379')).toEqual(['db 3306', 'cache 6379'])
})

describe('what is no pointer to a Service', () => {
  test.each([
    'nginx:1.27',
    'postgres:16',
    'registry.example.com/team/shop:1.2.3',
    'example.com/shop@sha256:0123',
    '12:30:45',
    '2026-11-23T10:20:30Z',
    '[::1]:8080',
    '10.0.0.1:8080',
    '127.0.0.1:8080',
    'localhost:8080',
    'http://localhost:3000/',
    'https://example.com/',
    'https://api.example.com:8443/v1',
    'C:\\data:8080x',
    'C:\\data:8080',
    'one line\\nshop:8080',
    'http://${SHOP_HOST}:8080',
    'http://$(SHOP_HOST):8080',
    '{{ .Values.host }}:8080',
    'key:value',
    'shop:99999',
    'shop:0',
    'user:1000:1000',
    'arn:aws:sns:eu-west-1:123456789012:topic',
    'kafka-0.kafka.prod:9092x',
    's3://shop-photos/2026',
    'hf://shop/model',
    'gs://shop:8080/x',
    'unix:///shop:8080',
    'kubernetes://shop',
    'tcp:5432',
  ])('%s', text => expect(found(text)).toEqual([]))
})

test('one pod behind a headless Service', () => {
  expect(found('db-0.db:5432')).toEqual(['db 5432'])
  // Or a Service in a namespace: whether there is a headless Service `prod` tells.
  expect(found('redis-1.prod:6379')).toEqual(['prod 6379'])
  expect(found('kafka-0.kafka-headless.prod:9092')).toEqual(['kafka-headless in prod 9092'])
  expect(found('http://any.db.prod.svc:5432')).toEqual(['db in prod! 5432'])
  expect(found('http://db-1.db.prod.svc.cluster.local/data')).toEqual(['db in prod! none'])
})

describe('a variable behind the first labels', () => {
  test.each([
    'https://shop.${DOMAIN}/auth',
    'https://shop.$(DOMAIN)',
    'https://shop.$DOMAIN/',
    'https://shop.{{ .Values.domain }}/',
    'https://shop.<your-domain>/',
    'https://shop.%DOMAIN%/',
    'https://shop.@DOMAIN@/',
    'https://shop.__DOMAIN__/',
    'https://shop.${DOMAIN}.example.com:8443',
    'https://shop.*/',
    'https://shop-${ENV}.example.com',
    'https://shop${SUFFIX}:8080',
    'https://shop%SUFFIX%:8080',
    'shop.${NAMESPACE}.svc:8080',
    'shop.${DOMAIN}:8080',
  ])('%s may be anywhere', text => expect(found(text)).toEqual([]))

  test.each([
    'http://shop.prod.svc.${CLUSTER_DOMAIN}:8080/',
    'http://shop.prod.svc.$(CLUSTER_DOMAIN):8080',
    'http://shop.prod.svc.$CLUSTER_DOMAIN:8080',
    'http://shop.prod.svc.{{ .Values.clusterDomain }}:8080',
    'shop.prod.svc.<domain>:8080',
    'shop.prod.svc.%DOMAIN%:8080',
  ])('%s is in the cluster', text => expect(found(text)).toEqual(['shop in prod! 8080']))
})

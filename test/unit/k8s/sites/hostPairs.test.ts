import { describe, expect, test } from 'vitest'
import { fieldsSideBySide, variablesSideBySide } from '../../../../server/src/core/k8s/sites/hostPairs.ts'

function fields(text: string): readonly string[] {
  return [...fieldsSideBySide(text)].map(({ service, namespace, host, port, sure }) => {
    expect(text.slice(host.span.start, host.span.end)).toBe(host.text)
    if (port) expect(text.slice(port.span.start, port.span.end)).toBe(port.text)
    return `${service}${namespace === undefined ? '' : ` in ${namespace}`} ${port?.number}${sure ? '' : '?'}`
  })
}

describe('fields side by side', () => {
  test.each([
    ['socket_address: { address: shop, port_value: 80 }', 'shop 80'],
    ['socket_address:\n  address: shop.prod.svc.cluster.local\n  port_value: 80', 'shop in prod 80'],
    ['{"address":"shop","port_value":80}', 'shop 80'],
    ['host=db user=me password=x port=5432 sslmode=disable', 'db 5432'],
    ['host=db port=5432', 'db 5432'],
    ['until nc -z db 5432; do sleep 1; done', 'db 5432'],
    ['nc -zv -w 2 db.prod.svc 5432 && exec shop', 'db in prod 5432'],
    ['pg_isready -h db -U me -p 5432', 'db 5432'],
    ['redis-cli -h cache -p 6379 ping', 'cache 6379'],
    ['serve --host=shop --port=8080', 'shop 8080?'],
    ['host: db\n  port: 5432', 'db 5432?'],
    ['"host": "db", "port": "5432"', 'db 5432?'],
    ['host = "db"\nport = 5432', 'db 5432?'],
    ['shop.db.host=db\nshop.db.port=5432', 'db 5432?'],
    ['DB_HOST=db\nDB_PORT=5432', 'db 5432?'],
  ])('%s', (text, expected) => expect(fields(text)).toEqual([expected]))

  test.each([
    'host: 0.0.0.0\nport: 8080',
    'host: localhost\nport: 8080',
    'host: db\nname: shop\nport: 5432',
    'db.host=db\ncache.port=6379',
    'host: db\nport: 99999',
    'host: db\nport: ${PORT}',
    'host: ${HOST}\nport: 5432',
    'ghost: db\nport: 5432',
    'nc -l -p 8080',
    'nc -z localhost 8080',
    'nc -z $HOST 5432',
    'mysql -h db -psecret; serve -p 8080',
    'sync -z db 5432',
    'serve -h shop -p 8080',
    'host: db.example.com\nport: 5432',
  ])('%s is none', text => expect(fields(text)).toEqual([]))
})

test('variables whose names differ in their ends only', () => {
  const named = (names: Readonly<Record<string, string>>): readonly string[] =>
    [...variablesSideBySide(Object.entries(names).map(([name, text]) => ({ name, text })))].map(
      ({ service, host, port }) => `${service} ${host.name} ${port.name}`,
    )
  expect(named({ DB_PORT: '5432', DB_HOST: 'db', CACHE_HOST: 'cache' })).toEqual(['db DB_HOST DB_PORT'])
  expect(named({ PGHOST: 'db', PGPORT: '5432', redisHost: 'cache', redisPort: '6379' })).toEqual([
    'db PGHOST PGPORT',
    'cache redisHost redisPort',
  ])
  expect(named({ serverHost: 'shop', serverPort: '8080', HTTPHOST: 'shop', HTTPPORT: '8080' })).toEqual([])
  expect(named({ 'db.hostname': 'db.prod', 'db.port': '5432' })).toEqual(['db db.hostname db.port'])
  expect(named({ HOST: 'shop', PORT: '8080', SERVER_HOST: 'shop', SERVER_PORT: '8080' })).toEqual([])
  expect(named({ DB_HOST: '10.0.0.1', DB_PORT: '5432', MQ_HOST: 'mq', MQ_PORT: 'amqp' })).toEqual([])
})

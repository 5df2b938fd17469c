import { describe, expect, test } from 'vitest'
import type { ListenAddress } from '../../../server/src/core/k8s/facts/listenAddress.ts'
import { listensInConfiguration } from '../../../server/src/core/k8s/listenAddresses/configuration.ts'
import { workloadOf } from './facts.ts'

/** What a container called `api` of the image `example.com/shop:1` says with these fields: `main 8080 by --port`. */
function listensOf(fields: string): readonly string[] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: api\n    image: example.com/shop:1\n    ${fields}\n`
  const listens = workloadOf(text).pods.flatMap(pod => pod.containers.flatMap(container => container.listens))
  return listens.map(listen => shown(listen, text))
}

/** Spans are checked on the way: the number stands where they say. */
function shown({ purpose, port, host, hostSpan, by, span }: ListenAddress, text: string): string {
  expect(text.slice(span.start, span.end)).toBe(String(port))
  if (hostSpan) expect(text.slice(hostSpan.start, hostSpan.end)).toBe(host)
  return `${purpose} ${host === undefined ? '' : `${host} `}${port} by ${by}`
}

describe('command, args and env', () => {
  test.each([
    ['args: [--port=8080]', 'main 8080 by --port'],
    ['args: ["--port", "8080"]', 'main 8080 by --port'],
    ['args: [-port, "8080"]', 'main 8080 by -port'],
    ['args: [-p, "8080"]', 'main 8080 by -p'],
    ['args: [--listen, ":8080"]', 'main 8080 by --listen'],
    ['args: [--bind=0.0.0.0:8080]', 'main 0.0.0.0 8080 by --bind'],
    ['args: [--server.port=8080]', 'main 8080 by --server.port'],
    ['args: ["--web.listen-address=:8080"]', 'main 8080 by --web.listen-address'],
    ['args: ["-addr", ":8080"]', 'main 8080 by -addr'],
    ['args: [--address=127.0.0.1:8080]', 'main 127.0.0.1 8080 by --address'],
    ['args: [serve, ":8080"]', 'main 8080 by argument :8080'],
    ['args: [":8080"]', 'main 8080 by argument :8080'],
    ['args: [-Dserver.port=8080, -jar, app.jar]', 'main 8080 by -Dserver.port'],
    ['args: [--metrics-addr=:9090]', 'metrics 9090 by --metrics-addr'],
    ['args: ["--health-probe-bind-address=:8081"]', 'health 8081 by --health-probe-bind-address'],
    ['command: [sh, -c, "exec gunicorn -b 0.0.0.0:8000 shop:app"]', 'main 0.0.0.0 8000 by -b'],
    ['command: [sh, -c, "python manage.py runserver 0.0.0.0:8000"]', 'main 0.0.0.0 8000 by runserver'],
    ['command: [python, -m, http.server, "8000"]', 'main 8000 by http.server'],
    ['env: [{name: PORT, value: "8080"}]', 'main 8080 by PORT'],
    ['env: [{name: ASPNETCORE_URLS, value: "http://+:8080"}]', 'main + 8080 by ASPNETCORE_URLS'],
    ['env: [{name: API_LISTEN_ADDR, value: ":8080"}]', 'main 8080 by API_LISTEN_ADDR'],
    ['env: [{name: SHOP_LISTEN_ADDRESS, value: ":8080"}]', 'main 8080 by SHOP_LISTEN_ADDRESS'],
    ['env: [{name: JAVA_OPTS, value: "-Xmx1g -Dserver.port=8080"}]', 'main 8080 by -Dserver.port'],
    ['args: [--host=127.0.0.1, --port=8080]', 'main 127.0.0.1 8080 by --port'],
    ['args: [--port, "8080", --host, localhost]', 'main localhost 8080 by --port'],
    ['env: [{name: HOST, value: localhost}, {name: PORT, value: "8080"}]', 'main localhost 8080 by PORT'],
    ['command: [uvicorn, "app:app", --port, "8080"]', 'main 127.0.0.1 8080 by --port of uvicorn without --host'],
    ['command: [sh, -c, "exec uvicorn app:app --host 0.0.0.0 --port 8080"]', 'main 8080 by --port'],
    ['command: [flask, --app, shop, run, -p, "8080"]', 'main 127.0.0.1 8080 by -p of flask run without --host'],
    ['command: [uvicorn, --port=8080]\n    envFrom: [{configMapRef: {name: a}}]', 'main 8080 by --port'],
    ['command: [uvicorn, --port=8080]\n    env: [{name: UVICORN_HOST, valueFrom: {x: y}}]', 'main 8080 by --port'],
    ['command: [sh, -c, "uvicorn app:app --port 8080 $ARGS"]', 'main 8080 by --port'],
  ])('%s', (fields, expected) => {
    expect(listensOf(fields)).toEqual([expected])
  })

  test.each([
    'args: [--db-port=5432, --redis-addr=redis:6379]',
    'args: [--addr=vault:8200]',
    'command: [ssh, -p, "22", host]',
    'command: [sh, -c, "mkdir -p 8080"]',
    'command: [redis-cli, -h, redis, -p, "6379"]',
    'args: [--upstream, ":8080"]',
    'args: [server.js, "8080"]',
    'env: [{name: REDIS_PORT, value: "6379"}, {name: GRPC_LISTEN_ADDR, value: ":9000"}]',
    'env: [{name: JAVA_OPTS, value: "-Ddb.port=5432"}]',
    'env: [{name: PORT, value: tcp}]',
  ])('nothing: %s', fields => {
    expect(listensOf(fields)).toEqual([])
  })

  test('a host beside several is not taken for all', () => {
    expect(listensOf('args: [--host=0.0.0.0, --bind=127.0.0.1, --port=8080]')).toEqual(['main 8080 by --port'])
  })
})

describe('configuration', () => {
  function inFile(key: string, text: string): readonly string[] {
    const block = `|\n${text.replace(/^/gm, '    ')}`
    const source = `  ${key}: ${block}\n`
    const inside = { start: source.indexOf('|'), end: source.length }
    return listensInConfiguration(key, source.slice(inside.start), inside).map(listen => shown(listen, source))
  }

  test.each([
    ['default.conf', 'server {\n  listen 8080 default_server;\n}', ['main 8080 by nginx listen']],
    ['httpd.conf', 'Listen 127.0.0.1:8080', ['main 127.0.0.1 8080 by Apache Listen']],
    ['haproxy.cfg', 'frontend web\n  bind *:8080', ['main * 8080 by HAProxy bind']],
    ['application.properties', 'server.port=8080', ['main 8080 by server.port']],
    ['application.yml', 'spring:\n  port: 1\nserver:\n  ssl:\n    port: 2\n  port: 8080', ['main 8080 by server.port']],
    ['config.yml', 'server:\n  port: 8080', []],
    [
      'Caddyfile',
      '{\n  admin off\n}\n:8080, http://:8081 {\n  reverse_proxy localhost:3000\n}',
      ['main 8080 by a Caddy site', 'main 8081 by a Caddy site'],
    ],
    ['Caddyfile', 'localhost:8080 {\n  respond ok\n}', ['main 8080 by a Caddy site']],
    ['Caddyfile', ':8080\nrespond ok', []],
    ['Caddyfile', ':8080 {\n}\nshop.example.com {\n}', []],
    ['Caddyfile', 'import sites/*\n:8080 {\n}', []],
    [
      'envoy.yaml',
      'admin:\n  address: {socket_address: {address: 127.0.0.1, port_value: 9901}}\nstatic_resources:\n  listeners:\n  - address:\n      socket_address:\n        address: 0.0.0.0\n        port_value: 8080\n  clusters:\n  - endpoint:\n      address:\n        socket_address: {address: shop, port_value: 7000}',
      ['admin 127.0.0.1 9901 by the Envoy admin address', 'main 0.0.0.0 8080 by an Envoy listener'],
    ],
  ])('%s: %j', (key, text, expected) => {
    expect(inFile(key, text)).toEqual(expected)
  })
})

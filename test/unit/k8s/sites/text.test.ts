import { describe, expect, test } from 'vitest'
import type { TextForm } from '../../../../server/src/core/k8s/sites/site.ts'
import { partsIn } from '../../../../server/src/core/k8s/sites/text.ts'

/** Ports (and what stands beside them) as they are written, each checked against its span. */
function parts(form: TextForm, written: string): readonly string[] {
  return partsIn(form, written).map(({ namespace, host, service, port, defaultPort }) => {
    for (const piece of [namespace, host, service, port])
      if (piece) expect(written.slice(piece.span.start, piece.span.end)).toBe(piece.text)
    return [
      namespace?.text,
      host?.text,
      service?.text,
      port?.text ?? (defaultPort === undefined ? undefined : `(${defaultPort})`),
    ]
      .filter(each => each !== undefined)
      .join(' ')
  })
}

describe('list', () => {
  test.each([
    ['8080', ['8080']],
    ['"8080, https"', ['8080', 'https']],
    ["'80,443'", ['80', '443']],
    ['|\n  80,\n  443\n', ['80', '443']],
    ['"*"', []],
    ['"4000-5000,8080"', ['8080']],
    ['"{{ .Values.port }}"', []],
    ['"80 443"', []],
    ['"080, 99999999"', []],
    ['|2 # not 8080\n  80\n', ['80']],
    ['"8\\x30,443"', ['443']],
    ['"80\\u002c443"', ['80', '443']],
    ['"80,\\\n  443"', ['80', '443']],
    ['""', []],
  ])('%j', (written, expected) => expect(parts({ form: 'list' }, written)).toEqual(expected))
})

describe('host-port', () => {
  test.each([
    ['shop', ['shop (80)']],
    ['"shop:8080"', ['shop 8080']],
    ['https://shop', ['shop (443)']],
    ["'http://shop.prod:8080/api'", ['shop.prod 8080']],
    ['shop.prod:', []],
    ['"{{ host }}:80"', []],
  ])('%j', (written, expected) => expect(parts({ form: 'host-port' }, written)).toEqual(expected))
})

describe('service-port', () => {
  test.each([
    ['prod/shop:80', ['prod shop 80']],
    ['"prod/shop:http:PROXY"', ['prod shop http']],
    ["'prod/shop:80::PROXY'", ['prod shop 80']],
    ['shop:80', []],
    ['prod/shop', []],
  ])('%j', (written, expected) => expect(parts({ form: 'service-port' }, written)).toEqual(expected))
})

describe('json-keys', () => {
  const ports: TextForm = { form: 'json-keys', key: 'ports' }
  test.each([
    [`'{"ports": {"80": {"name": "a"}, "http": "b"}, "default": "c"}'`, ['80', 'http']],
    ['"{\\"ports\\": {\\"80\\": {}}}"', ['80']],
    ['|\n  {"ports":\n    {"80": "a"}}\n', ['80']],
    [`'{"other": {"80": {}}}'`, []],
    [`'{"ports": {}}'`, []],
    [`'{"ports": {"80": '`, ['80']],
    [`'{"other": {"ports": {"80": 1}}}'`, []],
    [`'{"name": "a \\"{ quote", "ports": {"80": 1}}'`, ['80']],
    [`'[{"ports": {"80": 1}}]'`, []],
    [`'{"ports": {"80": {"443": {}}, "ports": {"22": {}}}}'`, ['80', 'ports']],
    [`'{"ports": {"80": "}", "81": "{", "82'`, ['80', '81']],
    [`'{"ports": "none", "x": {'`, []],
    [`'${'['.repeat(100_000)}'`, []],
    ['not json', []],
  ])('%j', (written, expected) => expect(parts(ports, written)).toEqual(expected))

  test('of the outermost mapping', () => {
    expect(parts({ form: 'json-keys', key: '' }, `'{"https": "HTTPS", "80": {"x": "HTTP"}}'`)).toEqual(['https', '80'])
  })
})

describe('json-services', () => {
  const services: TextForm = { form: 'json-services' }
  test.each([
    [`'[{"serviceName": "web", "servicePort": 80}]'`, ['web 80']],
    [`'{"servicePort": "http", "weight": {"x": [1]}, "serviceName": "web"}'`, ['web http']],
    [`'{"a": {"serviceName": "web"}, "b": [{"serviceName": "api", "servicePort": "8080"}]}'`, ['web', 'api 8080']],
    [`'{"serviceName": "web", "servicePort": 80.5}'`, []],
    [`'{"serviceName": "", "servicePort": 80}'`, []],
    [`'{"serviceName": 7, "servicePort": 80}'`, []],
    [`'{"serviceName": "web", "servicePort": 8'`, ['web 8']],
    [`'{"x": "{\\"serviceName\\": \\"web\\"}"}'`, []],
  ])('%j', (written, expected) => expect(parts(services, written)).toEqual(expected))
})

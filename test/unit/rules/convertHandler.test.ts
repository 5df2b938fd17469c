import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import type { Span } from '../../../server/src/core/base/span.ts'
import {
  type HandlerConversion,
  httpGetToTcpSocket,
  tcpSocketToHttpGet,
  toGrpc,
} from '../../../server/src/core/rules/support/convertHandler.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'

/** The first place where the word stands as a key. */
function keyOf(text: string, word: string): Span {
  const start = text.indexOf(word)
  const quoted = /["']/.test(text[start - 1] ?? '')
  return quoted ? { start: start - 1, end: start + word.length + 1 } : { start, end: start + word.length }
}

function result(text: string, conversion: HandlerConversion | undefined): string | undefined {
  return conversion && applyEdits(text, conversion.edits)
}

function http(text: string, options: { path?: string; scheme?: 'HTTP' | 'HTTPS' } = {}): string | undefined {
  const conversion = tcpSocketToHttpGet(parseDocument(text), keyOf(text, 'tcpSocket'), {
    path: options.path ?? '/healthz',
    scheme: options.scheme ?? 'HTTP',
    selectPath: true,
  })
  return result(text, conversion)
}

function tcp(text: string): string | undefined {
  return result(text, httpGetToTcpSocket(parseDocument(text), keyOf(text, 'httpGet')))
}

function grpc(text: string, from: 'tcpSocket' | 'httpGet', port: number): string | undefined {
  return result(text, toGrpc(parseDocument(text), keyOf(text, from), port))
}

describe('tcpSocket to httpGet', () => {
  const cases: readonly [name: string, before: string, after: string][] = [
    [
      'block style',
      'readinessProbe:\n  tcpSocket:\n    port: 8080\n  periodSeconds: 5\n',
      'readinessProbe:\n  httpGet:\n    path: /healthz\n    port: 8080\n  periodSeconds: 5\n',
    ],
    ['a named port is kept', 'tcpSocket:\n  port: http\n', 'httpGet:\n  path: /healthz\n  port: http\n'],
    ['quotes of the port are kept', 'tcpSocket:\n  port: "http"\n', 'httpGet:\n  path: /healthz\n  port: "http"\n'],
    [
      'comments are kept where they stand',
      '# before\ntcpSocket: # why tcp\n  # the port\n  port: 8080 # of the app\n  # after\n',
      '# before\nhttpGet: # why tcp\n  # the port\n  path: /healthz\n  port: 8080 # of the app\n  # after\n',
    ],
    ['tabs in comments', 'tcpSocket:\t#\tx\n  port: 1\t#\ty\n', 'httpGet:\t#\tx\n  path: /healthz\n  port: 1\t#\ty\n'],
    ['CRLF', 'a:\r\n  tcpSocket:\r\n    port: 80\r\n', 'a:\r\n  httpGet:\r\n    path: /healthz\r\n    port: 80\r\n'],
    ['no line break at the end', 'tcpSocket:\n  port: 80', 'httpGet:\n  path: /healthz\n  port: 80'],
    [
      'flow style',
      'p: { tcpSocket: { port: 80 }, periodSeconds: 5 }\n',
      'p: { httpGet: { path: /healthz, port: 80 }, periodSeconds: 5 }\n',
    ],
    ['a tight flow', 'p: {tcpSocket: {port: http}}\n', 'p: {httpGet: {path: /healthz, port: http}}\n'],
    [
      'JSON',
      '{\n  "tcpSocket": {\n    "port": 80\n  }\n}\n',
      '{\n  "httpGet": {\n    "path": "/healthz",\n    "port": 80\n  }\n}\n',
    ],
    ['JSON on one line', '{"tcpSocket":{"port":80}}', '{"httpGet":{"path": "/healthz", "port":80}}'],
    ['single quotes', "'tcpSocket':\n  'port': 80\n", "'httpGet':\n  'path': '/healthz'\n  'port': 80\n"],
    ['an anchored handler', 'tcpSocket: &probe\n  port: 80\n', 'httpGet: &probe\n  path: /healthz\n  port: 80\n'],
    ['an anchored port', 'tcpSocket:\n  port: &p 80\n', 'httpGet:\n  path: /healthz\n  port: &p 80\n'],
    ['a port by alias', 'x: &p 80\ntcpSocket:\n  port: *p\n', 'x: &p 80\nhttpGet:\n  path: /healthz\n  port: *p\n'],
    [
      'a host stays',
      'tcpSocket:\n  host: a.example\n  port: 80\n',
      'httpGet:\n  path: /healthz\n  host: a.example\n  port: 80\n',
    ],
  ]
  test.each(cases)('%s', (_, before, after) => {
    expect(http(before)).toBe(after)
  })

  test.each([
    [
      'after the port',
      'tcpSocket:\n  port: 443 # tls\n  host: a\n',
      'httpGet:\n  path: /healthz\n  port: 443 # tls\n  scheme: HTTPS\n  host: a\n',
    ],
    ['at the end of the text', 'tcpSocket:\n  port: 443', 'httpGet:\n  path: /healthz\n  port: 443\n  scheme: HTTPS'],
    ['in a flow', 'tcpSocket: {port: 443}\n', 'httpGet: {path: /healthz, port: 443, scheme: HTTPS}\n'],
    [
      'in JSON',
      '{"tcpSocket": {"port": 443}}\n',
      '{"httpGet": {"path": "/healthz", "port": 443, "scheme": "HTTPS"}}\n',
    ],
    [
      'in a flow over several lines',
      'tcpSocket: {\n  port: 443\n}\n',
      'httpGet: {\n  path: /healthz,\n  port: 443,\n  scheme: HTTPS\n}\n',
    ],
  ])('scheme HTTPS %s', (_, before, after) => {
    expect(http(before, { scheme: 'HTTPS' })).toBe(after)
  })

  test.each([
    ['/a?b=1&c', 'path: /a?b=1&c'],
    ['/a: b', 'path: "/a: b"'],
    ['/a #b', 'path: "/a #b"'],
    ['', 'path: ""'],
  ])('the path %j is quoted where YAML needs it', (path, written) => {
    expect(http('tcpSocket:\n  port: 80\n', { path })).toBe(`httpGet:\n  ${written}\n  port: 80\n`)
  })

  test.each([
    ['plain', 'tcpSocket:\n  port: 80\n'],
    ['quoted', '{"tcpSocket": {"port": 80}}'],
  ])('the path is selected for typing, without its quotes: %s', (_, text) => {
    const options = { path: '/healthz', scheme: 'HTTP', selectPath: true } as const
    const edits = tcpSocketToHttpGet(parseDocument(text), keyOf(text, 'tcpSocket'), options)?.edits ?? []
    const selected = edits.flatMap(edit =>
      edit.select ? [edit.newText.slice(edit.select.start, edit.select.end)] : [],
    )
    expect(selected).toEqual(['/healthz'])
  })

  test.each([
    ['by alias', 'x: &s {port: 80}\ntcpSocket: *s\n'],
    ['by merge key', 'x: &s {port: 80}\ntcpSocket:\n  <<: *s\n'],
    ['without a port', 'tcpSocket: {}\n'],
    ['without anything', 'tcpSocket:\n'],
    ['with the fields of httpGet already', 'tcpSocket:\n  path: /x\n  port: 80\n'],
  ])('a handler %s is left alone', (_, text) => {
    expect(http(text)).toBeUndefined()
  })
})

describe('httpGet to tcpSocket', () => {
  test.each([
    ['the path goes', 'httpGet:\n  path: /x\n  port: 80\nafter: 1\n', 'tcpSocket:\n  port: 80\nafter: 1\n'],
    ['at the end of the text', 'httpGet:\n  port: 80\n  path: /x\n  scheme: HTTP', 'tcpSocket:\n  port: 80'],
    ['CRLF', 'httpGet:\r\n  path: /x\r\n  port: 80\r\n', 'tcpSocket:\r\n  port: 80\r\n'],
    ['comments of removed lines stay', 'httpGet:\n  path: /x # why\n  port: 80\n', 'tcpSocket:\n  # why\n  port: 80\n'],
    ['comments between', 'httpGet:\n  # a\n  path: /x\n  # b\n  port: 80\n', 'tcpSocket:\n  # a\n  # b\n  port: 80\n'],
    [
      'headers go',
      'httpGet:\n  httpHeaders:\n    - name: A\n      value: b\n  host: h\n  path: /x\n  port: web\n  scheme: HTTPS\n',
      'tcpSocket:\n  host: h\n  port: web\n',
    ],
    ['flow', 'p: {httpGet: {path: /x, port: 80, scheme: HTTP}}\n', 'p: {tcpSocket: {port: 80}}\n'],
    [
      'JSON',
      '{\n  "httpGet": {\n    "path": "/x",\n    "port": 80,\n    "scheme": "HTTP"\n  }\n}\n',
      '{\n  "tcpSocket": {\n    "port": 80\n  }\n}\n',
    ],
    [
      'unknown fields stay',
      'httpGet:\n  path: /x\n  port: 80\n  timeoutSeconds: 1\n',
      'tcpSocket:\n  port: 80\n  timeoutSeconds: 1\n',
    ],
    ['no path', 'httpGet:\n  port: 80\n', 'tcpSocket:\n  port: 80\n'],
  ])('%s', (_, before, after) => {
    expect(tcp(before)).toBe(after)
  })

  test('says what is lost', () => {
    const text = 'httpGet:\n  path: /x\n  port: 80\n  httpHeaders: []\n'
    expect(httpGetToTcpSocket(parseDocument(text), keyOf(text, 'httpGet'))?.dropped).toEqual(['path', 'httpHeaders'])
  })

  test('a flow whose comments would go is left alone', () => {
    expect(tcp('httpGet: {\n  path: /x, # why\n  port: 80\n}\n')).toBeUndefined()
  })
})

describe('to grpc', () => {
  test.each([
    ['a number is kept', 'tcpSocket:\n  port: 9090 # c\n', 'grpc:\n  port: 9090 # c\n', 'tcpSocket'],
    ['a name becomes its number', 'tcpSocket:\n  port: grpc # c\n', 'grpc:\n  port: 9090 # c\n', 'tcpSocket'],
    ['with its quotes', 'tcpSocket: {port: "grpc"}\n', 'grpc: {port: 9090}\n', 'tcpSocket'],
    ['an alias too', 'x: &p grpc\ntcpSocket:\n  port: *p\n', 'x: &p grpc\ngrpc:\n  port: 9090\n', 'tcpSocket'],
    ['host goes', 'tcpSocket:\n  host: a\n  port: 9090\n', 'grpc:\n  port: 9090\n', 'tcpSocket'],
    ['path and scheme go', 'httpGet:\n  path: /x\n  port: grpc\n  scheme: HTTP\n', 'grpc:\n  port: 9090\n', 'httpGet'],
  ] as const)('%s', (_, before, after, from) => {
    expect(grpc(before, from, 9090)).toBe(after)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './plant.ts'

interface Grammar {
  readonly scopeName: string
  readonly injectionSelector: string
  readonly patterns: readonly {
    readonly match: string
    readonly name?: string
    readonly captures?: Readonly<Record<string, { readonly name: string }>>
  }[]
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const contributed: readonly {
  readonly path: string
  readonly scopeName: string
  readonly injectTo: readonly string[]
}[] = manifest.contributes.grammars

test.for([
  // Never a whole line: what a match takes from the grammar of YAML leaves that lost on the rest.
  ['portolan.ports.injection', 'L:source.yaml entity.name.tag.yaml'],
  ['portolan.suppressions.injection', 'L:source.yaml comment.line.number-sign.yaml'],
  ['portolan.hosts.injection', 'L:source.yaml string'],
])('%s looks only inside of what the grammar of YAML has found', ([name = '', selector]) => {
  const { path, injectTo } = contributed.find(({ scopeName }) => scopeName === name) ?? { path: '', injectTo: [] }
  expect(injectTo).toEqual(['source.yaml'])
  const grammar = read(path)
  expect(grammar.scopeName).toBe(name)
  expect(grammar.injectionSelector).toBe(selector)
})

test('every grammar that is there is contributed', () => {
  expect(contributed.map(({ scopeName }) => scopeName).sort()).toEqual([
    'portolan.hosts.injection',
    'portolan.ports.injection',
    'portolan.suppressions.injection',
  ])
})

test.for([
  ['    targetPort: 8080', 'targetPort'],
  ['  - port: 80 # web', 'port'],
  ['- { port: 80, nodePort: 30080 }', 'port nodePort'],
  ['  containerPort: http', 'containerPort'],
  ['  hostPort:', 'hostPort'],
  ['  servicePort: 80', 'servicePort'],
  ['nodePort : 30080', 'nodePort'],
  ['"port": 80', 'port'],
  ['  port-name: x', ''],
  ['  support: 80', ''],
  ['  ports:', ''],
  ['  myPort: 1', ''],
  ['  url: http://x:80/port', ''],
] as const)('in %j these keys are coloured: %j', ([line, keys]) => {
  expect(coloured('portolan.ports.injection', line).join(' ')).toBe(keys)
})

test.for([
  ['# portolan-ignore port-duplicate', 'portolan-ignore port-duplicate'],
  ['# portolan-ignore a, b: one listener', 'portolan-ignore a, b'],
  ['#portolan-ignore-document a', 'portolan-ignore-document a'],
  ['## portolan-ignore a', 'portolan-ignore a'],
  ['# portolan-ignore', ''],
  ['# see portolan-ignore a', ''],
  ['# portolan-ignorant a', ''],
  ['# portolan-ignore a because', ''],
] as const)('of the comment %j this is coloured: %j', ([comment, parts]) => {
  expect(coloured('portolan.suppressions.injection', comment).join(' ')).toBe(parts)
})

test.for([
  ['http://api:8080/path', 'api : 8080'],
  ['http://api.shop.svc.cluster.local:80/', 'api.shop.svc.cluster.local : 80'],
  ['redis://user:pw@redis-0:6379', 'redis-0 : 6379'],
  ['redis:6379', ': 6379'],
  ['10.0.0.1:9090', ': 9090'],
  ['a:8080,b:9090', ': 8080 : 9090'],
  ['https://example.com/a', ''],
  ['nginx:1.25', ''],
  ['redis:7', ''],
  ['registry/x@sha256:123456', ''],
  ['8080:80', ''],
  ['12:30', ''],
  ['2020-01-01T12:30:45', ''],
  ['user:1234567', ''],
] as const)('in the text %j these parts of an address are coloured: %j', ([text, parts]) => {
  expect(coloured('portolan.hosts.injection', text).join(' ')).toBe(parts)
})

/** What gets a scope of its own, in the order of the text. */
function coloured(name: string, line: string): readonly string[] {
  const { patterns } = read(contributed.find(({ scopeName }) => scopeName === name)?.path ?? '')
  const found = patterns.flatMap(({ match, captures }) =>
    [...line.matchAll(new RegExp(match, 'dg'))].flatMap(each =>
      (captures ? Object.keys(captures) : ['0']).map(group => ({
        text: each[Number(group)] ?? '',
        at: each.indices?.[Number(group)]?.[0] ?? 0,
      })),
    ),
  )
  return found.sort((a, b) => a.at - b.at).map(({ text }) => text)
}

function read(path: string): Grammar {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

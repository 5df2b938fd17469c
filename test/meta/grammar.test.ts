import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './plant.ts'

const grammar = JSON.parse(readFileSync(join(root, 'syntaxes/ports.injection.tmLanguage.json'), 'utf8'))
const pattern = new RegExp(grammar.patterns[0].match)

test('only what the grammar of YAML takes for a key is looked at', () => {
  expect(grammar.injectionSelector).toBe('L:source.yaml entity.name.tag.yaml')
})

test.for([
  ['    targetPort: 8080', 'targetPort'],
  ['  - port: 80 # web', 'port'],
  ['- { port: 80, nodePort: 30080 }', 'port'],
  ['  containerPort: http', 'containerPort'],
  ['  hostPort:', 'hostPort'],
  ['nodePort : 30080', 'nodePort'],
  ['"port": 80', 'port'],
] as const)('in %j the key %s is coloured, and nothing beside it', ([line, key]) => {
  expect(pattern.exec(line)?.[0]).toBe(key)
})

test.for([['  port-name: x'], ['  support: 80'], ['  ports:'], ['  myPort: 1'], ['  url: http://x:80/port']])(
  'in %j no key is coloured',
  ([line = '']) => expect(pattern.test(line)).toBe(false),
)

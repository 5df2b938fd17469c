import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './plant.ts'

const grammar = JSON.parse(readFileSync(join(root, 'syntaxes/ports.injection.tmLanguage.json'), 'utf8'))
const pattern = new RegExp(grammar.patterns[0].match)

test.for([
  ['    targetPort: 8080', 'targetPort', '8080'],
  ['  - port: 80 # web', 'port', '80'],
  ['- { port: 80, nodePort: 30080 }', 'port', '80'],
  ['  containerPort: http', 'containerPort', undefined],
  ['  hostPort:', 'hostPort', undefined],
  ['nodePort : 30080', 'nodePort', '30080'],
] as const)('in %j the key is %s and the number %s', ([line, key, number]) => {
  expect(pattern.exec(line)?.slice(1)).toEqual([key, expect.stringMatching(/^\s*:$/), number])
})

test.for([['  port-name: x'], ['  support: 80'], ['  ports:'], ['  myPort: 1'], ['  url: http://x:80/port']])(
  'in %j no key is coloured',
  ([line = '']) => expect(pattern.test(line)).toBe(false),
)

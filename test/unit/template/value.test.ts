import { expect, test } from 'vitest'
import { hasToken, isToken, tokenOf, tokensIn } from '../../../server/src/core/base/token.ts'
import type { ExecuteOptions } from '../../../server/src/core/template/execution.ts'
import { TemplateFailure } from '../../../server/src/core/template/failure.ts'
import { copied, locationsOf, madeRuns, piecesOf } from '../../../server/src/core/template/run.ts'
import { unknown } from '../../../server/src/core/template/unknown.ts'
import { bool, float, int, invalid, list, map, nil, string } from '../../../server/src/core/template/value.ts'
import { uriOf } from '../../support/view.ts'

const values = uriOf('values.yaml')
const action = { uri: uriOf('web.yaml'), span: { start: 6, end: 20 } }

test('a token carries its number through any text around it', () => {
  expect(tokensIn(`a${tokenOf(0)}b${tokenOf(417)}`)).toEqual([0, 417])
  expect(isToken(tokenOf(16))).toBe(true)
  expect(isToken(tokenOf(1) + tokenOf(2))).toBe(false)
  expect(hasToken('plain')).toBe(false)
})

test('runs become pieces: copied ones keep their place, made ones are put down to the action', () => {
  const port = copied({ uri: values, span: { start: 6, end: 10 } })
  const made = madeRuns(3, locationsOf([port]))
  expect(piecesOf([port, { length: 0, copied: false }, ...(made ?? [])], action)).toEqual([
    { end: 4, from: port.from, copied: true },
    { end: 7, from: action, copied: false, inputs: [port.from] },
  ])
})

test('a new map knows its entries by key', () => {
  expect(map([['a', string('x')]]).entries.get('a')).toEqual({ key: string('a'), value: string('x') })
})

test('kinds are those of Go: a literal is an int, a number of YAML a float64', () => {
  expect([int(1), float(1), bool(true), nil, invalid].map(({ kind }) => kind)).toEqual([
    'int',
    'float',
    'bool',
    'nil',
    'invalid',
  ])
  expect(list([int(1)], '[]int').type).toBe('[]int')
  expect(unknown({ why: 'random' }, 'string').shape).toBe('string')
  expect(new TemplateFailure('no such key').message).toBe('no such key')
  const options: ExecuteOptions = { mode: 'exact', limits: { depth: 10 } }
  expect(options.limits?.depth).toBe(10)
})

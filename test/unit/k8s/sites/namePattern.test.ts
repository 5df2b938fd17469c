import { describe, expect, test } from 'vitest'
import { isPattern, namePattern } from '../../../../server/src/core/k8s/sites/namePattern.ts'

describe('namePattern', () => {
  test.each([
    ['http', 'http', true],
    ['http', 'https', false],
    ['metric.*', 'metrics', true],
    ['metric.*', 'metric', true],
    ['metric.+', 'metric', false],
    ['metric.+', 'metrics', true],
    ['.*metrics', 'http-metrics', true],
    ['.*metrics', 'metrics-http', false],
    ['http|metrics', 'metrics', true],
    ['http|metrics', 'http|metrics', false],
    ['^(?:http|metrics)$', 'http', true],
    ['(http|grpc)', 'grpc', true],
    ['h..p', 'http', true],
    ['h..p', 'htttp', false],
    ['.*', '', true],
    ['http|', '', true],
    ['.+', '', false],
  ])('%s and %s: %s', (expression, name, expected) => {
    expect(namePattern(expression)?.(name)).toBe(expected)
  })

  test.each(['http[0-9]', 'https?', 'a{2}', '(a)|(b)', 'http\\d', '*', 'a*', 'x y'])(
    'nobody can tell of %s',
    expression => {
      expect(namePattern(expression)).toBeUndefined()
    },
  )

  test('many stars cost no more than their number times the name', () => {
    expect(namePattern('.*'.repeat(200) + 'x')?.('a'.repeat(5000))).toBe(false)
  })

  test('a plain name is no pattern', () => {
    expect([isPattern('http-metrics'), isPattern('http_metrics'), isPattern('http.*')]).toEqual([false, false, true])
  })
})

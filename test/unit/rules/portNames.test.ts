import { expect, test } from 'vitest'
import { validName } from '../../../server/src/core/rules/portNames.ts'

test.each([
  ['HTTP_Metrics', 15, 'http-metrics'],
  ['http_metrics-endpoint', 15, 'http-metrics'],
  ['redis:6.2', 15, 'redis-6-2'],
  ['8080', 15, 'port-8080'],
  ['-a--b-', 15, 'a-b'],
  ['Web UI', 63, 'web-ui'],
  ['8080', 63, undefined],
  ['averyveryverylongword', 15, undefined],
  ['порт', 15, undefined],
  ['http', 15, undefined],
] as const)('validName(%j, %i) is %j', (name, longest, valid) => {
  expect(validName(name, longest)).toBe(valid)
})

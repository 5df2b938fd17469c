import { expect, test } from 'vitest'
import { freePorts } from '../../../server/src/core/k8s/knowledge/sysctls.ts'

test.each([
  [[32768, 60999], '', 28_232],
  [[1024, 65535], '', 64_512],
  [[1024, 65535], '8080', 64_511],
  [[1000, 1009], '1000-1004,1003-1005', 4],
  [[1000, 1009], '1-2000', 0],
  [[1000, 1009], '80, 8080-9090', 10],
  [[1000, 1009], 'none', 10],
] as const)('of %j without %j are left %d', (range, reserved, left) => {
  expect(freePorts(range, reserved)).toBe(left)
})

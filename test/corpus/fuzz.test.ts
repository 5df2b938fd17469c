import { expect, test } from 'vitest'
import { describeWith } from './describeWith.ts'
import { fuzz, samplesIn } from './fuzz/fuzz.ts'

describeWith('corpus', 'spoilt manifests', folder => {
  // Many more in `npm run fuzz`.
  test('crash nothing', () => {
    const { failures, tried } = fuzz(samplesIn(folder), 2000, 20_000)
    expect(failures.map(failure => ({ ...failure, text: failure.text.slice(0, 2000) }))).toEqual([])
    expect(tried).toBe(2000)
  })
})

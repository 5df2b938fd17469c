import { expect, test } from 'vitest'
import { chartsFolder, compare, readRuns, sampleOf } from '../render/runs.ts'
import { describeWith } from './describeWith.ts'

describeWith('charts', 'public charts', () => {
  const folder = chartsFolder()
  const runs = folder === undefined ? [] : sampleOf(readRuns(folder), 150)

  test.each(runs.map(run => [run.kind, run.key, run.chart, run] as const))(
    '%s %s %s is what Helm prints',
    (_, __, ___, run) => {
      const { verdict, why } = compare(folder ?? '', run)
      expect(verdict, why).toBe(run.code === 0 ? 'equal' : 'refused too')
    },
  )
})

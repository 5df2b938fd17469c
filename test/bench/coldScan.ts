import { join } from 'node:path'
import { type Cost, costOf } from './child.ts'
import { median } from './statistics.ts'

/** A cold scan of real manifests, and what it is measured against, all in the same run. */
export interface ColdScan {
  readonly check: Cost
  /** Reading the same files, in the same kind of process. */
  readonly read: Cost
  /** `parseAllDocuments` of `yaml` over the same files, in the same kind of process. */
  readonly parse: Cost
  /** Times that `parse` was repeated; the others more often. */
  readonly repetitions: number
}

/** The three take turns, so that a busy moment of the machine meets them all. */
export function measureColdScan(corpus: string, repetitions: number): ColdScan {
  const runs: Record<'check' | 'read' | 'parse', Cost[]> = { check: [], read: [], parse: [] }
  for (let i = 0; i < repetitions; i++) {
    for (let j = 0; j < 3; j++) {
      runs.check.push(costOf(cli, ['check', corpus, '--format', 'json']))
      runs.read.push(costOf(yardstick, ['read', corpus]))
    }
    runs.parse.push(costOf(yardstick, ['parse', corpus]))
  }
  return { check: middle(runs.check), read: middle(runs.read), parse: middle(runs.parse), repetitions }
}

export const cli = join(import.meta.dirname, '../../dist/cli.cjs')

const yardstick = join(import.meta.dirname, 'yardstick.ts')

function middle(costs: readonly Cost[]): Cost {
  return {
    wallMs: median(costs.map(cost => cost.wallMs)),
    cpuMs: median(costs.map(cost => cost.cpuMs)),
    maxRssMB: median(costs.map(cost => cost.maxRssMB)),
  }
}

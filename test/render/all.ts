/**
 * Renders every chart that real Helm was recorded on, and says where the outcome differs.
 *
 *   npm run render-all -- [FOLDER] [--kind default|ci|flip] [--sample N] [--only TEXT] [--show]
 *
 * FOLDER holds charts/, values/, golden/ and INDEX.tsv; without it those of ../shared are unpacked into .cache. `--show` prints
 * the first lines that differ.
 */
import { parseArgs } from 'node:util'
import { chartsFolder, compare, type Outcome, type Run, readGolden, readRuns, renderRun, sampleOf } from './runs.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kind: { type: 'string' },
    sample: { type: 'string' },
    only: { type: 'string' },
    show: { type: 'boolean' },
  },
})
const folder = positionals[0] ?? chartsFolder()
if (folder === undefined) {
  console.log('The recorded charts are not here: ../shared/charts/charts.tar.gz is absent.')
  process.exit(0)
}
let runs: readonly Run[] = readRuns(folder).filter(
  ({ kind, chart }) => (options.kind === undefined || kind === options.kind) && chart.includes(options.only ?? ''),
)
if (options.sample !== undefined) runs = sampleOf(runs, Number(options.sample))

const outcomes = runs.map(run => {
  const outcome = compare(folder, run)
  if (outcome.verdict !== 'equal' && outcome.verdict !== 'refused too') tell(outcome, folder)
  return outcome
})
for (const kind of new Set(runs.map(each => each.kind))) {
  const of = outcomes.filter(({ run }) => run.kind === kind)
  const count = (...verdicts: readonly string[]) => of.filter(({ verdict }) => verdicts.includes(verdict)).length
  const rendered = count('equal', 'differs', 'refused')
  const refused = count('accepted', 'refused too')
  console.log(`${kind}: ${count('equal')} of ${rendered} equal, ${count('refused too')} of ${refused} refused too`)
}
const times = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
console.log(`cold, with reading: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(0.9999)} ms`)

function tell({ run, verdict, why }: Outcome, folder: string): void {
  console.log(
    [verdict, run.kind, run.key, run.chart, run.values ?? '', why?.replaceAll('\n', ' | ') ?? run.error].join('  '),
  )
  if (options.show !== true || verdict !== 'differs') return
  const printed = renderRun(folder, run)
  const mine = printed.ok ? printed.text.split('\n') : []
  const golden = (readGolden(folder, run, '.yaml') ?? '').split('\n')
  const again = readGolden(folder, run, '.again.yaml')?.split('\n') ?? golden
  const first = golden.findIndex((line, index) => line === again[index] && line !== mine[index])
  console.log(`    helm     ${first + 1}: ${golden.slice(Math.max(0, first - 1), first + 3).join('\n    helm     ')}`)
  console.log(`    portolan ${first + 1}: ${mine.slice(Math.max(0, first - 1), first + 3).join('\n    portolan ')}`)
}

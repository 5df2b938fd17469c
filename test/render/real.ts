/**
 * Renders charts with a real Helm and here, and says where the outcomes differ: for generations of Helm and for values of which
 * nothing was recorded.
 *
 *   node test/render/real.ts HELM [FOLDER] [--flavour helm4|helm3] [--kind default|ci|flip] [--sample N] [--show]
 *
 * HELM is the path of the program. Where two runs of it differ, by random values, the lines on which they agree count.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { flavours } from '../../server/src/core/helm/flavour.ts'
import { agrees, chartsFolder, pathsOf, type Run, readRuns, renderRun, sampleOf } from './runs.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    flavour: { type: 'string', default: 'helm4' },
    kind: { type: 'string', default: 'default' },
    sample: { type: 'string' },
    show: { type: 'boolean' },
  },
})
const [helm, given] = positionals
const folder = given ?? chartsFolder()
if (helm === undefined || folder === undefined) throw new Error('say where Helm is, and where charts are')
const flavour = flavours.find(each => each === options.flavour) ?? 'helm4'
const all = readRuns(folder).filter(({ kind }) => kind === options.kind)
const runs = options.sample === undefined ? all : sampleOf(all, Number(options.sample))

const counts = { equal: 0, differs: 0, refused: 0, accepted: 0, 'refused too': 0 }
for (const run of runs) {
  const { verdict, detail } = verdictOn(run, helm, folder)
  counts[verdict]++
  if (verdict !== 'equal' && verdict !== 'refused too') console.log(verdict, run.kind, run.key, run.chart, detail)
}
console.log(`${flavour}, ${options.kind}: ${JSON.stringify(counts)}`)

function verdictOn(run: Run, program: string, charts: string): { verdict: keyof typeof counts; detail: string } {
  const printed = renderRun(charts, run, flavour)
  const first = realRun(run, program, charts)
  if (!first.ok) return { verdict: printed.ok ? 'accepted' : 'refused too', detail: first.text }
  if (!printed.ok) return { verdict: 'refused', detail: printed.why }
  if (printed.text === first.text) return { verdict: 'equal', detail: '' }
  const second = realRun(run, program, charts)
  if (agrees(printed.text, first.text, second.text)) return { verdict: 'equal', detail: '' }
  const golden = first.text.split('\n')
  const mine = printed.text.split('\n')
  const at = golden.findIndex((line, index) => line !== mine[index])
  const detail = options.show === true ? `\n  ${at + 1} helm     ${golden[at]}\n  ${at + 1} portolan ${mine[at]}` : ''
  return { verdict: 'differs', detail }
}

function realRun(run: Run, program: string, charts: string): { ok: boolean; text: string } {
  const { chart, values } = pathsOf(charts, run)
  const args = ['template', 'rel', chart, ...(values === undefined ? [] : ['--values', values])]
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  return status === 0 ? { ok: true, text: stdout } : { ok: false, text: stderr.trim().slice(0, 300) }
}

/**
 * How long it takes to render charts: cold, and again after a keystroke in a template or in values.yaml. Files are in memory.
 *
 *   node test/render/speed.ts [FOLDER] [--sample N]
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chartsOnDisk } from '../../server/src/cli/files/charts.ts'
import type { Uri } from '../../server/src/core/base/place.ts'
import { childUri, fileUri } from '../../server/src/core/base/uri.ts'
import { loadChart } from '../../server/src/core/helm/chart/load.ts'
import { ChartMemory } from '../../server/src/core/helm/chart/memory.ts'
import type { ChartSource, FolderEntry } from '../../server/src/core/helm/files/source.ts'
import { flavourFacts } from '../../server/src/core/helm/flavour.ts'
import { defaultProfile } from '../../server/src/core/helm/profile.ts'
import { renderChart } from '../../server/src/core/helm/render.ts'
import type { ChartRendering } from '../../server/src/core/helm/rendering.ts'
import { functions } from '../../server/src/core/template/functions/all.ts'
import { chartsFolder, readRuns, sampleOf } from './runs.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string', default: '10000' } },
})
const folder = positionals[0] ?? chartsFolder()
if (folder === undefined) throw new Error('there are no charts here')

/** What the disk says, kept. */
class Kept implements ChartSource {
  readonly files = new Map<Uri, string | Uint8Array | undefined>()
  readonly folders = new Map<Uri, readonly FolderEntry[]>()

  read(file: Uri): string | Uint8Array | undefined {
    if (!this.files.has(file)) this.files.set(file, chartsOnDisk.read(file))
    return this.files.get(file)
  }

  list(uri: Uri): readonly FolderEntry[] {
    const known = this.folders.get(uri) ?? chartsOnDisk.list(uri)
    this.folders.set(uri, known)
    return known
  }
}

const times = { cold: [], template: [], values: [] } satisfies Record<string, number[]>
const kept: Record<keyof typeof times, number[]> = times
const runs = readRuns(folder).filter(({ kind, code }) => kind === 'default' && code === 0)
// The first rounds are those of the compiler.
for (const round of [0, 1, 2])
  for (const { chart } of sampleOf(runs, Number(options.sample))) measure(chart, round === 2)
for (const [what, list] of Object.entries(kept)) {
  const sorted = list.sort((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  console.log(
    `${what.padEnd(8)} p50 ${at(0.5)} ms, p90 ${at(0.9)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(0.9999)}`,
  )
}

function measure(chart: string, counts: boolean): void {
  const source = new Kept()
  const uri = fileUri(join(folder ?? '', 'charts', chart))
  render(source, uri, new ChartMemory())
  const memory = new ChartMemory()
  const cold = timed(() => render(source, uri, memory))
  const [template] = cold.made.templates.filter(({ name }) => name.endsWith('.yaml'))
  const edits = [
    ['template', template?.uri],
    ['values', childUri(uri, 'values.yaml')],
  ] as const
  if (counts) kept.cold.push(cold.milliseconds)
  let previous = cold.made
  for (const [what, file] of edits) {
    const text = file && source.read(file)
    if (file === undefined || typeof text !== 'string') continue
    source.files.set(file, `${text}\n# typed`)
    const again = timed(() => render(source, uri, memory, previous))
    previous = again.made
    if (counts) kept[what].push(again.milliseconds)
  }
}

function render(source: ChartSource, uri: Uri, memory: ChartMemory, previous?: ChartRendering): ChartRendering {
  const mode = 'judged'
  const chart = loadChart(source, uri, { facts: flavourFacts.helm4, mode, memory })
  return renderChart(chart, defaultProfile, { mode, source, functions, memory, ...(previous ? { previous } : {}) })
}

function timed<T>(work: () => T): { made: T; milliseconds: number } {
  const start = performance.now()
  const made = work()
  return { made, milliseconds: performance.now() - start }
}

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { helmTemplate } from '../../server/src/cli/commands/renderChart.ts'
import { fileUri } from '../../server/src/core/base/uri.ts'
import type { Flavour } from '../../server/src/core/helm/flavour.ts'
import { defaultProfile } from '../../server/src/core/helm/profile.ts'

/** One run of real Helm that was written down: a chart with some values, and what came of it. */
export interface Run {
  readonly kind: string
  readonly key: string
  readonly chart: string
  readonly values: string | undefined
  /** Real Helm's exit code. */
  readonly code: number
  /** The end of what it said. */
  readonly error: string
}

export type Verdict = 'equal' | 'differs' | 'refused' | 'accepted' | 'refused too'

export interface Outcome {
  readonly run: Run
  readonly verdict: Verdict
  /** Why it was refused here. */
  readonly why?: string
  readonly milliseconds: number
}

const packed = join(import.meta.dirname, '../../../shared/charts/charts.tar.gz')
const cache = join(import.meta.dirname, '../../.cache/charts')

/** The folder with charts and recorded runs, unpacked when that has not been done yet. `undefined` where they are absent. */
export function chartsFolder(): string | undefined {
  if (existsSync(join(cache, 'INDEX.tsv'))) return cache
  if (!existsSync(packed)) return undefined
  const partial = `${cache}-${process.pid}`
  mkdirSync(partial, { recursive: true })
  const { status } = spawnSync('tar', ['xzf', packed, '-C', partial])
  if (status !== 0) throw new Error(`tar could not unpack ${packed}`)
  renameSync(partial, cache)
  return cache
}

export function readRuns(folder: string): readonly Run[] {
  const [, ...lines] = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trim().split('\n')
  return lines.map(line => {
    const [kind = '', key = '', chart = '', values = '-', code = '0', error = ''] = line.split('\t')
    return { kind, key, chart, values: values === '-' ? undefined : values, code: Number(code), error }
  })
}

/** Every so-many-th run, so that about `count` remain. */
export function sampleOf(runs: readonly Run[], count: number): readonly Run[] {
  const step = Math.max(1, Math.floor(runs.length / count))
  return runs.filter((_, index) => index % step === 0)
}

export function pathsOf(folder: string, { chart, values }: Run): { chart: string; values: string | undefined } {
  const beside = values?.startsWith('values/') ? folder : join(folder, 'charts')
  return { chart: join(folder, 'charts', chart), values: values === undefined ? undefined : join(beside, values) }
}

export function renderRun(folder: string, run: Run, flavour: Flavour = 'helm4') {
  const { chart, values } = pathsOf(folder, run)
  const valueFiles = values === undefined ? [] : [fileUri(values)]
  return helmTemplate(chart, { ...defaultProfile, flavour, release: 'rel', valueFiles })
}

/** Renders here what real Helm rendered, and compares. */
export function compare(folder: string, run: Run): Outcome {
  const start = performance.now()
  const printed = renderRun(folder, run)
  const milliseconds = performance.now() - start
  if (!printed.ok) return { run, verdict: run.code === 0 ? 'refused' : 'refused too', why: printed.why, milliseconds }
  if (run.code !== 0) return { run, verdict: 'accepted', milliseconds }
  const golden = readGolden(folder, run, '.yaml') ?? ''
  const again = readGolden(folder, run, '.again.yaml')
  return { run, verdict: agrees(printed.text, golden, again) ? 'equal' : 'differs', milliseconds }
}

export function readGolden(folder: string, { kind, key }: Run, ending: string): string | undefined {
  const path = join(folder, 'golden', kind, `${key}${ending}`)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** True when a text equals `one` on each line on which `one` and `two`, both printed by the real tool, agree. */
export function agrees(text: string, one: string, two: string | undefined): boolean {
  if (text === one) return true
  if (two === undefined) return false
  const [mine, first, second] = [text, one, two].map(each => each.split('\n'))
  if (!mine || !first || !second || mine.length !== first.length || first.length !== second.length) return false
  return first.every((line, index) => line !== second[index] || line === mine[index])
}

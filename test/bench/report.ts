import { cpus, totalmem } from 'node:os'
import type { ColdScan } from './coldScan.ts'
import type { Editing, Spread } from './editing.ts'
import type { Engine } from './engine.ts'
import type { Size } from './sizes.ts'
import type { StartUp } from './startUp.ts'

export interface Measured {
  /** Absent where there is no `../shared/corpus`. */
  readonly coldScan: ColdScan | undefined
  /** By growing number of resources. */
  readonly editing: readonly (Editing & { readonly engine: Engine })[]
  readonly startUp: StartUp
  readonly sizes: readonly Size[]
}

/** The measurements as Markdown: goals first, then all numbers. */
export function reportOf(measured: Measured): string {
  return [
    `Measured on ${machine()}. Times are medians unless it says otherwise.`,
    table(['what', 'goal, at most', 'measured', ''], goals(measured)),
    ...(measured.coldScan ? ['## Cold scan', coldScanWords(measured.coldScan), coldScanTable(measured.coldScan)] : []),
    '## Editing',
    editingWords,
    editingTable(measured.editing),
    '## Requests',
    requestWords,
    requestTable(measured.editing),
    '## Start-up',
    table(
      ['what', 'ms'],
      [
        ['language server, from its start to the answer to `initialize`', ms(measured.startUp.serverMs)],
        ['`portolan --version`, the whole process', ms(measured.startUp.cliMs)],
      ],
    ),
    '## Sizes',
    table(
      ['file', 'KB'],
      measured.sizes.map(({ file, kilobytes }) => [file, kilobytes.toFixed(0)]),
    ),
  ].join('\n\n')
}

type Row = readonly string[]

function goals({ coldScan, editing, sizes }: Measured): readonly Row[] {
  const smallest = editing[0]
  const largest = editing.at(-1)
  const vsix = sizes.find(({ file }) => file.endsWith('.vsix'))
  const rows: Row[] = []
  if (largest && smallest) {
    const size = `workspace of ${count(largest.resources)} resources`
    const growth = largest.engine.ownFile.p95 / smallest.engine.ownFile.p95
    rows.push(goal(`edit to diagnostics, p95, ${size}, round trip`, 25, largest.ownFile.p95, 'ms'))
    rows.push(goal('the same, work of the engine alone', 25, largest.engine.ownFile.p95, 'ms'))
    rows.push(goal(`the same, against ${count(smallest.resources)} resources`, 1.3, growth, 'times'))
    for (const { title, goalMs, flat, took } of largest.requests) {
      rows.push(goal(`${title}, p95, ${size}, round trip`, goalMs, took.p95, 'ms'))
      const small = smallest.requests.find(each => each.title === title)
      if (flat && small)
        rows.push(
          goal(
            `the same, median against ${count(smallest.resources)} resources`,
            1.5,
            took.median / small.took.median,
            'times',
          ),
        )
    }
  }
  if (coldScan) {
    const { check, parse } = coldScan
    rows.push(
      goal(
        'cold scan of public manifests against `yaml` parsing them, CPU time',
        0.25,
        check.cpuMs / parse.cpuMs,
        'times',
      ),
    )
    rows.push(goal('the same, wall clock', 0.25, check.wallMs / parse.wallMs, 'times'))
    rows.push(goal('memory of that scan at its highest', 200, check.maxRssMB, 'MB'))
  }
  if (vsix) rows.push(goal('`.vsix`', 700, vsix.kilobytes, 'KB'))
  return rows
}

function goal(what: string, atMost: number, measured: number, unit: string): Row {
  return [what, `${atMost} ${unit}`, `${round(measured)} ${unit}`, measured <= atMost ? 'reached' : 'missed']
}

function coldScanWords({ repetitions }: ColdScan): string {
  return (
    `Each row is a whole process over the same files of ../shared/corpus. \`yaml\` was repeated ${repetitions} times, ` +
    `the others ${repetitions * 3} times, in turns.`
  )
}

function coldScanTable({ check, read, parse }: ColdScan): string {
  const rows = (
    [
      ['`portolan check --format json`', check],
      ['reading the files', read],
      ['`parseAllDocuments` of `yaml`', parse],
    ] as const
  ).map(([what, cost]) => [what, ms(cost.wallMs), ms(cost.cpuMs), cost.maxRssMB.toFixed(0)])
  return table(['process', 'wall clock, ms', 'CPU, ms', 'memory at most, MB'], rows)
}

const editingWords =
  'A generated repository: folders of teams, in each the same apps, each app with a Deployment and a Service. Round trips go ' +
  'over stdio to the built server: a change (`didChange`), then the diagnostics (`textDocument/diagnostic`) of the Service’s ' +
  'file, median / p95 in ms. Each answer is checked for the finding that the edit brings or takes away.'

function editingTable(editing: Measured['editing']): string {
  const rows = editing.map(each => [
    count(each.resources),
    spread(each.ownFile),
    spread(each.otherFile),
    spread(each.engine.ownFile),
    spread(each.engine.hover),
    ms(each.readyMs),
  ])
  const columns = [
    'resources',
    'targetPort changed',
    'container port changed in the Deployment’s file',
    'targetPort changed, engine alone',
    'hover, engine alone',
    'first diagnostics after the start, ms',
  ]
  return table(columns, rows)
}

const requestWords =
  'What an editor asks while one reads, in the same repository, over stdio to the built server: median / p95 in ms, by the number of ' +
  'resources. Each answer is looked at.'

function requestTable(editing: Measured['editing']): string {
  const titles = editing[0]?.requests.map(({ title }) => title) ?? []
  const rows = titles.map(title => [
    title,
    ...editing.map(({ requests }) => {
      const found = requests.find(each => each.title === title)
      return found ? spread(found.took) : ''
    }),
  ])
  return table(['request', ...editing.map(({ resources }) => count(resources))], rows)
}

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}

function machine(): string {
  const all = cpus()
  const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GB`
  return `${all.length} cores of ${all[0]?.model.trim() || 'an unnamed processor'}, ${memory}, ${process.platform} ${process.arch}, Node ${process.versions.node}`
}

function spread({ median, p95 }: Spread): string {
  return `${round(median)} / ${round(p95)}`
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function ms(value: number): string {
  return value.toFixed(0)
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

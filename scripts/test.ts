import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { results, root } from './editors/paths.ts'
import { run } from './editors/process.ts'

/** One part of `npm test`. */
interface Step {
  readonly title: string
  /** Name of a program in `node_modules/.bin`, or `node`. */
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The file in which the step leaves its counts. A step without one counts as a single check. */
  readonly counts?: string
}

interface Counts {
  readonly passed: number
  readonly failed: number
}

/** Everything that must hold, the cheap things first: what is generated, types, style, then all suites on what is shipped. */
function steps(systemNode: string | undefined): readonly Step[] {
  return [
    { title: 'generated files are fresh', command: 'node', args: ['scripts/generate.ts', '--check'] },
    { title: 'types', command: 'tsc', args: ['-b'] },
    { title: 'format', command: 'biome', args: ['ci', '--log-level=error'] },
    { title: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings', '--quiet'] },
    { title: 'no dead code', command: 'knip', args: [] },
    { title: 'build and package', command: 'node', args: ['scripts/package.ts'] },
    vitest('unit, property, spec, rules, corpus, meta', ['unit', 'property', 'spec', 'rules', 'corpus', 'meta']),
    vitest('language server and command line', ['protocol', 'cli']),
    ...(systemNode
      ? [vitest('the same as shipped, on the Node of this machine', ['protocol', 'cli'], { PORTOLAN_NODE: systemNode })]
      : []),
    editor('editors: Neovim and Emacs', 'terminalEditors', 'editor-terminal'),
    editor('editor: Node extension host', 'nodeHost', 'editor-node'),
    editor('editor: web worker extension host', 'webHost', 'editor-web'),
    editor('editor: user interface', 'userInterface', 'editor-ui'),
  ]
}

function vitest(title: string, projects: readonly string[], env?: Readonly<Record<string, string>>): Step {
  const counts = join(results, 'counts', `vitest-${projects.join('-')}${env ? '-system' : ''}.json`)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${counts}`]
  const args = ['run', ...projects.flatMap(name => ['--project', name]), ...reporters]
  return { title, command: 'vitest', args, counts, ...(env ? { env } : {}) }
}

function editor(title: string, script: string, suite: string): Step {
  return {
    title,
    command: 'node',
    args: [`test/e2e/${script}.ts`],
    counts: join(results, 'counts', `${suite}.json`),
  }
}

/** Runs all steps, the later ones too when an earlier one fails, and ends with one plain line that sums them up. */
async function main(): Promise<void> {
  await rm(join(results, 'counts'), { recursive: true, force: true })
  await mkdir(join(results, 'counts'), { recursive: true })
  const summary: string[] = []
  let passed = 0
  let failed = 0
  for (const step of steps(systemNode())) {
    console.log(`\n▶ ${step.title}`)
    const started = performance.now()
    const status = await run(program(step.command), step.args, { cwd: root, env: { ...process.env, ...step.env } })
    const counts = await countsOf(step, status)
    passed += counts.passed
    failed += counts.failed
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    summary.push(
      `${counts.failed > 0 ? '✗' : '✓'} ${step.title}: ${counts.passed} of ${counts.passed + counts.failed} in ${seconds} s`,
    )
    console.log(summary.at(-1))
  }
  console.log(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

function program(name: string): string {
  if (name === 'node') return process.execPath
  return join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name)
}

/** A step that failed without saying how many tests did counts as one failure, so that nothing can be lost. */
async function countsOf(step: Step, status: number): Promise<Counts> {
  if (!step.counts) return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const text = await readFile(step.counts, 'utf8').catch(() => undefined)
  const data: Record<string, unknown> = text === undefined ? {} : JSON.parse(text)
  const passed = numberIn(data, 'passed', 'numPassedTests')
  const failed = numberIn(data, 'failed', 'numFailedTests')
  const unsaid = (status !== 0 && failed === 0) || passed + failed === 0
  return { passed, failed: unsaid ? failed + 1 : failed }
}

function numberIn(data: Readonly<Record<string, unknown>>, ...names: readonly string[]): number {
  const found = names.map(name => data[name]).find(value => typeof value === 'number')
  return typeof found === 'number' ? found : 0
}

/**
 * The Node that the machine has, besides the one that the tools bring along: what is shipped must run there, too. Absent
 * where the tools' Node is all there is.
 */
function systemNode(): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(folder => !folder.includes('node_modules'))
    .map(folder => join(folder, name))
    .find(path => existsSync(path))
}

await main()

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a whole process cost, start and end included. */
export interface Cost {
  readonly wallMs: number
  /** User and system time: steadier than the wall clock on a machine that does other things too. */
  readonly cpuMs: number
  /** The most memory that it ever held. */
  readonly maxRssMB: number
}

/** Runs a script of Node's and measures it. Any exit code below 2 is a success: 1 means that `check` found something. */
export function costOf(script: string, args: readonly string[]): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'))
  const usageFile = join(folder, 'usage.json')
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--require', preload, script, ...args], {
    env: { ...process.env, PORTOLAN_BENCH_USAGE: usageFile },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  const wallMs = performance.now() - started
  if (status !== 0 && status !== 1) throw new Error(`${script} ended with ${status}: ${stderr}`)
  const usage: NodeJS.ResourceUsage = JSON.parse(readFileSync(usageFile, 'utf8'))
  rmSync(folder, { recursive: true })
  return {
    wallMs,
    cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000,
    maxRssMB: usage.maxRSS / 1024,
  }
}

const preload = join(import.meta.dirname, 'usage.cjs')

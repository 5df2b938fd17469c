import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { results } from '../../../scripts/editors/paths.ts'
import { type Outcome, outcomeMark } from '../suite/runner.ts'

/** Collects how tests ended, says so, and keeps it for the one who sums up. */
export class Outcomes {
  readonly #suite: string
  readonly #all: Outcome[] = []

  constructor(suite: string) {
    this.#suite = suite
  }

  /** Takes a line of the extension host's console, which may or may not be about a test. */
  readLine(line: string): void {
    const at = line.indexOf(outcomeMark)
    if (at >= 0) this.add(JSON.parse(line.slice(at + outcomeMark.length)))
  }

  add(outcome: Outcome): void {
    this.#all.push(outcome)
    const time = `(${(outcome.milliseconds / 1000).toFixed(1)} s)`
    console.log(`  ${outcome.error === undefined ? '✓' : '✗'} ${this.#suite}: ${outcome.title} ${time}`)
    if (outcome.error !== undefined) console.log(indented(outcome.error))
  }

  /** Runs a test that is not in an extension host. */
  async test(title: string, body: () => Promise<void>): Promise<void> {
    const started = Date.now()
    const error = await body().then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    )
    this.add({ title, milliseconds: Date.now() - started, ...(error === undefined ? {} : { error }) })
  }

  get failed(): number {
    return this.#all.filter(outcome => outcome.error !== undefined).length
  }

  get passed(): number {
    return this.#all.length - this.failed
  }

  /** Writes the counts where the test command looks for them, and sets the exit status. */
  async finish(): Promise<void> {
    await mkdir(join(results, 'counts'), { recursive: true })
    const counts = { passed: this.passed, failed: this.failed, outcomes: this.#all }
    await writeFile(join(results, 'counts', `${this.#suite}.json`), JSON.stringify(counts, undefined, 2))
    console.log(`${this.#suite}: ${this.passed} passed, ${this.failed} failed`)
    if (this.failed > 0 || this.passed === 0) process.exitCode = 1
  }
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '      ')
}

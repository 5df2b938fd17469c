/**
 * The smallest runner that works in every extension host: Node, web worker and desktop. Tests run one after the other,
 * in the order in which they were declared, and share the editor.
 */
export function test(title: string, body: () => Promise<void>): void {
  declared.push({ title, body })
}

/** Runs what was declared; rejects when a test failed, which is how every host learns the outcome. */
export async function runTests(): Promise<void> {
  let failed = 0
  for (const { title, body } of declared) {
    const started = Date.now()
    const error = await within(limit, body()).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    )
    if (error !== undefined) failed++
    report({ title, milliseconds: Date.now() - started, ...(error === undefined ? {} : { error }) })
  }
  if (failed > 0) throw new Error(`${failed} of ${declared.length} tests failed`)
  if (declared.length === 0) throw new Error('no test was declared')
}

/** How a test ended, as one line on the console of the extension host. */
export interface Outcome {
  readonly title: string
  readonly milliseconds: number
  /** Absent when the test passed. */
  readonly error?: string
}

/** Begins the lines that are outcomes; everything else on the console is somebody else's. */
export const outcomeMark = '@@portolan-test '

/** Longer than any wait inside a test, so that a wait says what it waited for. */
const limit = 90_000

const declared: { readonly title: string; readonly body: () => Promise<void> }[] = []

// One argument in one line: VS Code hands the console's arguments on without formatting them.
function report(outcome: Outcome): void {
  console.log(outcomeMark + JSON.stringify(outcome))
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${milliseconds / 1000} seconds`)), milliseconds)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

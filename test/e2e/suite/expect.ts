/** Assertions that need no Node, for tests that run in a web worker as well. */
export function ok(value: unknown, what: string): asserts value {
  if (!value) throw new Error(what)
}

export function equal<T>(actual: T, expected: T, what: string): void {
  if (actual !== expected) throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`)
}

export function contains(text: string, part: string, what: string): void {
  if (!text.includes(part)) throw new Error(`${what} does not contain ${JSON.stringify(part)}:\n${text}`)
}

/** Asks again and again until there is an answer; the editor has no event for most of what tests wait for. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  describe: () => string = () => '',
): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) {
      const waited = patience
      patience = worn
      throw new Error(`waited ${waited / 1000} seconds for ${what}\n${describe()}`)
    }
    await new Promise(resolve => setTimeout(resolve, pause))
  }
}

/** Milliseconds. Long for a busy machine; after it has run out once, what is broken need not be waited for again. */
let patience = 60_000
const worn = 5_000
const pause = 50

import type { Terminal } from './terminal.ts'

/** Tells on a terminal how far a long run has come. */
export interface Progress {
  at(done: number, total: number): void
  /** Takes the line away again. */
  end(): void
}

/** Short runs stay silent, and so does everything that is not a terminal. */
export function progressOn({ stderr, env }: Terminal, clock: () => number = () => performance.now()): Progress {
  if (!stderr.isTTY || env['CI']) return { at: () => undefined, end: () => undefined }
  const started = clock()
  let last = started
  let shown = false
  return {
    at(done, total) {
      const now = clock()
      if (now - started < silentMs || now - last < betweenMs) return
      last = now
      shown = true
      stderr.write(`\r\u001b[KChecking ${done} of ${total} files`)
    },
    end() {
      if (shown) stderr.write('\r\u001b[K')
    },
  }
}

const silentMs = 800
const betweenMs = 100

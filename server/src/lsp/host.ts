import type { AsyncFiles } from '../files/steps.ts'

/** What the server needs of the place it runs in: a Node process or a web worker. */
export interface Host {
  readonly version: string
  /** Reads `file:` folders without asking the client. A web worker has none. */
  readonly files?: AsyncFiles
  /** Milliseconds since some fixed moment, for measuring time slices. */
  now(): number
  /** Lets waiting messages and timers have their turn. */
  breathe(): Promise<void>
  /** @returns what calls it off */
  after(milliseconds: number, run: () => void): () => void
}

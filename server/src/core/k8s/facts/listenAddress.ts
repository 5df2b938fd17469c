import type { Span } from '../../base/span.ts'
import type { Protocol } from './port.ts'

/**
 * A sign in a manifest of a port that a process listens on: `--port=8080`, `PORT: "8080"`, `listen 80;` in an nginx
 * configuration. Never a proof: programs may read it or not.
 */
export interface ListenAddress {
  readonly port: number
  readonly protocol: Protocol
  /** The address as written, when one is: `127.0.0.1`, `0.0.0.0`, `localhost`, `[::]`, `*`. */
  readonly host: string | undefined
  /** Where the host stands, which may be a flag of its own (`--host=127.0.0.1`). */
  readonly hostSpan: Span | undefined
  /** What it is for, as the flag or variable says it: a metrics port is not the port that a Service means. */
  readonly purpose: 'main' | 'metrics' | 'health' | 'admin' | 'other'
  /** What said it, for messages that go on with "tells it to listen": `--port`, `PORT`, `nginx listen`. */
  readonly by: string
  /** Where the number stands. */
  readonly span: Span
}

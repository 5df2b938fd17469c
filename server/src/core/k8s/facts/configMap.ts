import type { Known } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { ResourceBase } from './base.ts'
import type { ListenAddress } from './listenAddress.ts'

/** A ConfigMap, as far as it says something about ports. */
export interface ConfigMap extends ResourceBase {
  readonly is: 'configMap'
  readonly data: readonly ConfigEntry[]
  /** False when placeholders may hide entries. */
  readonly complete: boolean
}

export interface ConfigEntry {
  readonly key: string
  readonly keySpan: Span
  /** The whole value, of short one-line texts only: what an environment variable may take from here. Else unknown. */
  readonly value: Known<string>
  /** True where YAML reads a number, a boolean or a block: the API server refuses it. */
  readonly typed: boolean
  /** What servers that read this text as their configuration file would listen on. */
  readonly listens: readonly ListenAddress[]
  /** Every whole number from 1 to 65535 in the key and the text; `undefined` for a text so long that nobody looks. */
  readonly mentions: ReadonlySet<number> | undefined
}

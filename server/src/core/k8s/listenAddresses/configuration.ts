import { type Span, shift } from '../../base/span.ts'
import type { ListenAddress } from '../facts/listenAddress.ts'
import { addressIn, type FoundAddress } from './address.ts'
import { type FoundListen, listensOfCaddy, listensOfEnvoy, listensOfSpring } from './files.ts'

/**
 * What a server that read this text as its configuration would listen on: nginx `listen`, Apache `Listen`, HAProxy `bind`, sites
 * of Caddy, listeners of Envoy, and `server.port` of Spring. A text in none of these languages gives nothing.
 *
 * @param key the key in the ConfigMap, which is the name of the file
 * @param inside where the text stands, as it is written
 */
export function listensInConfiguration(key: string, text: string, inside: Span): readonly ListenAddress[] {
  const found = [
    ...byLine(key, text),
    ...(/caddyfile/i.test(key) ? listensOfCaddy(text) : []),
    ...(text.includes('socket_address') ? listensOfEnvoy(text) : []),
    ...(/^application[\w-]*\.ya?ml$/.test(key) ? listensOfSpring(text) : []),
  ]
  return found.map(({ by, purpose, address }) => ({
    port: address.port,
    protocol: 'TCP',
    host: address.host,
    hostSpan: address.hostAt && shift(address.hostAt, inside.start),
    purpose: purpose ?? 'main',
    by,
    span: shift(address.at, inside.start),
  }))
}

interface Language {
  readonly by: string
  /** The first group is the address. */
  readonly pattern: RegExp
  /** Names of files that are in this language; left out where the form alone tells. */
  readonly file?: RegExp
}

const languages: readonly Language[] = [
  { by: 'nginx listen', pattern: /^[ \t]*listen[ \t]+([^;\s]+)[^;\n]*;/dgm },
  { by: 'Apache Listen', pattern: /^[ \t]*Listen[ \t]+(\S+)[ \t]*(?:https?)?[ \t]*$/dgm, file: /\.conf$/ },
  { by: 'HAProxy bind', pattern: /^[ \t]*bind[ \t]+([^\s,]+)/dgm, file: /haproxy|\.cfg$/ },
  { by: 'server.port', pattern: /^[ \t]*server\.port[ \t]*[=:][ \t]*(\d+)[ \t]*$/dgm, file: /\.properties$/ },
]

function* byLine(key: string, text: string): Generator<FoundListen> {
  for (const { by, pattern, file } of languages) {
    if (file && !file.test(key)) continue
    for (const match of text.matchAll(pattern)) {
      const at = match.indices?.[1]
      const address = at && addressIn(text.slice(at[0], at[1]))
      if (at && address) yield { by, address: moved(address, at[0]) }
    }
  }
}

function moved(address: FoundAddress, by: number): FoundAddress {
  return { ...address, at: shift(address.at, by), hostAt: address.hostAt && shift(address.hostAt, by) }
}

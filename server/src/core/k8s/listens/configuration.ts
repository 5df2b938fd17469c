import { type Span, shift } from '../../base/span.ts'
import type { ListenAddress } from '../listen.ts'
import { addressIn } from './address.ts'

/**
 * What a server that read this text as its configuration would listen on: nginx `listen`, Apache `Listen`, HAProxy `bind`, and
 * `server.port` of properties files. Found line by line; a text in none of these languages gives nothing.
 *
 * @param key the key in the ConfigMap, which is the name of the file
 * @param inside where the text stands, as it is written
 */
export function listensInConfiguration(key: string, text: string, inside: Span): readonly ListenAddress[] {
  const found: ListenAddress[] = []
  for (const { by, pattern, file } of languages) {
    if (file && !file.test(key)) continue
    for (const match of text.matchAll(pattern)) {
      const at = match.indices?.[1]
      const address = at && addressIn(text.slice(at[0], at[1]))
      if (!at || !address) continue
      const { host, port } = address
      found.push({ port, protocol: 'TCP', host, purpose: 'main', by, span: shift(address.at, inside.start + at[0]) })
    }
  }
  return found
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

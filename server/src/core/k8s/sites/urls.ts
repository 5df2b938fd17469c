import type { Span } from '../../base/span.ts'
import { podPart, type ServiceHost, serviceHost } from './host.ts'
import { hasHost, portOfScheme } from './schemes.ts'
import type { Site } from './site.ts'

/** A URL or `host:port` found in a text. Offsets are those of the text. */
export interface FoundUrl extends ServiceHost {
  readonly scheme: string | undefined
  /** From the name of the Service on: what names one of its pods before that is left out. */
  readonly host: { readonly text: string; readonly span: Span }
  readonly port: { readonly number: number; readonly text: string; readonly span: Span } | undefined
  /** The port that the scheme means when none is written. */
  readonly defaultPort: number | undefined
  /** From the scheme to the port. */
  readonly span: Span
}

/**
 * Every host in a text that may be a Service: in URLs with any scheme, and as `host:port`. Found by form, not by parsing the
 * language around it, so it works in environment variables, arguments and configuration files alike.
 *
 * @example [...urlsIn('http://web.shop:8080/api')] // one, host web.shop, port 8080
 */
export function* urlsIn(text: string): Generator<FoundUrl> {
  if (!hint.test(text)) return
  for (const match of text.matchAll(pattern)) {
    const { scheme, host = '', port } = match.groups ?? {}
    if (scheme === undefined && (port === undefined || !isServicePortLike(port) || protocols.has(host))) continue
    if (!/[a-z]/i.test(host)) continue
    const pod = podPart(host)
    const known = serviceHost(host.slice(pod))
    if (!known || (scheme !== undefined && !known.surely && !hasHost(scheme, port !== undefined))) continue
    const number = port === undefined ? undefined : Number(port)
    if (number !== undefined && (number < 1 || number > 65535)) continue
    const hostAt = match.indices?.groups?.['host']
    const portAt = match.indices?.groups?.['port']
    if (!hostAt) continue
    const start = match.indices?.groups?.['scheme']?.[0] ?? hostAt[0]
    yield {
      ...known,
      ...(pod > 0 && { ofPod: true as const }),
      scheme,
      host: { text: host.slice(pod), span: { start: hostAt[0] + pod, end: hostAt[1] } },
      port:
        number === undefined || port === undefined || !portAt
          ? undefined
          : { number, text: port, span: { start: portAt[0], end: portAt[1] } },
      // Whoever lists the pods one by one often means a port of its own: `minio server http://minio-0.minio/data`.
      defaultPort: number === undefined && scheme !== undefined && pod === 0 ? portOfScheme(scheme) : undefined,
      span: { start, end: (portAt ?? hostAt)[1] },
    }
  }
}

/** A cheap look at a text: a host counts with a scheme before it or a port behind it. */
const hint = /:(?:\/\/|\d)/

/**
 * A scheme with its credentials, or nothing that could be a part of a longer word, path or name before the host; then the host,
 * and its port unless the digits go on as something else (`v1:2`, `1.27`, a digest). A variable behind the host makes it unknown:
 * `shop.${DOMAIN}` is in the wide world as likely as in a namespace. Behind `svc` it can only be the domain of the cluster.
 */
const pattern =
  /(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:[^\s/@"'`]*@)?\/?|(?<![\w.@:/$%{}*\\-])|(?<=@tcp\())(?<host>[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\.?)(?:(?<=\.svc)\.(?:\$\{[^}\s]*\}|\$\([^)\s]*\)|\$\w+|\{\{[^}]*\}\}|%\w+%|<[\w.-]+>))?(?::(?<port>\d{1,5})(?![\w:-]|\.\w))?(?![\w-]|\.[\w${%<@[*(]|[}$({*:%@]|(?<=\.)[<[])/dgi

/** What stands before a colon in `tcp:5432` is no host. */
const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'tls', 'ssl', 'unix', 'http', 'https'])

/** `redis:7` and `postgres:16` are images; two digits are a port only where everybody knows them. */
function isServicePortLike(digits: string): boolean {
  return (
    digits.length >= 3 || digits === '80' || digits === '53' || digits === '25' || digits === '22' || digits === '21'
  )
}

const note =
  'The number of a Service port (of a headless Service: the port of the pods). Without a number the scheme decides.'
const source =
  'kubernetes/dns docs/specification.md; kubelet dns.go (search list); pkg/proxy (only Service ports are rewritten)'
const row = (id: string, at: string): Site => ({
  id,
  kinds: [],
  at,
  port: [''],
  takes: ['service-port-number'],
  target: { is: 'host', host: '' },
  text: { form: 'urls' },
  note,
  source,
})

/** Texts in which URLs are looked for. Rows for words and lists; the scan is the same everywhere. */
export const urlSites: readonly Site[] = [
  row('url-env', 'containers[].env[].value'),
  row('url-args', 'containers[].args[], containers[].command[]'),
  row('url-config', 'ConfigMap data{}'),
  row('url-secret', 'Secret stringData{}'),
  row('url-annotation', 'metadata.annotations{}'),
  {
    ...row('host-port-env', 'containers[].env[].value'),
    note: 'The number of a Service port in a variable beside that of the host: `DB_HOST` and `DB_PORT`.',
  },
  {
    ...row('host-port-data', 'ConfigMap data{}, Secret stringData{}'),
    note: 'The number of a Service port in an entry beside that of the host: `DB_HOST` and `DB_PORT`.',
  },
  {
    ...row('host-port-fields', 'ConfigMap data{}, Secret stringData{}'),
    note: 'Within a text: `host: db` and `port: 5432` side by side. It may be where a server listens itself, so findings about it are milder.',
  },
]

import { podPart, type ServiceHost, serviceHost } from './host.ts'
import type { FoundUrl } from './urls.ts'

/**
 * Hosts whose port does not stand behind a colon but in the next field: `address: shop, port_value: 80` in a configuration of
 * Envoy, `host=db port=5432` in a connection string, `db.host` and `db.port` among properties. Found by form, as URLs are.
 *
 * @example [...fieldsSideBySide('{address: shop, port_value: 80}')] // one, host shop, port 80
 */
export function* fieldsSideBySide(text: string): Generator<HostPair> {
  for (const { hint, pattern } of forms) {
    if (!hint.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const { host = '', number = '', key, before, between = '' } = match.groups ?? {}
      const pod = podPart(host)
      const known = hostOf(host.slice(pod))
      const hostAt = match.indices?.groups?.['host']
      const portAt = match.indices?.groups?.['number']
      if (!known || !isPortText(number) || !hostAt || !portAt) continue
      const span = { start: hostAt[0] + pod, end: hostAt[1] }
      yield {
        ...known,
        ...(pod > 0 && { ofPod: true as const }),
        sure:
          key === undefined || key.toLowerCase() === 'port_value' || (before === '' && /^[ \t]+(?:\w|$)/.test(between)),
        scheme: undefined,
        host: { text: host.slice(pod), span },
        port: { number: Number(number), text: number, span: { start: portAt[0], end: portAt[1] } },
        defaultPort: undefined,
        span,
      }
    }
  }
}

/** A host and a port in two fields. `sure`: in a form in which no server says where it listens itself. */
export interface HostPair extends FoundUrl {
  readonly sure: boolean
}

/** How a host and a port stand beside each other, with a cheap look at the text before. */
const forms: readonly { readonly hint: RegExp; readonly pattern: RegExp }[] = [
  // `key: host`, then white space, a comma or other words of a connection string, then `key: port` with the same beginning.
  {
    hint: /port/i,
    pattern:
      /(?<![\w.-])["']?(?<before>[\w.-]*?)(?:host(?:_?name)?|address|addr)["']?[ \t]*[:=][ \t]*["']?(?<host>[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)["']?(?<between>(?:[ \t]+\w+=[^\s;]*){0,20}[\s,;]+)["']?\k<before>(?<key>port(?:_value)?)["']?[ \t]*[:=][ \t]*["']?(?<number>\d{1,5})(?![\w.-])/dgi,
  },
  // `nc -z -w 2 db 5432`: what an init container waits for.
  {
    hint: /\b(?:nc|ncat|netcat|telnet)\s/,
    pattern:
      /(?<![\w.-])(?:nc|ncat|netcat|telnet)(?:\s+-\w+(?:\s+\d+)?){0,9}\s+(?<host>[a-z][-a-z0-9.]*)\s+(?<number>\d{1,5})(?![\w.-])/dgi,
  },
  // `pg_isready -h db -U me -p 5432`: options of a client; a server may say by the same where it listens.
  {
    hint: /\s(?:-h|--host)\b/,
    pattern:
      /(?<![\w.-])(?:pg_isready|pg_dump|psql|mysql|mysqladmin|mysqldump|mariadb|redis-cli|valkey-cli|mongo|mongosh|clickhouse-client)\s[^|;&\n]{0,200}?(?<=\s)(?:-h|--host)[ =]+(?<host>[a-z][-a-z0-9.]{0,252})(?=\s)[^|;&\n]{0,200}?\s(?:-p|-P|--port)[ =]+(?<number>\d{1,5})(?![\w.-])/dg,
  },
]

/** A variable or an entry: what it is called, and what it says. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

/**
 * Two variables whose names differ in their ends only: `DB_HOST` and `DB_PORT`, `PGHOST` and `PGPORT`, `redisHost` and `redisPort`. Names that a program is likely to give to what it
 * listens on itself (`SERVER_HOST`, `HOST`) are left out. `pod`: so many characters of the host name one pod of the Service.
 */
export function* variablesSideBySide<T extends NamedText>(
  variables: readonly T[],
): Generator<ServiceHost & { readonly host: T; readonly port: T; readonly pod: number }> {
  for (const host of variables) {
    const before = /^(.*[a-z\d].*?)(?:host(?:_?name)?|addr(?:ess)?)$/i.exec(host.name)?.[1]
    if (before === undefined || isOwn.test(before.replace(/([a-z])([A-Z])/g, '$1_$2'))) continue
    const pod = podPart(host.text)
    const known = hostOf(host.text.slice(pod))
    const port = variables.find(
      ({ name }) => name.length === before.length + 4 && name.startsWith(before) && /port$/i.test(name),
    )
    if (known && port && isPortText(port.text))
      yield { ...known, ...(pod > 0 && { ofPod: true as const }), host, port, pod }
  }
}

/** A cheap look at a name before its text is read. */
export function mayBeOfPair(name: string): boolean {
  return /(?:host(?:_?name)?|addr(?:ess)?|port)$/i.test(name)
}

const isOwn = /(?:^|[_.-])(?:server|https?|listen|bind|app|own|self|my|public|external|advertised)[_.-]?$/i

/** A name with a letter that may be a Service; an address of a wildcard or of a loopback is none. */
function hostOf(host: string): ServiceHost | undefined {
  return /[a-z]/i.test(host) ? serviceHost(host) : undefined
}

function isPortText(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535
}

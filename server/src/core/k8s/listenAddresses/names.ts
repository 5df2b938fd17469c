import type { ListenAddress } from '../facts/listenAddress.ts'

/**
 * What a flag or variable says to listen on, by its name; `undefined` where it says something else. A name that a program
 * may use for the port of *another* server (`--db-port`, `REDIS_PORT`) is never taken: a miss is better than a false alarm.
 *
 * @param name without dashes, as written
 * @param own what the program is called: `API_LISTEN_ADDR` is what a container `api` serves
 */
export function purposeOf(name: string, own: readonly string[] = []): ListenAddress['purpose'] | undefined {
  const plain = plainName(name)
  if (main.has(plain)) return 'main'
  const whose = /^(.+?)-(?:listen|bind)(?:-(?:addr|address|port))?$/.exec(plain)?.[1]
  if (whose !== undefined && (mainPrefixes.has(whose) || own.map(plainName).includes(whose))) return 'main'
  if (!/(^|-)(port|addr|address|bind|listen)(-|$)/.test(plain)) return undefined
  if (/metric|telemetry|prometheus|stats/.test(plain)) return 'metrics'
  if (/health|probe|readiness|liveness|ready/.test(plain)) return 'health'
  if (/admin|debug|pprof|management|profil/.test(plain)) return 'admin'
  return undefined
}

/** Names that say which address to listen on, in a word of their own beside the one for the port. */
export function isHostName(name: string): boolean {
  return hostNames.has(plainName(name))
}

/** Names that mean an address to listen on where the address is none that one could dial. */
export function isAddressName(name: string): boolean {
  return addressNames.has(plainName(name))
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[._]/g, '-')
}

const addressNames: ReadonlySet<string> = new Set(['a', 'b', 'l', 'addr', 'address', 'http'])

const hostNames: ReadonlySet<string> = new Set([
  'host',
  'bind',
  'bind-address',
  'bind-addr',
  'bind-host',
  'listen',
  'listen-address',
  'listen-host',
  'address',
  'server-address',
  'flask-run-host',
  'uvicorn-host',
])

/** Whose address it is, where that is the program itself. */
const mainPrefixes: ReadonlySet<string> = new Set(['app', 'application', 'server', 'service', 'http', 'web', 'api'])

/** Names that programs of all kinds use for the port that they serve. */
const main: ReadonlySet<string> = new Set([
  'port',
  'listen',
  'listen-address',
  'listen-addr',
  'listen-port',
  'bind',
  'bind-address',
  'bind-addr',
  'bind-port',
  'http-address',
  'http-addr',
  'http-port',
  'http-listen-address',
  'web-listen-address',
  'server-port',
  'server-address',
  'secure-port',
  'secure-listen-address',
  // Variables of well-known programs.
  'aspnetcore-http-ports',
  'aspnetcore-urls',
  'gf-server-http-port',
  'kc-http-port',
  'n8n-port',
  'mb-jetty-port',
  'hasura-graphql-server-port',
  'query-port',
  'flask-run-port',
  'uvicorn-port',
  'quarkus-http-port',
  'micronaut-server-port',
  'registry-http-addr',
  'influxd-http-bind-address',
  'sonar-web-port',
])

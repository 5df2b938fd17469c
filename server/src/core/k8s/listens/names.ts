import type { ListenAddress } from '../listen.ts'

/**
 * What a flag or variable says to listen on, by its name; `undefined` where it says something else. A name that a program
 * may use for the port of *another* server (`--db-port`, `REDIS_PORT`) is never taken: a miss is better than a false alarm.
 *
 * @param name without dashes, as written
 */
export function purposeOf(name: string): ListenAddress['purpose'] | undefined {
  const plain = name.toLowerCase().replaceAll(/[._]/g, '-')
  if (main.has(plain)) return 'main'
  if (!/(^|-)(port|addr|address|bind|listen)(-|$)/.test(plain)) return undefined
  if (/metric|telemetry|prometheus|stats/.test(plain)) return 'metrics'
  if (/health|probe|readiness|liveness|ready/.test(plain)) return 'health'
  if (/admin|debug|pprof|management|profil/.test(plain)) return 'admin'
  return undefined
}

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
])

/**
 * What stock images listen on. A default only: args, env and mounted configuration change it, and Kubernetes ignores
 * `EXPOSE`. So a row explains and suggests, and never proves an error by itself.
 */
export interface ImageKnowledge {
  /** How people call it: `PostgreSQL`. */
  readonly name: string
  /** Repositories without registry, tag and digest: `nginx` (official, also as `library/nginx`) or `grafana/grafana`. */
  readonly repositories: readonly string[]
  /** Only images whose tag matches; rows with a condition stand before the row without. */
  readonly tag?: RegExp
  readonly role: ImageRole
  /** Empty where the configuration decides. */
  readonly ports: readonly ImagePort[]
  /** Flags, variables and files that move the ports. */
  readonly changedBy: string
  readonly source: Source
}

/** `database`, `cache` and `broker` get no HTTP probes, whatever else they serve: theirs is a protocol of their own. */
export type ImageRole =
  | 'server'
  | 'application'
  | 'database'
  | 'cache'
  | 'broker'
  | 'storage'
  | 'observability'
  | 'platform'

export interface ImagePort {
  readonly number: number
  readonly protocol: 'TCP' | 'UDP'
  /** `HTTP`, `HTTPS`, `gRPC`, or the name of another protocol. */
  readonly speaks: string
  readonly use?: string
}

/** `read`: in the named source. `known`: expert knowledge, not looked up. */
export interface Source {
  readonly how: 'read' | 'known'
  readonly where: string
}

/** One line of the image table. */
export function row(
  name: string,
  repositories: readonly string[],
  role: ImageRole,
  ports: readonly ImagePort[],
  changedBy: string,
  source: Source,
  tag?: RegExp,
): ImageKnowledge {
  return { name, repositories, role, ports, changedBy, source, ...(tag ? { tag } : {}) }
}

export function http(number: number, use?: string): ImagePort {
  return port(number, 'HTTP', use)
}

export function https(number: number, use?: string): ImagePort {
  return port(number, 'HTTPS', use)
}

export function grpc(number: number, use?: string): ImagePort {
  return port(number, 'gRPC', use)
}

export function tcp(number: number, speaks: string, use?: string): ImagePort {
  return port(number, speaks, use)
}

export function udp(number: number, speaks: string): ImagePort {
  return { number, protocol: 'UDP', speaks }
}

export const known: Source = { how: 'known', where: 'expert knowledge' }
export const officialDocs: Source = { how: 'read', where: 'https://github.com/docker-library/docs' }
export const dockerfile: Source = { how: 'read', where: "the image's Dockerfile" }
export const helmCharts: Source = { how: 'read', where: 'https://github.com/prometheus-community/helm-charts' }
export const otelDemo: Source = { how: 'read', where: 'https://github.com/open-telemetry/opentelemetry-demo' }

function port(number: number, speaks: string, use: string | undefined): ImagePort {
  return { number, protocol: 'TCP', speaks, ...(use === undefined ? {} : { use }) }
}

import type { ImageKnowledge, ImagePort, ImageRole, Source } from '../images.ts'

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

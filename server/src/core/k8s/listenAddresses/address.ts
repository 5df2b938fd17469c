import type { Span } from '../../base/span.ts'

/** An address to listen on, as programs take it. Offsets are those of the text. */
export interface FoundAddress {
  readonly host: string | undefined
  readonly hostAt: Span | undefined
  readonly port: number
  readonly at: Span
}

/**
 * Reads `8080`, `:8080`, `0.0.0.0:8080`, `[::]:8080`, `localhost:8080`, `*:80`, `http://+:8080`, also in quotes. `undefined` for
 * everything else: a path, a name without a port, two numbers.
 */
export function addressIn(text: string): FoundAddress | undefined {
  const [, before = '', host, digits = ''] = pattern.exec(text) ?? []
  const port = Number(digits)
  if (port < 1 || port > 65535) return undefined
  const start = before.length
  const hostAt = host ? { start, end: start + host.length } : undefined
  const from = host === undefined ? start : start + host.length + 1
  return { host: host || undefined, hostAt, port, at: { start: from, end: from + digits.length } }
}

const pattern = /^(["']?(?:[a-z]+:\/\/)?)(?:(\[[0-9a-f:]*\]|[\w.*+-]*):)?(\d{1,5})\/?["']?$/i

/** Addresses that nothing outside of the pod can reach. */
export function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host)
}

/** No address, or one that stands for all: only somebody who listens can mean it. */
export function isEverywhere(host: string | undefined): boolean {
  return host === undefined || /^(0\.0\.0\.0|\[::\]|[*+])$/.test(host)
}

import type { Span } from '../../base/span.ts'

export type Protocol = 'TCP' | 'UDP' | 'SCTP'

/** Written exactly so; anything else is refused. */
export function isProtocol(value: unknown): value is Protocol {
  return value === 'TCP' || value === 'UDP' || value === 'SCTP'
}

/**
 * The value of a field that takes an integer, as written. A string means that digits (or something else) were quoted or
 * that a word stands there: the API server cannot decode it.
 */
export type PortNumber = number | string

/** The value of an IntOrString field: a string is a name, even when it is made of digits. */
export type PortNumberOrName = number | string

/** A list field. */
export interface List<T> {
  readonly items: readonly T[]
  /** False when a placeholder or a broken part may hide items. */
  readonly complete: boolean
  /** The list, or `undefined` where there is none. */
  readonly span: Span | undefined
  /** The key that holds the list (`ports:`), or the nearest thing there is. */
  readonly near: Span
}

/** The API server's IsValidPortNum: 1 to 65535. */
export function isPortNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535
}

/**
 * Why the API server's IsValidPortName refuses a container port name, or `undefined` when it accepts it. The same holds
 * for names in targetPort, probes, NetworkPolicies and Ingress backends; a Service port's own name may be longer.
 *
 * @see k8s.io/apimachinery/pkg/util/validation IsValidPortName
 */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) return `has ${name.length} characters, at most 15 are allowed`
  if (name.length === 0) return 'is empty'
  if (!/^[-a-z0-9]+$/.test(name)) return 'may hold only lower-case letters, digits and "-"'
  if (!/[a-z]/.test(name)) return 'holds no letter'
  if (name.includes('--')) return 'holds "--"'
  if (name.startsWith('-') || name.endsWith('-')) return 'starts or ends with "-"'
  return undefined
}

/** Why the API server's IsDNS1123Label refuses a name, or `undefined`: what a Service port's own name must be. */
export function dnsLabelProblem(name: string): string | undefined {
  if (name.length > 63) return `has ${name.length} characters, at most 63 are allowed`
  if (name.length === 0) return 'is empty'
  if (!/^[-a-z0-9]+$/.test(name)) return 'may hold only lower-case letters, digits and "-"'
  if (name.startsWith('-') || name.endsWith('-')) return 'starts or ends with "-"'
  return undefined
}

import type { DocumentId } from '../../../server/src/core/base/place.ts'
import { extractFacts } from '../../../server/src/core/documents/extract.ts'
import type { Facts } from '../../../server/src/core/documents/facts.ts'
import type { Resource } from '../../../server/src/core/k8s/facts/resource.ts'
import type { Service } from '../../../server/src/core/k8s/facts/service.ts'
import type { Workload } from '../../../server/src/core/k8s/facts/workload.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'

export function factsOf(yaml: string, fileName = 'web.yaml'): Facts {
  return extractFacts(parseDocument(yaml), 7 as DocumentId, fileName)
}

export function resourceOf(yaml: string): Resource {
  const [resource, ...others] = factsOf(yaml).resources
  if (!resource || others.length > 0) throw new Error(`not exactly one resource in:\n${yaml}`)
  return resource
}

export function serviceOf(yaml: string): Service {
  const resource = resourceOf(yaml)
  if (resource.is !== 'service') throw new Error(`a ${resource.is}, not a service:\n${yaml}`)
  return resource
}

export function workloadOf(yaml: string): Workload {
  const resource = resourceOf(yaml)
  if (resource.is !== 'workload') throw new Error(`a ${resource.is}, not a workload:\n${yaml}`)
  return resource
}

/**
 * Facts without spans: a known value as itself, an unknown one as `?why`, an absent one left out; lists as their items,
 * labels as an object.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Set) return [...value].sort((a, b) => a - b)
  if (typeof value !== 'object' || value === null) return value
  if ('kind' in value && value.kind === 'known' && 'value' in value) return value.value
  if ('kind' in value && value.kind === 'absent') return undefined
  if ('kind' in value && value.kind === 'unknown' && 'why' in value) return `?${value.why}`
  if ('items' in value && 'complete' in value) return plain(value.items)
  if ('pairs' in value && Array.isArray(value.pairs)) {
    return Object.fromEntries(value.pairs.map(pair => [pair.key, plain(pair.value)]))
  }
  const entries = Object.entries(value).map(([key, field]) => [key, plain(field)] as const)
  return Object.fromEntries(entries.filter(([key, field]) => field !== undefined && !/[sS]pan$|^near$/.test(key)))
}

import { brokersAndSearch, caches, databases } from './table/data.ts'
import { observability } from './table/observability.ts'
import { platform } from './table/platform.ts'
import type { ImageKnowledge } from './table/row.ts'
import { webApplications, webServers } from './table/web.ts'

export interface ImageMatch {
  readonly image: ImageKnowledge
  /**
   * `repository`: an image that the row is about. `name`: somebody's image whose last path segment is the same; its
   * role is likely the same, its ports need not be.
   */
  readonly by: 'repository' | 'name'
  /** True for the very image, not one of that name in a registry where anybody may have built it. */
  readonly stock: boolean
}

export interface ImageReference {
  readonly registry: string | undefined
  /** Without registry, tag and digest, in lower case. */
  readonly repository: string
  /** Empty where there is none. */
  readonly tag: string
}

/** @example lookupImage('docker.io/library/postgres:17@sha256:…')?.image.name // 'PostgreSQL' */
export function lookupImage(reference: string): ImageMatch | undefined {
  const { registry, repository, tag } = parseImage(reference)
  const last = lastSegment(repository)
  const official = repository.startsWith('library/') ? last : repository
  const fits = (row: ImageKnowledge): boolean => !row.tag || row.tag.test(tag)
  const exact = (rowsByRepository.get(official) ?? []).find(fits)
  // A mirror keeps the owner of what it mirrors; a bare name may be anything that somebody calls so.
  const stock = registry === undefined || registry === 'docker.io' || official.includes('/')
  if (exact) return { image: exact, by: 'repository', stock }
  const named = generic.has(last) ? undefined : (rowsByName.get(last) ?? []).find(fits)
  return named ? { image: named, by: 'name', stock: false } : undefined
}

/** True where an image is known to listen on the number, by any protocol; false where nobody knows the image. */
export function isKnownPort(reference: string | undefined, number: number): boolean {
  return lookupImage(reference ?? '')?.image.ports.some(port => port.number === number) === true
}

/**
 * Strips registry and digest and splits off the tag. A first segment with a dot or a colon, or `localhost`, is a registry.
 *
 * @example parseImage('localhost:5000/team/web:1.2') // { registry: 'localhost:5000', repository: 'team/web', tag: '1.2' }
 */
export function parseImage(reference: string): ImageReference {
  const bare = reference.split('@', 1)[0] ?? ''
  const colon = bare.lastIndexOf(':')
  const hasTag = colon > bare.lastIndexOf('/')
  const path = hasTag ? bare.slice(0, colon) : bare
  const segments = path.split('/')
  const first = segments[0] ?? ''
  const hasRegistry = segments.length > 1 && (/[.:]/.test(first) || first === 'localhost')
  return {
    registry: hasRegistry ? first : undefined,
    repository: (hasRegistry ? segments.slice(1) : segments).join('/').toLowerCase(),
    tag: hasTag ? bare.slice(colon + 1) : '',
  }
}

export const imageTable: readonly ImageKnowledge[] = [
  ...webServers,
  ...webApplications,
  ...databases,
  ...caches,
  ...brokersAndSearch,
  ...observability,
  ...platform,
]

/** Last segments that say nothing without their owner. */
const generic = new Set(['server', 'controller', 'ui', 'app', 'all-in-one', 'auto-setup', 'registry', 'distribution'])

const rowsByRepository = indexBy(repository => repository)
const rowsByName = indexBy(lastSegment)

function indexBy(keyOf: (repository: string) => string): ReadonlyMap<string, readonly ImageKnowledge[]> {
  const index = new Map<string, ImageKnowledge[]>()
  for (const row of imageTable) {
    for (const key of new Set(row.repositories.map(keyOf))) {
      const rows = index.get(key)
      if (rows) rows.push(row)
      else index.set(key, [row])
    }
  }
  return index
}

function lastSegment(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1)
}

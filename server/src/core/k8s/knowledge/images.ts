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
}

/** @example lookupImage('docker.io/library/postgres:17@sha256:…')?.image.name // 'PostgreSQL' */
export function lookupImage(reference: string): ImageMatch | undefined {
  const { repository, tag } = parseImage(reference)
  const last = lastSegment(repository)
  const official = repository.startsWith('library/') ? last : repository
  const fits = (row: ImageKnowledge): boolean => !row.tag || row.tag.test(tag)
  const exact = (rowsByRepository.get(official) ?? []).find(fits)
  if (exact) return { image: exact, by: 'repository' }
  const named = generic.has(last) ? undefined : (rowsByName.get(last) ?? []).find(fits)
  return named ? { image: named, by: 'name' } : undefined
}

/**
 * Strips registry and digest and splits off the tag. A first segment with a dot or a colon, or `localhost`, is a registry.
 *
 * @example parseImage('localhost:5000/team/web:1.2') // { repository: 'team/web', tag: '1.2' }
 */
export function parseImage(reference: string): { readonly repository: string; readonly tag: string } {
  const bare = reference.split('@', 1)[0] ?? ''
  const colon = bare.lastIndexOf(':')
  const hasTag = colon > bare.lastIndexOf('/')
  const path = hasTag ? bare.slice(0, colon) : bare
  const segments = path.split('/')
  const first = segments[0] ?? ''
  const registry = segments.length > 1 && (/[.:]/.test(first) || first === 'localhost')
  return {
    repository: (registry ? segments.slice(1) : segments).join('/').toLowerCase(),
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

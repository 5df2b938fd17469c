import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { findFiles } from '../../server/src/cli/files/walk.ts'
import type { Uri } from '../../server/src/core/base/place.ts'
import { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { describeWith } from './describeWith.ts'

/**
 * How many references of each site there are in the corpus, and where they lead. `npx vitest run test/corpus/references.test.ts -u`
 * writes the numbers down; `npm run generate` puts them into docs/coverage.md.
 */
describeWith('corpus', 'public manifests', folder => {
  test('references are found and followed as written down', async () => {
    const workspace = new Workspace()
    workspace.apply(
      findFiles([folder], folder, () => undefined).map(({ path }) => ({
        uri: pathToFileURL(path).href as Uri,
        text: readFileSync(path, 'utf8'),
      })),
    )
    const bySite = new Map<string, Map<string, number>>()
    for (const resource of workspace
      .files()
      .flatMap(uri => workspace.documentsOf(uri).flatMap(document => document.facts.resources))) {
      for (const reference of resource.references) {
        const { status } = workspace.graph.follow(reference, resource)
        const counts = bySite.get(reference.site) ?? new Map<string, number>()
        counts.set(status, (counts.get(status) ?? 0) + 1)
        bySite.set(reference.site, counts)
      }
    }
    const lines = [...bySite].sort(([a], [b]) => (a < b ? -1 : 1)).map(([site, counts]) => lineOf(site, counts))
    const total = new Map<string, number>()
    for (const counts of bySite.values())
      for (const [status, count] of counts) total.set(status, (total.get(status) ?? 0) + count)
    const text = [head.join('\t'), ...lines, lineOf('all', total), ''].join('\n')
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'references.tsv'))
  })
})

const head = ['site', 'found', 'resolved', 'missing', 'unknown', 'not asked']

function lineOf(site: string, counts: ReadonlyMap<string, number>): string {
  const of = (...statuses: readonly string[]) => statuses.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0)
  const found = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return [site, found, of('services', 'pods'), of('missing'), of('unknown'), of('unasked')].join('\t')
}

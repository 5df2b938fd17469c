import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { valueOf } from '../../server/src/core/base/known.ts'
import type { Span } from '../../server/src/core/base/span.ts'
import type { Graph } from '../../server/src/core/graph/graph.ts'
import type { Resource } from '../../server/src/core/k8s/facts/resource.ts'
import { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { filesIn } from '../support/filesIn.ts'
import { describeWith } from './describeWith.ts'

/**
 * How many references of each site there are in the corpus, and where they lead. `npx vitest run test/corpus/references.test.ts -u`
 * writes the numbers down; `npm run generate` puts them into docs/coverage.md.
 */
describeWith('corpus', 'public manifests', folder => {
  const workspace = new Workspace()
  workspace.apply(filesIn(folder).map(({ uri, path }) => ({ uri, text: readFileSync(path, 'utf8') })))
  // What is deployed: of a base that several overlays use the first of them.
  const everything = { start: 0, end: Infinity }
  const parts = workspace.files().flatMap(uri => workspace.partsOf(uri, everything).map(({ document }) => document))
  const documents = [...new Map(parts.map(document => [document.id, document])).values()]

  test('the span of a port, of a host and of a name holds just that', () => {
    for (const { tree, facts } of documents) {
      const written = (span: Span): string => tree.text.slice(span.start, span.end)
      for (const { port, target } of facts.resources.flatMap(({ references }) => references)) {
        if (port.kind === 'known') expect(unquoted(written(port.span))).toBe(String(port.value))
        const name = target.is === 'host' ? target.host : target.is === 'service' ? target.name : undefined
        if (name?.kind === 'known') expect(unquoted(written(name.span))).toBe(name.value)
      }
    }
  })

  test('references are found and followed as written down', async () => {
    const bySite = new Map<string, Map<string, number>>()
    const count = (site: string, status: string): void => {
      const counts = bySite.get(site) ?? new Map<string, number>()
      counts.set(status, (counts.get(status) ?? 0) + 1)
      bySite.set(site, counts)
    }
    for (const resource of documents.flatMap(({ facts }) => facts.resources)) {
      for (const reference of resource.references)
        count(reference.site, workspace.graph.follow(reference, resource).status)
      for (const [site, status] of ownPointersOf(resource, workspace.graph)) count(site, status)
    }
    const lines = [...bySite].sort(([a], [b]) => (a < b ? -1 : 1)).map(([site, counts]) => lineOf(site, counts))
    const total = new Map<string, number>()
    for (const counts of bySite.values())
      for (const [status, count] of counts) total.set(status, (total.get(status) ?? 0) + count)
    const text = [head.join('\t'), ...lines, lineOf('all', total), ''].join('\n')
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'references.tsv'))
  })
})

/** Pointers with types of their own, which are no rows of the table: those of Services, probes and StatefulSets. */
function* ownPointersOf(resource: Resource, graph: Graph): Generator<readonly [site: string, status: string]> {
  if (resource.is === 'service') {
    const selection = graph.selection(resource)
    yield ['selector of a Service', called(selection.status)]
    for (const port of resource.ports.items) {
      const ends = selection.status === 'selected' ? selection.pods.map(pod => graph.resolve(port, pod).status) : []
      const end = ['named', 'number', 'missing'].find(status => ends.some(each => each === status))
      yield ['targetPort', called(selection.status === 'selected' ? (end ?? 'unknown') : selection.status)]
    }
  }
  if (resource.is !== 'workload') return
  if (resource.serviceName.kind === 'known')
    yield ['serviceName', called(graph.named('service', resource.serviceName.value, resource).status)]
  for (const { ports, probes } of resource.pods.flatMap(({ containers }) => containers)) {
    for (const { port } of probes.flatMap(({ handlers }) => handlers)) {
      if (port.kind === 'absent') continue
      const isFound = ports.items.some(
        each => valueOf(each.name) === valueOf(port) || valueOf(each.containerPort) === valueOf(port),
      )
      // A number need not be declared.
      const isName = typeof valueOf(port) === 'string'
      yield ['port of a probe or hook', isFound ? 'pods' : isName && ports.complete ? 'missing' : 'unknown']
    }
  }
}

/** What an answer of the graph is called in the table. */
function called(status: string): string {
  if (status === 'nothing') return 'missing'
  return status === 'selected' || status === 'found' || status === 'named' || status === 'number' ? 'pods' : status
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/s.test(text) ? text.slice(1, -1) : text
}

const head = ['site', 'found', 'resolved', 'missing', 'unknown', 'not asked']

function lineOf(site: string, counts: ReadonlyMap<string, number>): string {
  const of = (...statuses: readonly string[]) => statuses.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0)
  const found = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return [site, found, of('services', 'pods'), of('missing'), of('unknown'), of('unasked')].join('\t')
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { valueOf } from '../../../server/src/core/base/known.ts'
import { overlaps } from '../../../server/src/core/base/span.ts'
import type { Reference } from '../../../server/src/core/k8s/facts/reference.ts'
import type { Resource } from '../../../server/src/core/k8s/facts/resource.ts'
import { allSites, siteOf } from '../../../server/src/core/k8s/sites/table.ts'
import type { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import { parseFixture } from '../../support/fixture.ts'
import { renderFixture } from '../../support/markers.ts'
import { inView } from '../../support/view.ts'

/**
 * Every row of the table of sites, used rightly and wrongly: the findings below the lines, then each reference with what it says
 * and where it leads. `npx vitest run --project spec -u` rewrites what is expected; read the difference.
 */
const names = readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))
const heading = '-- references --\n'
const specs = new Map(
  names.map(name => [name, readFileSync(join(import.meta.dirname, name), 'utf8').split(heading)[0] ?? '']),
)

test.each(names)('%s', async name => {
  const fixture = parseFixture(specs.get(name) ?? '')
  const { workspace } = inView(Object.fromEntries(fixture.files.map(({ path, text }) => [path, text])))
  const lines = placesIn(workspace).map(({ resource, reference }) => lineOf(workspace, resource, reference))
  await expect(`${renderFixture(fixture)}${heading}${lines.join('\n')}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, name),
  )
})

const used = [...specs.values()].flatMap(text => {
  const { workspace } = inView(Object.fromEntries(parseFixture(text).files.map(file => [file.path, file.text])))
  return placesIn(workspace).map(({ resource, reference }) => ({
    site: reference.site,
    isWrong: isWrong(workspace, resource, reference),
  }))
})

test.each(allSites.map(({ id }) => id))('%s is shown in right use', id => {
  expect(used.filter(({ site, isWrong: wrong }) => site === id && !wrong)).not.toEqual([])
})

/** Listeners of their own point at nothing, so nothing can be wrong with what they point at. */
const judged = allSites.filter(({ target }) => target.is !== 'listener')

test.each(judged.map(({ id }) => id))('%s is judged in wrong use', id => {
  expect(used.filter(({ site, isWrong: wrong }) => site === id && wrong)).not.toEqual([])
})

test('ids of rows are unique', () => {
  expect(new Set(allSites.map(({ id }) => id)).size).toBe(allSites.length)
})

function placesIn(workspace: Workspace): readonly { readonly resource: Resource; readonly reference: Reference }[] {
  return workspace
    .files()
    .flatMap(uri => workspace.documentsOf(uri))
    .flatMap(({ facts }) => facts.resources)
    .flatMap(resource => resource.references.map(reference => ({ resource, reference })))
}

function isWrong(workspace: Workspace, resource: Resource, { port, target, span }: Reference): boolean {
  const places = [
    port,
    ...(target.is === 'service' ? [target.name] : []),
    ...(target.is === 'host' ? [target.host] : []),
  ]
  const spans = [
    ...places.flatMap(each => (each.kind === 'known' ? [each.span] : [])),
    ...(port.kind === 'absent' ? [span] : []),
  ]
  return workspace.files().some(uri =>
    workspace.findings(uri).some(({ origin }) => {
      const { at } = origin
      return (
        origin.resource !== undefined &&
        at.document === resource.document &&
        spans.some(each => overlaps(at.span, each))
      )
    }),
  )
}

function lineOf(workspace: Workspace, resource: Resource, reference: Reference): string {
  const text = (place: { readonly start: number; readonly end: number }): string => {
    const { uri, span } = workspace.locate({ document: resource.document, span: place })
    return (workspace.textOf(uri) ?? '').slice(span.start, span.end)
  }
  const { port, defaultPort, site } = reference
  const said =
    port.kind === 'known' ? text(port.span) : defaultPort === undefined ? 'no port' : `default ${defaultPort}`
  const end = workspace.graph.follow(reference, resource)
  const target =
    end.status === 'services'
      ? end.services.map(each => `Service ${valueOf(each.name)}`).join(', ')
      : end.status === 'pods'
        ? `pods of ${end.pods.map(each => valueOf(each.workload.name)).join(', ')}`
        : end.status
  return `${siteOf(site).id} of ${resource.kind} ${valueOf(resource.name)}: ${said} -> ${target}`
}

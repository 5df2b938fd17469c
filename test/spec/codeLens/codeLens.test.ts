import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Location } from '../../../server/src/core/base/place.ts'
import type { ResolvedLens } from '../../../server/src/core/features/codeLens/lens.ts'
import { codeLenses, resolveLens } from '../../../server/src/core/features/codeLens.ts'
import { printSections, sectionsOf } from '../../support/sections.ts'
import { inView, root, uriOf } from '../../support/view.ts'

/**
 * Each `.txt` beside this file is a specification: manifests with `#:` lines in the places of their lenses, and what a click
 * does. `npx vitest run --project spec -u` rewrites what they expect.
 */
test.for(readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt')))('%s', async name => {
  const path = join(import.meta.dirname, name)
  const files = new Map(
    [...sectionsOf(readFileSync(path, 'utf8'))].map(([file, text]) => [file, text.replace(/^#: .*\n/gm, '')]),
  )
  const { workspace } = inView(Object.fromEntries(files))
  const place = ({ uri, span }: Location): string =>
    `${uri.slice(root.length + 1)}:${(workspace.lines(uri)?.positionAt(span.start).line ?? 0) + 1}`
  const words = ({ title, action }: ResolvedLens): string => {
    if (!action) return title
    return `${title} (${action.does} ${action.does === 'peek' ? action.locations.map(place).join(', ') : place(action.at)})`
  }
  const annotated = [...files].map(([file, text]) => {
    const uri = uriOf(file)
    const marked = codeLenses(workspace, uri).reduceRight((before, lens) => {
      const resolved = resolveLens(workspace, uri, lens)
      if (!resolved) throw new Error(`a lens of kind ${lens.kind} has no words`)
      return `${before.slice(0, lens.span.start)}#: ${words(resolved)}\n${before.slice(lens.span.start)}`
    }, text)
    return [file, marked] as const
  })
  await expect(printSections(annotated)).toMatchFileSnapshot(path)
})

test('a lens whose resource is gone has no words', () => {
  const { workspace } = inView({
    'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n',
  })
  const [lens] = codeLenses(workspace, uriOf('a.yaml'))
  workspace.apply([{ uri: uriOf('a.yaml'), text: undefined }])
  expect(lens && resolveLens(workspace, uriOf('a.yaml'), lens)).toBeUndefined()
  expect(codeLenses(workspace, uriOf('a.yaml'))).toEqual([])
})

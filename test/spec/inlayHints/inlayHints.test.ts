import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Location } from '../../../server/src/core/base/place.ts'
import { hintKinds, type InlayHint } from '../../../server/src/core/features/inlayHints/hint.ts'
import { inlayHints } from '../../../server/src/core/features/inlayHints.ts'
import { printSections, sectionsOf } from '../../support/sections.ts'
import { inView, root, uriOf } from '../../support/view.ts'

const specs = readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))

/**
 * Each `.txt` beside this file is a specification: manifests with their hints between `«` and `»`, then where the hints lead and
 * what their tooltips say. `npx vitest run --project spec -u` rewrites what they expect.
 */
test.for(specs)('%s', async name => {
  const path = join(import.meta.dirname, name)
  const { files, workspace } = read(path)
  const hintsOf = (file: string): readonly InlayHint[] =>
    inlayHints(workspace, uriOf(file), { start: 0, end: files.get(file)?.length ?? 0 }, new Set(hintKinds))
  const place = ({ uri, span }: Location): string =>
    `${uri.slice(root.length + 1)}:${(workspace.lines(uri)?.positionAt(span.start).line ?? 0) + 1}`
  const details = [...files.keys()].flatMap(hintsOf).map(({ kind, parts, tooltip }) => {
    const targets = parts.flatMap(({ text, target }) => (target ? [`${text} at ${place(target)}`] : []))
    return `${kind}: ${words({ parts })}${targets.length > 0 ? ` (${targets.join(', ')})` : ''}\n  ${tooltip}\n`
  })
  const printed = printSections([
    ...[...files].map(([file, text]) => [file, annotated(text, hintsOf(file))] as const),
    ...(details.length > 0 ? [['details', details.join('')] as const] : []),
  ])
  await expect(printed).toMatchFileSnapshot(path)
})

test.for(specs)('%s: hints of a part of a file are those of the whole that lie in it', name => {
  const { files, workspace } = read(join(import.meta.dirname, name))
  for (const [file, text] of files) {
    const uri = uriOf(file)
    const all = inlayHints(workspace, uri, { start: 0, end: text.length }, new Set(hintKinds))
    const lines = workspace.lines(uri)
    for (let line = 0; line < (lines?.lineCount ?? 0); line++) {
      const start = lines?.offsetAt({ line, character: 0 }) ?? 0
      const end = lines?.offsetAt({ line: line + 5, character: 0 }) ?? 0
      const inside = all.filter(({ offset }) => start <= offset && offset <= end)
      expect(inlayHints(workspace, uri, { start, end }, new Set(hintKinds))).toEqual(inside)
    }
  }
})

test('a kind that is switched off gives no hints, the others stay', () => {
  const { files, workspace } = read(join(import.meta.dirname, 'service.txt'))
  const whole = { start: 0, end: files.get('service.yaml')?.length ?? 0 }
  for (const kind of hintKinds) {
    const others = hintKinds.filter(each => each !== kind)
    const all = inlayHints(workspace, uriOf('service.yaml'), whole, new Set(hintKinds))
    expect(inlayHints(workspace, uriOf('service.yaml'), whole, new Set(others))).toEqual(
      all.filter(hint => hint.kind !== kind),
    )
  }
})

function read(path: string) {
  const sections = [...sectionsOf(readFileSync(path, 'utf8'))].filter(([name]) => name !== 'details')
  const files = new Map(sections.map(([name, text]) => [name, text.replace(/ ?«[^»]*»/g, '')]))
  return { files, workspace: inView(Object.fromEntries(files)).workspace }
}

function annotated(text: string, hints: readonly InlayHint[]): string {
  return hints.reduceRight(
    (before, hint) => `${before.slice(0, hint.offset)} «${words(hint)}»${before.slice(hint.offset)}`,
    text,
  )
}

function words({ parts }: Pick<InlayHint, 'parts'>): string {
  return parts.map(({ text }) => text).join('')
}

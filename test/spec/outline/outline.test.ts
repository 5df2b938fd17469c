import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentLinks } from '../../../server/src/core/features/documentLinks.ts'
import { documentSymbols, type OutlineItem } from '../../../server/src/core/features/documentSymbols.ts'
import { workspaceSymbols } from '../../../server/src/core/features/workspaceSymbols.ts'
import { printSections, sectionsOf } from '../../support/sections.ts'
import { inView, root, uriOf } from '../../support/view.ts'

/**
 * Each `.txt` beside this file: manifests, then the outline and the links of each, and what searches find (`? query`).
 * `npx vitest run --project spec -u` rewrites what they expect.
 */
for (const file of readdirSync(import.meta.dirname).filter(name => name.endsWith('.txt'))) {
  test(file, async () => {
    const path = join(import.meta.dirname, file)
    const sections = sectionsOf(readFileSync(path, 'utf8'))
    const files = [...sections].filter(([name]) => !/^(?:outline|links|\?) ?/.test(name))
    const queries = [...sections.keys()].filter(name => name.startsWith('? '))
    const { workspace } = inView(Object.fromEntries(files))
    const text = (uri: string): string => sections.get(uri.slice(root.length + 1)) ?? ''
    const printed = printSections([
      ...files,
      ...files.map(
        ([name]) =>
          [
            `outline ${name}`,
            documentSymbols(workspace, uriOf(name))
              .map(each => shown(each, text(uriOf(name))))
              .join(''),
          ] as const,
      ),
      ...files.map(([name]) => {
        const links = documentLinks(workspace, uriOf(name)).map(({ span, target, tooltip }) => {
          const to = typeof target === 'string' ? target : target.uri
          return `${text(uriOf(name)).slice(span.start, span.end)} -> ${to.slice(root.length + 1)} (${tooltip})\n`
        })
        return [`links ${name}`, links.join('')] as const
      }),
      ...queries.map(query => {
        const found = workspaceSymbols(workspace, query.slice(2)).map(
          ({ kind, name, container, at }) =>
            `${kind} ${name}${container ? `, ${container}` : ''}: ${at.uri.slice(root.length + 1)} «${text(at.uri).slice(at.span.start, at.span.end)}»\n`,
        )
        return [query, found.join('')] as const
      }),
    ])
    await expect(printed).toMatchFileSnapshot(path)
  })
}

/** Every item holds its word and its children, as LSP asks for. */
function shown(item: OutlineItem, text: string, depth = 0): string {
  const { kind, name, detail, whole, word, children } = item
  expect(whole.start <= word.start && word.end <= whole.end, name).toBe(true)
  for (const child of children)
    expect(whole.start <= child.whole.start && child.whole.end <= whole.end, child.name).toBe(true)
  const line = `${'  '.repeat(depth)}${kind} ${name}${detail ? ` ${detail}` : ''} «${text.slice(word.start, word.end)}»\n`
  return line + children.map(child => shown(child, text, depth + 1)).join('')
}

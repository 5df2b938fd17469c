import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Location } from '../../server/src/core/base/place.ts'
import { codeLenses, resolveLens } from '../../server/src/core/features/codeLens.ts'
import { hintKinds } from '../../server/src/core/features/inlayHints/hint.ts'
import { inlayHints } from '../../server/src/core/features/inlayHints.ts'
import { explainPort, kubectlScript } from '../../server/src/core/features/path.ts'
import type { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { inView, uriOf } from '../support/view.ts'
import { mutatedProject } from './mutated.ts'

const broken = /undefined|NaN|\[object/

test('hints stay in their file, stand behind what is written, and lead to places that are there', () => {
  fc.assert(
    fc.property(mutatedProject, ({ files, path, text }) => {
      const { workspace } = inView(files)
      const hints = inlayHints(workspace, uriOf(path), { start: 0, end: text.length }, new Set(hintKinds))
      for (const { offset, parts, tooltip } of hints) {
        expect(text.slice(0, offset)).toMatch(/\S$/)
        expect(parts.map(part => part.text).join('')).not.toMatch(broken)
        expect(tooltip).not.toMatch(broken)
        for (const { target } of parts) if (target) expectThere(workspace, target)
      }
    }),
    { numRuns: 300 },
  )
})

test('every lens has words, and what it shows is there', () => {
  fc.assert(
    fc.property(mutatedProject, ({ files, path }) => {
      const { workspace } = inView(files)
      for (const lens of codeLenses(workspace, uriOf(path))) {
        const resolved = resolveLens(workspace, uriOf(path), lens)
        expect(resolved?.title).toMatch(/\S/)
        expect(resolved?.title).not.toMatch(broken)
        const { action } = resolved ?? {}
        const shown = action?.does === 'peek' ? action.locations : action ? [action.at] : []
        for (const at of shown) expectThere(workspace, at)
      }
    }),
    { numRuns: 300 },
  )
})

test('a page about a port and its commands can be made at any place of any mutated manifest', () => {
  fc.assert(
    fc.property(mutatedProject, fc.double({ min: 0, max: 1, noNaN: true }), ({ files, path, text }, where) => {
      const { workspace } = inView(files)
      const offset = Math.floor(where * text.length)
      const page = explainPort(workspace, uriOf(path), offset)
      const script = kubectlScript(workspace, uriOf(path), offset)
      expect(page?.markdown ?? '').not.toMatch(broken)
      expect(script === undefined).toBe(page === undefined)
      expect(script ?? '').toMatch(/^(# [^\n]+\n[^\n#]+\n)*$/)
    }),
    { numRuns: 300 },
  )
})

function expectThere(workspace: Workspace, { uri, span }: Location): void {
  expect(span.start).toBeGreaterThanOrEqual(0)
  expect(span.end).toBeLessThanOrEqual(workspace.textOf(uri)?.length ?? -1)
}
